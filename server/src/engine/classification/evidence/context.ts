import type { WordClass } from "../lexicon/lexicon.ts";
import type { Evidence } from "../model.ts";
import type { Surroundings } from "../surroundings.ts";

/** What the surroundings add to the weight of a word or type: the strongest reason for and the strongest against. */
export function contextEvidence(
  weights: Readonly<Record<WordClass, number>> | undefined,
  surroundings: Surroundings,
): readonly Evidence[] {
  if (!weights) return [];
  let best: Evidence | null = null;
  let worst: Evidence | null = null;
  for (const [name, clue] of surroundings) {
    const weight = (weights[name] ?? weights[LIKENESS[name] ?? ""] ?? 0) * clue.strength;
    const evidence = { kind: clue.kind, detail: clue.detail, weight };
    if (weight > (best?.weight ?? 0)) best = evidence;
    if (weight < (worst?.weight ?? 0)) worst = evidence;
  }
  return [best, worst].filter((item) => item !== null);
}

/** The category in these surroundings: a note about a patient is health data. */
export function categoryWithin(
  category: string,
  categories: Readonly<Record<WordClass, string>> | undefined,
  surroundings: Surroundings,
): string {
  let chosen = category;
  let strongest = DECIDING_STRENGTH;
  for (const [name, key] of Object.entries(categories ?? {})) {
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
const LIKENESS: Readonly<Record<WordClass, WordClass>> = { personal: "person" };
