import type { Entity } from "../../schema/schema.ts";
import { remembered } from "../../text/remembered.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import { modifiersIn } from "../reading.ts";
import { type Clue, clueTo } from "./clue.ts";
import { endingAt, openingOf } from "./opening.ts";

/** The first words of the docstring, which usually say what one record is. */
export function documentationSays({ documentation }: Entity): readonly Clue[] {
  return documentation === "" ? NOTHING : cluesIn(documentation);
}

const NOTHING: readonly Clue[] = [];

const cluesIn: (documentation: string) => readonly Clue[] = remembered((documentation) =>
  modifiersIn(wordsOf(openingOf(documentation, MAX_OPENING, SENTENCE_END)))
    .flatMap((modifier) => modifier.groups.map((group) => ({ modifier, group })))
    .filter(({ group }) => TOLD.has(group.class))
    .map(({ modifier, group }) =>
      clueTo(group.class, STRENGTH, "documentation", `its documentation speaks of “${modifier.words}”`),
    ),
);

const MAX_OPENING = 200;
const SENTENCE_END = endingAt(".\n");
const STRENGTH = 0.4;
const TOLD = new Set(["person", "health", "payroll", "case"]);
