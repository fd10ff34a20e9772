import { readDataIgnores } from "../values/dataIgnores.ts";
import type { ValueDetectors } from "../values/model.ts";
import type { FoundSecret, KnownSecret } from "./model.ts";
import { syntaxOf } from "./secretFiles.ts";
import { addTo } from "../../text/addTo.ts";

/** One entry for each kind and name of secrets that a file holds, in the order in which they begin. */
export function gatherSecrets(path: string, text: string, { secretsIn }: ValueDetectors): readonly FoundSecret[] {
  const byKind = new Map<string, KnownSecret[]>();
  for (const secret of secretsIn(text, syntaxOf(path))) {
    const key = `${secret.what ?? ""} ${secret.name ?? ""}`;
    addTo(byKind, key, secret);
  }
  return [...byKind.values()]
    .map((same) => {
      const [first] = same.toSorted((a, b) => a.span.start - b.span.start);
      return { ...first!, path, count: same.length, ignores: readDataIgnores(text.slice(0, first!.span.start)) };
    })
    .sort((a, b) => a.span.start - b.span.start);
}
