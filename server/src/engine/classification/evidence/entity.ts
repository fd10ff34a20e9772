import type { Field, Shape } from "../../schema/schema.ts";
import { joined } from "../joined.ts";
import type { WordClass } from "../lexicon/lexicon.ts";
import { SURROUNDINGS_RULES, type SurroundingsRule } from "../lexicon/shapes.ts";
import { nameTurns, type Phrase, phraseOf } from "../phrase.ts";
import { strongestTo, type Surroundings } from "../surroundings.ts";
import { namedOnce, reasonOf } from "../weights.ts";
import { type Candidate, candidate } from "./candidate.ts";
import type { Clue } from "./clue.ts";
import { contextEvidence } from "./context.ts";
import type { Reason } from "./reason.ts";

/**
 * What any field holds because of where it stands: every value in a patient's record is health data, unless its name
 * says that it keeps the books (`created_at`, `record_version`).
 */
export function entitySays(
  { name, type }: Field,
  surroundings: Surroundings,
  phrase: Phrase = phraseOf(name),
): readonly Candidate[] {
  return surroundings.some(isRuled) ? ruled(phrase, type.shape, surroundings) : NOTHING;
}

function ruled(name: Phrase, shape: Shape, surroundings: Surroundings): readonly Candidate[] {
  let found = NOTHING;
  for (const rule of SURROUNDINGS_RULES) {
    const said = says(rule, name, shape, surroundings);
    if (said) found = joined(found, [said]);
  }
  return found;
}

/** Few records are of such a class. */
function isRuled({ class: name }: Clue): boolean {
  return RULED.has(name);
}

const RULED: ReadonlySet<WordClass> = new Set(SURROUNDINGS_RULES.map((rule) => rule.class));
const NOTHING: readonly Candidate[] = [];

function says(rule: SurroundingsRule, name: Phrase, shape: Shape, surroundings: Surroundings): Candidate | null {
  const clue = strongestTo(rule.class, surroundings);
  if (!clue) return null;
  const weight = rule.shapes[shapeOf(shape, name.words)];
  if (weight === undefined) return null;
  const { kind, detail, strength } = clue;
  const outright = [reasonOf({ kind, detail, weight: weight * strength }, anyOf(shape, rule.class))];
  const ofName = joined(bookkeepingIn(name), nameTurns(name, shape, rule.category));
  const against = contextEvidence(AGAINST, surroundings, rule.category);
  return candidate(rule.category, joined(joined(outright, ofName), against));
}

const anyOf = namedOnce((shape, name) => `any ${shape} of ${name}`);

/** `date_of_test` is a date of its subject's life even with a time of day; `checked_at` may be the record's. */
function shapeOf(shape: Shape, words: readonly string[]): Shape {
  return shape === "datetime" && words.some((word) => word === "date" || word === "datetime") ? "date" : shape;
}

const BOOKKEEPING_WEIGHT = -4;
const AGAINST: Readonly<Record<string, number>> = {
  reference: -4,
  thing: -0.8,
  organization: -2.5,
  animal: -4,
  routine: -3.5,
};

function bookkeepingIn(name: Phrase): readonly Reason[] {
  return (name.bookkeeping ??= findBookkeeping(name));
}

function findBookkeeping({ words, modifiers }: Phrase): readonly Reason[] {
  const end = words.join(" ");
  const found =
    modifiers.find((modifier) => modifier.classes.includes("bookkeeping")) ??
    modifiers.find((modifier) => modifier.classes.includes("bare") && end === modifier.words) ??
    modifiers.find((modifier) => modifier.classes.includes("workflow") && end.endsWith(modifier.words));
  if (!found) return [];
  const detail = `“${found.words}” in the name keeps track of the record itself`;
  return [reasonOf({ kind: "name", detail, weight: BOOKKEEPING_WEIGHT }, "bookkeeping")];
}
