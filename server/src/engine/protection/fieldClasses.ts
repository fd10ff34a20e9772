import type { Field } from "../schema/schema.ts";

const DJANGO_MODULES = ["django.db.models", "django.db.models.fields", "django.contrib.gis.db.models"];

/** Name of Django's own field class; null for a class from elsewhere, about whose arguments nothing is known. */
export function djangoClassOf({ type }: Field): string | null {
  const module = type.qualified.slice(0, -type.name.length - 1);
  return DJANGO_MODULES.includes(module) || type.qualified === `django.db.models.fields.json.${type.name}`
    ? type.name
    : null;
}

/** Options that mean nothing for a column of ciphertext, and lose nothing that the database could still do. */
export const MEANINGLESS_OPTIONS = ["unique", "db_index", "db_collation", "db_tablespace", "db_default"] as const;

/**
 * Where the database would fill in the value, Django has to. Null when the default is no plain value, which alone is
 * sure to mean the same in both places.
 */
export function withoutDatabaseDefault(field: Field): Readonly<Record<string, string>> | null {
  const argument = field.arguments.find(({ name }) => name === "db_default");
  if (!argument || field.arguments.some(({ name }) => name === "default")) return {};
  return argument.value === undefined ? null : { default: argument.text };
}

/** An index that searched or sorted before and is gone afterwards. */
export function hasIndex(field: Field): boolean {
  const isSlug = field.type.name === "SlugField" && !field.arguments.some(({ name }) => name === "db_index");
  return field.indexed || isSlug;
}
