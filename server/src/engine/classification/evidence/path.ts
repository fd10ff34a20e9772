import { wordsOf } from "../lexicon/lexicon.ts";
import { modifiersIn } from "../reading.ts";
import type { Clue } from "./clue.ts";

/** The app's folder: what lies in `clinical/` or `payroll/` leans that way. */
export function pathSays(path: string): readonly Clue[] {
  return path
    .split("/")
    .slice(-MAX_DEPTH)
    .flatMap((segment) => {
      const words = wordsOf(segment.replace(/\.\w+$/, ""));
      return modifiersIn(words, 0, words.length).flatMap((modifier) =>
        modifier.groups
          .filter((group) => TOLD.has(group.class))
          .map((group) => ({
            class: group.class,
            strength: STRENGTH,
            kind: "entity" as const,
            origin: "path" as const,
            detail: `it stands in \`${segment}\``,
          })),
      );
    });
}

const MAX_DEPTH = 4;
const STRENGTH = 0.4;
const TOLD = new Set(["health", "payroll", "animal"]);
