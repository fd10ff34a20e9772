import type { Shape } from "../../schema/schema.ts";
import groups from "./fieldTypes.yml";

export interface KnownType {
  readonly shape: Shape;
  /** `target`: the call names an entity; `none`: a relation whose call names none. */
  readonly relation?: "target" | "none";
}

const TYPES: ReadonlyMap<string, KnownType> = new Map(groups.flatMap((group) => Object.entries(group.types)));

const MODULES: ReadonlySet<string> = new Set(groups.flatMap((group) => group.modules));

/** Longest first, so that `…DateTimeField` is not taken for a `TimeField`. */
const ENDINGS: readonly string[] = [...TYPES.keys()].toSorted((a, b) => b.length - a.length);

/** Libraries whose classes are called `…Field` too and describe forms or messages, not what is stored. */
const OTHER_LIBRARIES = [
  "django.forms",
  "rest_framework",
  "django_filters",
  "wtforms",
  "marshmallow",
  "graphene",
  "crispy_forms",
];

/** Whether a class of this qualified name is a model field. */
export function isFieldClass(qualified: string): boolean {
  if (OTHER_LIBRARIES.some((library) => qualified === library || qualified.startsWith(`${library}.`))) return false;
  const name = lastPart(qualified);
  return TYPES.has(name) || (name.endsWith("Field") && name !== "Field");
}

/** Whether the module it comes from tells that it is one, so that a class declaring it must be a model. */
export function isSurelyFieldClass(qualified: string): boolean {
  return isFieldClass(qualified) && MODULES.has(qualified.slice(0, Math.max(0, qualified.lastIndexOf("."))));
}

export function knownTypeOf(name: string): KnownType {
  const known = TYPES.get(name);
  if (known) return known;
  const ending = ENDINGS.find((candidate) => name.endsWith(candidate));
  return { shape: ending === undefined ? "unknown" : TYPES.get(ending)!.shape };
}

export function lastPart(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf(".") + 1);
}
