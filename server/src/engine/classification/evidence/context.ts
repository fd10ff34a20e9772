import type { WordClass } from "../lexicon/lexicon.ts";
import type { Surroundings } from "../surroundings.ts";
import { featuresOf } from "../weights.ts";
import type { Reason } from "./candidate.ts";
import type { Clue } from "./clue.ts";

/** What the surroundings add to the weight of a word or type: the strongest reason for and the strongest against. */
export function contextEvidence(
  weights: Readonly<Record<WordClass, number>> | undefined,
  surroundings: Surroundings,
  category: string,
): readonly Reason[] {
  if (!weights) return [];
  let best: Weighed | null = null;
  let worst: Weighed | null = null;
  for (const [name, clue] of surroundings) {
    const weight = (weights[name] ?? weights[LIKENESS[name] ?? ""] ?? 0) * clue.strength;
    if (weight > (best?.weight ?? 0)) best = { clue, weight };
    if (weight < (worst?.weight ?? 0)) worst = { clue, weight };
  }
  const reasons: Reason[] = [];
  if (best) reasons.push(reasonOf(best, forIt(best.clue.class, category)));
  if (worst) {
    const reason = reasonOf(worst, againstIt(worst.clue.class, category));
    const isPlain = PLAINLY_AGAINST.has(worst.clue.class);
    reasons.push(isPlain ? reason : { ...reason, detail: `${reason.detail}; such records rarely hold that` });
  }
  return reasons;
}

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

interface Weighed {
  readonly clue: Clue;
  readonly weight: number;
}

const forIt = featuresOf("for it in ");
const againstIt = featuresOf("against it in ");

function reasonOf({ clue, weight }: Weighed, feature: string): Reason {
  return { kind: clue.kind, detail: clue.detail, weight, feature };
}

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
    const strength = surroundings.get(name)?.strength ?? 0;
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
