/** How Django and its kin call what people send. */

/** https://docs.djangoproject.com/en/5.2/ref/request-response/ and https://www.django-rest-framework.org/api-guide/requests/ */
export const REQUEST_PARTS: ReadonlySet<string> = new Set("POST data body headers META COOKIES".split(" "));

/** What stands in the address: it is in no body, and seldom secret as a whole. */
export const QUERY_PARTS: ReadonlySet<string> = new Set("GET query_params".split(" "));

export const REQUESTS: ReadonlySet<string> = new Set(["request", "req"]);

/** What a person has entered, in forms and serializers. */
export const FORM_DATA: ReadonlySet<string> = new Set("cleaned_data validated_data initial_data attrs".split(" "));
