import { remembered } from "../../text/remembered.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import { modifiersIn } from "../reading.ts";
import { type Clue, clueTo } from "./clue.ts";

/** The app's folder: what lies in `clinical/` or `payroll/` leans that way. */
export function pathSays(path: string): readonly Clue[] {
  return cluesIn(path);
}

/** All entities of a file ask. */
const cluesIn: (path: string) => readonly Clue[] = remembered((path) =>
  path
    .split("/")
    .slice(-MAX_DEPTH)
    .flatMap((segment) => {
      const words = wordsOf(segment.replace(/\.\w+$/, ""));
      return modifiersIn(words).flatMap((modifier) =>
        modifier.groups
          .filter((group) => TOLD.has(group.class))
          .map((group) => clueTo(group.class, STRENGTH, "path", `it is declared under \`${segment}\``)),
      );
    }),
);

const MAX_DEPTH = 4;
const STRENGTH = 0.4;
const TOLD = new Set(["health", "payroll", "animal"]);
