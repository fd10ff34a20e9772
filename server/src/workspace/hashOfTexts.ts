import type { CacheStore } from "./ports.ts";

/** Of texts by path, in whatever order. */
export function hashOfTexts(texts: ReadonlyMap<string, string>, store: CacheStore): string {
  return store.hashOf(new TextEncoder().encode(JSON.stringify([...texts].sort())));
}
