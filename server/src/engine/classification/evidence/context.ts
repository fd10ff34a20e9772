import { rememberedOf } from "../../text/remembered.ts";
import type { WordClass } from "../lexicon/lexicon.ts";
import { strongestTo, type Surroundings } from "../surroundings.ts";
import { featuresOf, fittedWeightBy, reasonOf } from "../weights.ts";
import type { Clue } from "./clue.ts";
import type { Reason } from "./reason.ts";

/** What of the surroundings speaks most for a word or type, and what most against it: at least one of the two. */
export interface Context {
  readonly weights: ClassWeights;
  readonly best: Clue | null;
  readonly worst: Clue | null;
}

/** What each class of surroundings adds to a word or type, with those that count as another. */
export type ClassWeights = ReadonlyMap<WordClass, number>;

/** Null where they do not matter. */
export function contextIn(weights: ClassWeights, surroundings: Surroundings): Context | null {
  let best: Clue | null = null;
  let worst: Clue | null = null;
  let most = 0;
  let least = 0;
  for (const clue of surroundings) {
    const weight = weightOf(clue, weights);
    if (weight > most) {
      best = clue;
      most = weight;
    } else if (weight < least) {
      worst = clue;
      least = weight;
    }
  }
  return best || worst ? { weights, best, worst } : null;
}

function weightOf(clue: Clue, weights: ClassWeights): number {
  return (weights.get(clue.class) ?? 0) * clue.strength;
}

/** The score with what the context adds to it. */
export function withContext(score: number, { weights, best, worst }: Context, category: string): number {
  let sum = score;
  if (best) sum += weightForIt(weightOf(best, weights), best.class, category);
  if (worst) sum += weightAgainstIt(weightOf(worst, weights), worst.class, category);
  return sum;
}

export function contextReasons(context: Context, category: string): readonly Reason[] {
  const { weights, best, worst } = context;
  if (!best) return [reasonAgainst(worst!, weights, category)];
  const { kind, detail } = best;
  const reason = reasonOf({ kind, detail, weight: weightOf(best, weights) }, forIt(best.class, category));
  return worst ? [reason, reasonAgainst(worst, weights, category)] : [reason];
}

function reasonAgainst(clue: Clue, weights: ClassWeights, category: string): Reason {
  const detail = PLAINLY_AGAINST.has(clue.class) ? clue.detail : `${clue.detail}; such records rarely hold that`;
  return reasonOf({ kind: clue.kind, detail, weight: weightOf(clue, weights) }, againstIt(clue.class, category));
}

/** What the surroundings add to the weight of a word or type. */
export function contextEvidence(
  weights: Readonly<Record<WordClass, number>> | undefined,
  surroundings: Surroundings,
  category: string,
): readonly Reason[] {
  if (!weights || surroundings.length === 0) return NOTHING;
  const context = contextIn(weightsByClass(weights), surroundings);
  return context ? contextReasons(context, category) : NOTHING;
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

const FOR_IT = "for it in ";
const AGAINST_IT = "against it in ";
const forIt = featuresOf(FOR_IT);
const againstIt = featuresOf(AGAINST_IT);
const weightForIt = fittedWeightBy(FOR_IT);
const weightAgainstIt = fittedWeightBy(AGAINST_IT);

/** The category in these surroundings: a note about a patient is health data. */
export function categoryWithin(
  category: string,
  categories: Readonly<Record<WordClass, string>> | undefined,
  surroundings: Surroundings,
): string {
  if (!categories || surroundings.length === 0) return category;
  let chosen = category;
  let strongest = DECIDING_STRENGTH;
  for (const [name, key] of entriesOf(categories)) {
    const strength = strongestTo(name, surroundings)?.strength ?? 0;
    if (strength >= strongest) {
      chosen = key;
      strongest = strength;
    }
  }
  return chosen;
}

const DECIDING_STRENGTH = 0.5;

const entriesOf: (categories: Readonly<Record<WordClass, string>>) => readonly (readonly [WordClass, string])[] =
  rememberedOf(Object.entries<string>);

/** With those of classes that count as another. */
export const weightsByClass: (weights: Readonly<Record<WordClass, number>>) => ClassWeights = rememberedOf(
  (weights) => {
    const alike = LIKENESS.flatMap(([name, other]) => (other in weights ? [[name, weights[other]!] as const] : []));
    return new Map([...alike, ...Object.entries(weights)]);
  },
);

/** A class that counts as another where a word or type does not tell them apart. */
const LIKENESS: readonly (readonly [WordClass, WordClass])[] = [
  ["personal", "person"],
  ["configuration", "integration"],
  ["anonymous", "reference"],
  ["passkey", "credential"],
];
