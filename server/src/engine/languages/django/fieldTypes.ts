import type { Shape } from "../../schema/schema.ts";
import { remembered } from "../../text/remembered.ts";
import groups from "./fieldTypes.yml";
import otherLibraries from "./otherLibraries.yml";

export interface KnownType {
  readonly shape: Shape;
  /** `target`: the call names an entity; `none`: a relation whose call names none. */
  readonly relation?: "target" | "none";
}

const TYPES: ReadonlyMap<string, KnownType> = new Map(groups.flatMap((group) => Object.entries(group.types)));

const MODULES: ReadonlySet<string> = new Set(groups.flatMap((group) => group.modules));

/** Longest first, so that `…DateTimeField` is not taken for a `TimeField`. */
const ENDINGS: readonly string[] = [...TYPES.keys()].toSorted((a, b) => b.length - a.length);

/** The name of each field class ends with one of these. */
export const FIELD_CLASS_ENDINGS: readonly string[] = withoutLonger(["Field", ...TYPES.keys()]);

/** Whether a class of this qualified name is a model field. */
export const isFieldClass = remembered((qualified: string): boolean => {
  const name = lastPart(qualified);
  const isCalledSo = (name.endsWith("Field") && name !== "Field") || name.endsWith("ForeignKey") || TYPES.has(name);
  return isCalledSo && !isOtherLibrary(qualified);
});

/** Whether the module it comes from tells that it is one, so that a class declaring it must be a model. */
export const isSurelyFieldClass = remembered(
  (qualified: string): boolean =>
    isFieldModule(qualified.slice(0, Math.max(0, qualified.lastIndexOf(".")))) && isFieldClass(qualified),
);

export function isFieldModule(module: string): boolean {
  return MODULES.has(module);
}

/** Whether it is such a module, or the package that one is imported from. */
export function isAroundFieldModule(module: string): boolean {
  return isFieldModule(module) || PACKAGES_OF_MODULES.has(module);
}

const PACKAGES_OF_MODULES: ReadonlySet<string> = new Set(
  [...MODULES].map((module) => module.slice(0, Math.max(0, module.lastIndexOf(".")))),
);

/** Whether Django itself has a field class of this name. */
export function isDjangoFieldName(name: string): boolean {
  return Object.hasOwn(groups[0]!.types, name);
}

/** Whether a name belongs to a library whose classes are called `…Field` or `Model` too, yet are no models of Django. */
export function isOtherLibrary(qualified: string): boolean {
  for (let end = qualified.indexOf("."); end >= 0; end = qualified.indexOf(".", end + 1)) {
    if (OTHER_LIBRARIES.has(qualified.slice(0, end))) return true;
  }
  return OTHER_LIBRARIES.has(qualified);
}

const OTHER_LIBRARIES: ReadonlySet<string> = new Set(otherLibraries.flatMap(({ modules }) => modules));

export function knownTypeOf(name: string): KnownType {
  const ending = TYPES.has(name) ? name : ENDINGS.find((candidate) => name.endsWith(candidate));
  return (ending === undefined ? undefined : TYPES.get(ending)) ?? { shape: "unknown" };
}

export function lastPart(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf(".") + 1);
}

/** Those that end with no other. */
function withoutLonger(names: readonly string[]): readonly string[] {
  return names.filter((name) => !names.some((other) => other !== name && name.endsWith(other)));
}
