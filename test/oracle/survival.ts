import { readFileSync } from "node:fs";
import { decode } from "../../server/src/workspace/decode.ts";
import { type Mutant, mutations, type Original, type UntouchedField } from "./mutations.ts";
import { fieldsOf } from "./ourFields.ts";
import type { Random } from "../support/random.ts";
import { type ClassField, referencesOf } from "./reference.ts";

export interface Survival {
  mutants: number;
  untouched: number;
  survived: number;
  /** One line each. */
  readonly losses: string[];
}

export interface SurvivalOptions {
  readonly random: Random;
  /** How often each kind of damage is done to each file. */
  readonly repeats: number;
}

/** How many of the fields that a mutation leaves alone are still read with their class, name and callee, by its kind. */
export async function survivalOn(
  paths: readonly string[],
  { random, repeats }: SurvivalOptions,
): Promise<ReadonlyMap<string, Survival>> {
  const results = new Map(
    Object.keys(mutations).map((kind) => [kind, { mutants: 0, untouched: 0, survived: 0, losses: [] as string[] }]),
  );
  for await (const [path, reference] of referencesOf(paths, { places: true })) {
    if ("error" in reference || !reference.places) continue;
    const decoded = decode(readFileSync(path));
    if (decoded.kind !== "text") continue;
    const original: Original = { text: decoded.text, fields: reference.fields, places: reference.places };
    for (const [kind, mutate] of Object.entries(mutations)) {
      for (let repeat = 0; repeat < repeats; repeat++) {
        const mutant = mutate(original, random);
        if (mutant) judge(path, mutant, results.get(kind)!);
      }
    }
  }
  return results;
}

function judge(path: string, { text, description, untouched }: Mutant, result: Survival): void {
  const found = [...fieldsOf(text)];
  // Those that must keep their class choose first.
  const lost = untouched
    .toSorted((a, b) => Number(a.class === null) - Number(b.class === null))
    .filter((field) => {
      const index = found.findIndex((candidate) => isSame(field, candidate));
      if (index >= 0) found.splice(index, 1);
      return index < 0;
    });
  result.mutants++;
  result.untouched += untouched.length;
  result.survived += untouched.length - lost.length;
  if (lost.length > 0) {
    const names = lost.map((field) => `${field.class ?? "?"}.${field.name}`);
    result.losses.push(`${path}, ${description}: loses ${lost.length}, first ${names[0]!}`);
  }
}

function isSame(field: UntouchedField, candidate: ClassField): boolean {
  return (
    field.name === candidate.name &&
    field.callee === candidate.callee &&
    (field.class === null || field.class === candidate.class)
  );
}
