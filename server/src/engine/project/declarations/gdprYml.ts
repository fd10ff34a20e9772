import { parseDocument } from "yaml";
import { type NamePattern, namePattern } from "./namePattern.ts";

/**
 * `gdpr.yml` of leukeleu-django-gdpr 2.2.0 (leukeleu_django_gdpr/gdpr.py): a documentation of all models, in which people
 * set `pii` of each field to true or false; null is not decided yet.
 */
export interface GdprYml {
  /** Patterns of apps (`auth`), models (`auth.User`) and fields (`auth.User.email`) that it is not to list. */
  readonly exclude: readonly string[];
  /** Those that it is to list all the same. */
  readonly include: readonly string[];
  /** `pii` by the model's label (`auth.User`) and the field's name. */
  readonly models: ReadonlyMap<string, ReadonlyMap<string, boolean | null>>;
}

export const GDPR_YML = "gdpr.yml";

export const NO_GDPR_YML: GdprYml = { exclude: [], include: [], models: new Map() };

/** What can be read of it: the lines around a half-typed one count. Null when it is something else of the same name. */
export function readGdprYml(text: string): GdprYml | null {
  let content: unknown;
  try {
    // PyYAML, which the package reads it with, knows version 1.1: `pii: yes` is true.
    content = parseDocument(text, { version: "1.1", logLevel: "silent" }).toJS();
  } catch {
    return null;
  }
  if (!isMapping(content) || !isMapping(content.models)) return null;
  const models = Object.entries(content.models).flatMap(([label, model]) =>
    isMapping(model) && isMapping(model.fields) ? [[label, piiOf(model.fields)] as const] : [],
  );
  return {
    // "Previous versions used `ignore`" (`get_pii_stats`).
    exclude: textsOf(content.exclude ?? content.ignore),
    include: textsOf(content.include),
    models: new Map(models),
  };
}

/**
 * The label under which it lists a model that goes by another, or the same. An app's label is mostly the name of its
 * folder; where it is another, the model is the only one of its name. Null when it does not list it.
 */
export function labelIn({ models }: GdprYml, label: string): string | null {
  if (models.has(label)) return label;
  const name = label.slice(label.lastIndexOf("."));
  const named = [...models.keys()].filter((other) => other.endsWith(name));
  return named.length === 1 ? named[0]! : null;
}

/** Tells by which pattern of `exclude` it leaves out a field of a model; null where it does not, or `include` says so. */
export function exclusionsOf({ exclude, include }: GdprYml): (label: string, field: string) => NamePattern | null {
  const excluded = exclude.flatMap((pattern) => namePattern(pattern) ?? []);
  const included = include.flatMap((pattern) => namePattern(pattern) ?? []);
  return (label, field) => {
    const names = [label.slice(0, label.indexOf(".")), label, `${label}.${field}`];
    const matches = (pattern: NamePattern): boolean => names.some((name) => pattern.matches(name));
    return included.some(matches) ? null : (excluded.find(matches) ?? null);
  };
}

function piiOf(fields: Mapping): ReadonlyMap<string, boolean | null> {
  return new Map(
    Object.entries(fields).map(([name, field]) => {
      const pii = isMapping(field) ? field.pii : null;
      return [name, typeof pii === "boolean" ? pii : null];
    }),
  );
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
