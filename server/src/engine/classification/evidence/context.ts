import type { WordClass } from "../lexicon/lexicon.ts";
import { clueTo, type Surroundings } from "../surroundings.ts";
import { featuresOf, reasonOf } from "../weights.ts";
import type { Reason } from "./candidate.ts";
import type { Clue } from "./clue.ts";

/** What the surroundings add to the weight of a word or type: the strongest reason for and the strongest against. */
export function contextEvidence(
  weights: Readonly<Record<WordClass, number>> | undefined,
  surroundings: Surroundings,
  category: string,
): readonly Reason[] {
  if (!weights) return NOTHING;
  let [best, worst]: (Clue | null)[] = [null, null];
  let [most, least] = [0, 0];
  for (const clue of surroundings) {
    const weight = (weights[clue.class] ?? weights[LIKENESS[clue.class] ?? ""] ?? 0) * clue.strength;
    if (weight > most) [best, most] = [clue, weight];
    if (weight < least) [worst, least] = [clue, weight];
  }
  if (!best && !worst) return NOTHING;
  const reasons: Reason[] = [];
  if (best) reasons.push(reasonOf({ kind: best.kind, detail: best.detail, weight: most }, forIt(best.class, category)));
  if (worst) {
    const detail = PLAINLY_AGAINST.has(worst.class) ? worst.detail : `${worst.detail}; such records rarely hold that`;
    reasons.push(reasonOf({ kind: worst.kind, detail, weight: least }, againstIt(worst.class, category)));
  }
  return reasons;
}

const NOTHING: readonly Reason[] = [];

/** Classes of what is nobody's. That a record is a person's needs a word to be understood as a reason against. */
const PLAINLY_AGAINST: ReadonlySet<WordClass> = new Set([
  "thing",
  "organization",
  "reference",
  "content",
  "animal",
  "machine",
  "routine",
]);

const forIt = featuresOf("for it in ");
const againstIt = featuresOf("against it in ");

/** The category in these surroundings: a note about a patient is health data. */
export function categoryWithin(
  category: string,
  categories: Readonly<Record<WordClass, string>> | undefined,
  surroundings: Surroundings,
): string {
  if (!categories) return category;
  let chosen = category;
  let strongest = DECIDING_STRENGTH;
  for (const [name, key] of Object.entries(categories)) {
    const strength = clueTo(name, surroundings)?.strength ?? 0;
    if (strength >= strongest) {
      chosen = key;
      strongest = strength;
    }
  }
  return chosen;
}

const DECIDING_STRENGTH = 0.5;

/** A class that counts as another where a word or type does not tell them apart. */
const LIKENESS: Readonly<Record<WordClass, WordClass>> = {
  personal: "person",
  configuration: "integration",
  anonymous: "reference",
};
