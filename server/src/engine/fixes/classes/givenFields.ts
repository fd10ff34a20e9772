/** Names that frameworks give where a class says "all", in their order. */
import { asCreated, type ModelField } from "../../project/modelFields.ts";
import type { Field, Shape } from "../../schema/schema.ts";
import type { Framework, OwnFields } from "./framework.ts";

/** A sentence where that cannot be known. `reverse`: what other models call their relations to this one. */
export function givenFields(
  { framework, declared }: OwnFields,
  fields: readonly ModelField[],
  reverse: readonly string[],
): readonly string[] | string {
  const names = GIVEN[framework](fields, declared, reverse);
  return typeof names === "string" ? names : [...new Set(names)];
}

type Given = (
  fields: readonly ModelField[],
  declared: readonly string[],
  reverse: readonly string[],
) => readonly string[] | string;

const GIVEN: Readonly<Record<Framework, Given>> = {
  /** `get_default_field_names` of https://github.com/encode/django-rest-framework/blob/3.18.3/rest_framework/serializers.py */
  rest: (fields, declared) => [
    ...namesOf(fields.filter(({ isPrimaryKey, isLink }) => isPrimaryKey && !isLink).slice(0, 1)),
    ...declared,
    ...serialized(fields),
  ],
  linkedRest: (fields, declared) => ["url", ...declared, ...serialized(fields)],
  /** `_model_fields` of https://github.com/vitalik/django-ninja/blob/v1.7.1/ninja/orm/factory.py */
  ninja: (fields) => {
    const generic = fields.find(({ kind }) => kind === "generic");
    if (generic) return `What django-ninja makes of \`${generic.name}\` is not known.`;
    return namesOf(fields.filter(({ isLink, isOfParent }) => !(isLink && isOfParent)));
  },
  /** `get_model_fields` of https://github.com/graphql-python/graphene-django/blob/v3.2.2/graphene_django/utils/utils.py */
  graphene: (fields, _, reverse) => [...namesOf(withColumns(fields)), ...reverse],
  /** `_process_type` of https://github.com/strawberry-graphql/strawberry-django/blob/v0.91.0/strawberry_django/type.py */
  strawberry: (fields) => namesOf(fields.filter(({ kind }) => kind !== "many" && kind !== "generic")),
  /** `fields_for_model` of https://github.com/django/django/blob/5.2/django/forms/models.py */
  form: (fields) => {
    const asked = asCreated(withColumns(fields)).filter(({ declared, isLink }) => declared && !isLink);
    const unknown = asked.find(({ declared }) => declared && isEditable(declared.field) === null);
    if (unknown) return `Whether \`${unknown.name}\` is in a form is not known: its class is no field of Django's.`;
    return namesOf(
      asked.filter(({ declared }) => declared && isEditable(declared.field) && !isNumbered(declared.field)),
    );
  },
  /** https://github.com/django-import-export/django-import-export/blob/4.4.3/import_export/declarative.py */
  resource: (fields, declared) => [...namesOf(asCreated(withColumns(fields))), ...declared],
  /** `get_all_model_fields` of https://github.com/carltongibson/django-filter/blob/26.2/django_filters/utils.py */
  filterset: (fields) =>
    namesOf(
      asCreated(withColumns(fields)).filter(
        ({ declared, isLink }) => !isLink && declared && !isNumbered(declared.field),
      ),
    ),
};

function namesOf(fields: readonly ModelField[]): readonly string[] {
  return fields.map(({ name }) => name);
}

function withColumns(fields: readonly ModelField[]): readonly ModelField[] {
  return fields.filter(({ kind }) => kind !== "generic");
}

/** Django serializes no primary key. */
function serialized(fields: readonly ModelField[]): readonly string[] {
  const others = fields.filter(
    ({ isPrimaryKey, declared }) => !isPrimaryKey && (!declared || isSerialized(declared.field)),
  );
  return namesOf([
    ...others.filter(({ kind }) => kind === "plain"),
    ...others.filter(({ kind }) => kind === "relation"),
    ...others.filter(({ kind }) => kind === "many"),
  ]);
}

/** https://docs.djangoproject.com/en/5.2/howto/custom-model-fields/: copies and indexes of our own are never serialized. */
function isSerialized({ type, arguments: given }: Field): boolean {
  const isOwn = type.name === "BlindIndexField" || given.some(({ name }) => name === "copy_of");
  return !isOwn && !given.some(({ name, value }) => name === "serialize" && value === false);
}

const ENTERED: ReadonlySet<Shape> = new Set<Shape>(["phone", "country", "geo", "array"]);

function isNumbered({ type }: Field): boolean {
  return type.shape === "auto";
}

/** https://docs.djangoproject.com/en/5.2/ref/models/fields/#editable; null where the class may say so. */
export function isEditable({ type, arguments: given, wrappers }: Field): boolean | null {
  const editable = given.find(({ name }) => name === "editable");
  if (editable) return typeof editable.value === "boolean" ? editable.value : null;
  if (given.some(({ name, value }) => name !== null && name.startsWith("auto_now") && value !== false)) return false;
  if (type.name === "BinaryField" || type.name === "GeneratedField") return false;
  const isDjangos = type.classes === undefined && type.qualified.startsWith("django.");
  // Packages have fields of times, slugs and states that nobody enters.
  const isEntered = type.name.startsWith("Encrypted") || wrappers.length > 0 || ENTERED.has(type.shape);
  return isDjangos || isEntered ? true : null;
}
