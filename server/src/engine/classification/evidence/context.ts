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
  const known = weightsByClass(weights);
  for (const clue of surroundings) {
    const weight = (known.get(clue.class) ?? 0) * clue.strength;
    if (weight > most) [best, most] = [clue, weight];
    if (weight < least) [worst, least] = [clue, weight];
  }
  if (!best) return worst ? [reasonAgainst(worst, least, category)] : NOTHING;
  const reason = reasonOf({ kind: best.kind, detail: best.detail, weight: most }, forIt(best.class, category));
  return worst ? [reason, reasonAgainst(worst, least, category)] : [reason];
}

function reasonAgainst(clue: Clue, weight: number, category: string): Reason {
  const detail = PLAINLY_AGAINST.has(clue.class) ? clue.detail : `${clue.detail}; such records rarely hold that`;
  return reasonOf({ kind: clue.kind, detail, weight }, againstIt(clue.class, category));
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

/** With those of classes that count as another. */
function weightsByClass(weights: Readonly<Record<WordClass, number>>): ReadonlyMap<WordClass, number> {
  let known = kept.get(weights);
  if (!known) {
    const alike = LIKENESS.flatMap(([name, other]) => (other in weights ? [[name, weights[other]!] as const] : []));
    known = new Map([...alike, ...Object.entries(weights)]);
    kept.set(weights, known);
  }
  return known;
}

const kept = new WeakMap<Readonly<Record<WordClass, number>>, ReadonlyMap<WordClass, number>>();

/** A class that counts as another where a word or type does not tell them apart. */
const LIKENESS: readonly (readonly [WordClass, WordClass])[] = [
  ["personal", "person"],
  ["configuration", "integration"],
  ["anonymous", "reference"],
];
