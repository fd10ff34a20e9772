import type { Field, Shape } from "../../schema/schema.ts";
import { SURROUNDINGS_RULES } from "../lexicon/shapes.ts";
import { madeOf, nameTurns, type Phrase, phraseOf } from "../phrase.ts";
import { classesOf } from "../reading.ts";
import { clueTo, type Surroundings } from "../surroundings.ts";
import { reasonOf } from "../weights.ts";
import { type Candidate, candidate, type Reason } from "./candidate.ts";
import { contextEvidence } from "./context.ts";

/**
 * What any field holds because of where it stands: every value in a patient's record is health data, unless its name
 * says that it keeps the books (`created_at`, `record_version`).
 */
export function entitySays(field: Field, surroundings: Surroundings): readonly Candidate[] {
  const { shape } = field.type;
  const candidates: Candidate[] = [];
  for (const rule of SURROUNDINGS_RULES) {
    const clue = clueTo(rule.class, surroundings);
    if (!clue) continue;
    const name = phraseOf(field.name);
    const weight = rule.shapes[shapeOf(shape, name.words)];
    if (weight === undefined) continue;
    const { kind, detail, strength } = clue;
    const reasons = [
      reasonOf({ kind, detail, weight: weight * strength }, `any ${shape} of ${rule.class}`),
      ...bookkeepingIn(name),
      ...nameTurns(name, shape, rule.category),
      ...contextEvidence(AGAINST, surroundings, rule.category),
    ];
    candidates.push(candidate(rule.category, reasons));
  }
  return candidates;
}

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

const bookkeepingIn: (name: Phrase) => readonly Reason[] = madeOf(({ words, modifiers }) => {
  const end = words.join(" ");
  const found =
    modifiers.find((modifier) => classesOf(modifier).includes("bookkeeping")) ??
    modifiers.find((modifier) => classesOf(modifier).includes("bare") && end === modifier.words) ??
    modifiers.find((modifier) => classesOf(modifier).includes("workflow") && end.endsWith(modifier.words));
  if (!found) return [];
  const detail = `“${found.words}” in the name keeps track of the record itself`;
  return [reasonOf({ kind: "name", detail, weight: BOOKKEEPING_WEIGHT }, "bookkeeping")];
});
