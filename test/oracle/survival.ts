import { readFileSync } from "node:fs";
import { decode } from "../../server/src/workspace/decode.ts";
import { type Mutant, mutations, type Original, type UntouchedField } from "./mutations.ts";
import { fieldsOf } from "./ourFields.ts";
import type { Random } from "../support/random.ts";
import { type ClassField, referencesOf } from "./reference.ts";

export interface Survival {
  mutants: number;
  /** Of all fields. */
  readonly all: Count;
  /** Of those in a class that the damage lies in. */
  readonly near: Count;
  /** One line each. */
  readonly losses: string[];
}

export interface Count {
  untouched: number;
  survived: number;
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
  const none = (): Count => ({ untouched: 0, survived: 0 });
  const results = new Map<string, Survival>(
    Object.keys(mutations).map((kind) => [kind, { mutants: 0, all: none(), near: none(), losses: [] }]),
  );
  for await (const [path, reference] of referencesOf(paths, { places: true })) {
    if ("error" in reference || !reference.places) continue;
    const decoded = decode(readFileSync(path));
    // What we cannot read survives nothing.
    const text = decoded.kind === "text" ? decoded.text : "";
    if (text === "") {
      const untouched = reference.fields.map((field) => ({ ...field, isNear: true }));
      for (const result of results.values()) judge(path, { text, description: decoded.kind, untouched }, result);
      continue;
    }
    const original: Original = { text, fields: reference.fields, places: reference.places };
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
  add(result.all, untouched, lost);
  add(
    result.near,
    untouched.filter(({ isNear }) => isNear),
    lost.filter(({ isNear }) => isNear),
  );
  if (lost.length > 0) {
    const names = lost.map((field) => `${field.class ?? "?"}.${field.name}`);
    result.losses.push(`${path}, ${description}: loses ${lost.length}, first ${names[0]!}`);
  }
}

function add(count: Count, untouched: readonly UntouchedField[], lost: readonly UntouchedField[]): void {
  count.untouched += untouched.length;
  count.survived += untouched.length - lost.length;
}

function isSame(field: UntouchedField, candidate: ClassField): boolean {
  return (
    field.name === candidate.name &&
    field.callee === candidate.callee &&
    (field.class === null || field.class === candidate.class)
  );
}
