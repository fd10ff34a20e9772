import groups from "./modelBases.yml";

/** Classes whose children are models, by their qualified names. */
export const MODEL_BASES: ReadonlySet<string> = new Set(
  groups.flatMap(({ modules, classes }) => modules.flatMap((module) => classes.map((name) => `${module}.${name}`))),
);

/** The last parts of those names. */
export const MODEL_BASE_NAMES: ReadonlySet<string> = new Set(groups.flatMap(({ classes }) => classes));
