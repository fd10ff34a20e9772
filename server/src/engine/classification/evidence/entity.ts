import type { Field, Shape } from "../../schema/schema.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import { SURROUNDINGS_RULES } from "../lexicon/shapes.ts";
import { classesOf, modifiersOf, turnDetail, turnFeature, turnsFor, turnsOfAll } from "../reading.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Candidate } from "./candidate.ts";
import { contextEvidence } from "./context.ts";

/**
 * What any field holds because of where it stands: every value in a patient's record is health data, unless its name
 * says that it keeps the books (`created_at`, `record_version`).
 */
export function entitySays(field: Field, surroundings: Surroundings): readonly Candidate[] {
  const rules = SURROUNDINGS_RULES.filter((rule) => surroundings.has(rule.class));
  if (rules.length === 0) return [];
  return rules.flatMap((rule) => {
    const clue = surroundings.get(rule.class)!;
    const words = wordsOf(field.name);
    const weight = rule.shapes[shapeOf(field.type.shape, words)];
    if (weight === undefined) return [];
    return [
      {
        category: rule.category,
        evidence: [
          {
            kind: clue.kind,
            detail: clue.detail,
            weight: weight * clue.strength,
            feature: `any ${field.type.shape} of ${rule.class}`,
          },
          ...bookkeepingIn(words),
          ...turnsFor(field.type.shape, turnsOfAll(words, rule.category)).map((turn) => ({
            kind: "name" as const,
            detail: turnDetail(turn, "name"),
            weight: turn.weight,
            feature: turnFeature(turn, rule.category),
          })),
          ...contextEvidence(AGAINST, surroundings, rule.category),
        ],
      },
    ];
  });
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

function bookkeepingIn(words: readonly string[]): Candidate["evidence"] {
  const modifiers = modifiersOf(words);
  const end = words.join(" ");
  const found =
    modifiers.find((modifier) => classesOf(modifier).includes("bookkeeping")) ??
    modifiers.find((modifier) => classesOf(modifier).includes("bare") && end === modifier.words) ??
    modifiers.find((modifier) => classesOf(modifier).includes("workflow") && end.endsWith(modifier.words));
  return found
    ? [
        {
          kind: "name",
          detail: `“${found.words}” in the name keeps track of the record itself`,
          weight: BOOKKEEPING_WEIGHT,
          feature: "bookkeeping",
        },
      ]
    : [];
}
