/** Who inherits from a class, as far as texts tell. */
import { heirsIn, moduleOf, nestedIn, shown, type ShownClass } from "../../languages/django/shownClass.ts";
import { rememberedOfLast } from "../../text/remembered.ts";

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
      if (!wordsOfHeaders(text).has(each)) continue;
      const module = moduleOf(text);
      for (const scope of heirsIn(module, each)) {
        const key = `${path} ${scope.statement.span.start}`;
        if (heirs.has(key)) continue;
        const found = shown(module, scope);
        heirs.set(key, { path, found });
        if (isPassedOn(found)) known.add(scope.name);
      }
    }
  return [...heirs.values()];
}

/** A quick look, before a file is read. Every class of a file asks. */
const wordsOfHeaders = rememberedOfLast((text) => {
  const headers = [...text.matchAll(/\bclass\s[^:]*/g)].flatMap(([header]) => header.match(/\w+/g) ?? []);
  return new Set(headers);
});

/** Whether it has options of its own, which go on with none of those of its bases. */
export function hasOwnOptions(found: ShownClass): boolean {
  return nestedIn(found, "Meta")?.scope.bases.length === 0;
}
