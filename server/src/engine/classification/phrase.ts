/** A name, label or other text as it is read, whatever field it belongs to. */
import { remembered } from "../text/remembered.ts";
import type { Shape } from "../schema/schema.ts";
import { type Clue, clueTo } from "./evidence/clue.ts";
import type { Reason } from "./evidence/reason.ts";
import { wordsOf } from "./lexicon/lexicon.ts";
import type { Mention, Modifier } from "./reading.ts";
import {
  mentionsIn,
  modifierOf,
  modifiersIn,
  turnDetail,
  turnFeature,
  turnsFor,
  turnsOfAll,
  unknownBefore,
} from "./reading.ts";
import { reasonOf } from "./weights.ts";

export interface Phrase {
  readonly text: string;
  readonly words: readonly string[];
  readonly mentions: readonly Mention[];
  /** All describing words, in order. */
  readonly modifiers: readonly Modifier[];
  /** The describing word that it ends with. */
  readonly head: Modifier | null;
  /** One for each mention. */
  readonly parts: readonly Part[];
  readonly turned: Turned[];
  /** What it says of the entity whose field is called so: see `signsOf`; null until somebody asks. */
  signs: number | null;
  /** That it keeps track of the record itself: see `bookkeepingIn`; null until somebody asks. */
  bookkeeping: readonly Reason[] | null;
  /** What it says of fields, for `phraseSays`, which alone knows what that is; null until somebody asks. */
  spoken: unknown;
}

/** A mention and what the words around it say of whose it is. */
export interface Part {
  readonly mention: Mention;
  /** From the describing word nearest to it: `customer_name` on an order is a person's. */
  readonly owner: readonly Clue[];
  /** From a word before it that nobody knows, which makes a word of many uses some thing's. */
  readonly stranger: readonly Clue[];
}

/** What the words of a name make of a category that something else speaks of. */
interface Turned {
  readonly category: string;
  readonly shape: Shape;
  readonly reasons: readonly Reason[];
}

/** Read once for each text: the same few names come again and again, in fields, relations and neighbours. */
export const phraseOf: (text: string) => Phrase = remembered((text) => {
  const words = wordsOf(text);
  const mentions = mentionsIn(words);
  const modifiers = modifiersIn(words);
  const head = headOf(words, modifiers);
  const parts = mentions.length === 0 ? NO_PARTS : partsOf(words, mentions);
  return { parts, spoken: null, signs: null, words, head, modifiers, mentions, bookkeeping: null, turned: [], text };
});

/** Of most names, which mention nothing: who has these need not look into them. */
export const NO_PARTS: readonly Part[] = [];

function partsOf(words: readonly string[], mentions: readonly Mention[]): readonly Part[] {
  return mentions.map((mention) => ({
    mention,
    owner: ownerClues(modifierOf(words, mention)),
    stranger: strangerClues(unknownBefore(words, mention)),
  }));
}

function ownerClues(modifier: Modifier | null): readonly Clue[] {
  if (!modifier) return NOBODY;
  return modifier.groups.map((group) =>
    clueTo(group.class, 1, "field", `“${modifier.words}” in the name ${group.says}`),
  );
}

function strangerClues(unknown: string | null): readonly Clue[] {
  if (unknown === null) return NOBODY;
  return [clueTo("thing", UNKNOWN_STRENGTH, "field", `“${unknown}” in the name is not known to stand for a person`)];
}

const NOBODY: readonly Clue[] = [];
const UNKNOWN_STRENGTH = 0.8;

function headOf(words: readonly string[], modifiers: readonly Modifier[]): Modifier | null {
  const last = modifiers.at(-1);
  return last?.end === words.length ? last : null;
}

/** What all words of a field's name make of a category that they do not speak of themselves. */
export function nameTurns(name: Phrase, shape: Shape, category: string): readonly Reason[] {
  for (const known of name.turned) if (known.category === category && known.shape === shape) return known.reasons;
  const reasons = turnsFor(shape, turnsOfAll(name.words, category)).map((turn) =>
    reasonOf({ kind: "name", detail: turnDetail(turn, "name"), weight: turn.weight }, turnFeature(turn, category)),
  );
  name.turned.push({ category, shape, reasons });
  return reasons;
}
