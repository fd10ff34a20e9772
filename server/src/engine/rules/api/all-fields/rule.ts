import { CWE_213, exposed, isGiven, isOfAll, tellOption } from "../../exposure.ts";
import { tellFields } from "../../log/severity.ts";
import type { UseRule } from "../../rule.ts";

export const allFields: UseRule = {
  meta: {
    id: "api/all-fields",
    title: "API that gives all fields of a model, sensitive ones among them",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds serializers of Django REST framework (`ModelSerializer` and its kin), schemas of django-ninja (`ModelSchema`, `create_schema`), types of strawberry-django and graphene-django",
      '(`DjangoObjectType`) that give all fields of a model which has sensitive ones: `fields = "__all__"`, `exclude`, and, of graphene, neither.',
      "",
      "Secrets (passwords, keys, tokens) are an error, other restricted data a warning, confidential data is mentioned. Fields are left alone that",
      "are taken and never given (`write_only=True`, `extra_kwargs`), that a method of the class makes, and relations, which give a number where `depth` does not open them. `read_only_fields` hides nothing.",
      "Who may ask is not looked at, nor whether a serializer is only read from.",
    ].join("\n"),
    why: [
      "Nobody decided that these fields are given out, and each field that is added to the model is given out, too, with no line of the API changed.",
    ].join("\n"),
    bad: [
      "class CustomerSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Customer",
      '        fields = "__all__"',
    ].join("\n"),
    good: [
      "class CustomerSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Customer",
      '        fields = ["id", "city"]',
    ].join("\n"),
    fixes: ["name-fields", "write-only", "hide-field"],
    references: [
      CWE_213,
      {
        title: "OWASP Django REST Framework Cheat Sheet: excessive data exposure",
        url: "https://cheatsheetseries.owasp.org/cheatsheets/Django_REST_Framework_Cheat_Sheet.html",
      },
      {
        title: "graphene-django: which fields a type has",
        url: "https://docs.graphene-python.org/projects/django/en/latest/queries/",
      },
    ],
  },

  check(use) {
    const { role } = use.holder;
    if ((role !== "serializer" && role !== "graphql") || !isOfAll(use) || !isGiven(use)) return null;
    return exposed(use, {
      secret: { severity: "error" },
      restricted: { severity: "warning" },
      confidential: { severity: "information" },
    });
  },

  message(use, subjects) {
    return `${tellOption(use)} gives ${tellFields({ subjects })}, and whatever is added to the model later.`;
  },
};
