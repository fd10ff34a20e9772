/** Who inherits from a class, as far as texts tell. */
import { classesIn, moduleOf, nestedIn, shown, type ShownClass } from "../../languages/django/shownClass.ts";

export interface Heir {
  readonly path: string;
  readonly found: ShownClass;
}

/** Classes that inherit from it, or from one of these that `isPassedOn` lets through. */
export function heirsOf(
  name: string,
  texts: ReadonlyMap<string, string>,
  isPassedOn: (heir: ShownClass) => boolean = () => true,
): readonly Heir[] {
  const known = new Set([name]);
  const heirs = new Map<string, Heir>();
  for (const each of known)
    for (const [path, text] of texts) {
      if (!new RegExp(`\\bclass\\s[^:]*\\b${each}\\b`).test(text)) continue;
      const module = moduleOf(text);
      for (const scope of classesIn(module)) {
        const key = `${path} ${scope.statement.span.start}`;
        if (heirs.has(key) || !scope.bases.some((base) => base.text.split(".").at(-1) === each)) continue;
        const found = shown(module, scope);
        heirs.set(key, { path, found });
        if (isPassedOn(found)) known.add(scope.name);
      }
    }
  return [...heirs.values()];
}

/** Whether it has options of its own, which go on with none of those of its bases. */
export function hasOwnOptions(found: ShownClass): boolean {
  return nestedIn(found, "Meta")?.scope.bases.length === 0;
}
