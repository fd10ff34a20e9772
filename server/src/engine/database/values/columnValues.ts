import type { ValueForm } from "../../project/values/model.ts";
import { binomialTail } from "./binomial.ts";
import kinds from "./kinds.yml";
import { valueShape } from "./valueShape.ts";

/** What was seen in values of a column: counts and shapes, and nothing of the values themselves. */
export interface ColumnValues {
  /** Values that were looked at, each once. */
  readonly distinct: number;
  /** What cannot be chance, the most of them first. */
  readonly found: readonly FoundKind[];
}

export interface FoundKind {
  /** A key of `kinds.yml`. */
  readonly kind: string;
  /** Which of several forms: `NL.bsn`. */
  readonly scheme: string | null;
  /** Where in JSON, `customer.phones[]`; empty for the value as a whole. */
  readonly path: string;
  /** Values that are one, or hold one. */
  readonly values: number;
  /** Of all that were looked at there. */
  readonly share: number;
  /** Whether values are nothing else. */
  readonly isWhole: boolean;
  /** The most frequent shape of those; null where they stand in other texts. */
  readonly shape: string | null;
}

/** From this share on a column is for such values; below it holds some. */
export const MOSTLY = 0.8;

/** A column is asked for dozens of kinds, and a database has thousands of columns: this leaves hardly one of them to chance. */
const CHANCE = 1e-8;

/** `values`: a sample; the same ones count once. */
export function columnValues(values: Iterable<string>, formsIn: (value: string) => readonly ValueForm[]): ColumnValues {
  const different = new Set([...values].map((value) => value.trim()).filter((value) => value !== ""));
  const places = new Map<string, Set<string>>();
  for (const value of different)
    for (const [path, part] of partsOf(value)) {
      const atPath = places.get(path);
      if (atPath) atPath.add(part);
      else if (places.size < MOST_PATHS) places.set(path, new Set([part]));
    }
  const found = [...places].flatMap(([path, parts]) => foundIn(path, parts, formsIn));
  return { distinct: different.size, found: found.sort((a, b) => b.share - a.share || b.values - a.values) };
}

const MOST_PATHS = 200;

interface Tally {
  readonly kind: string;
  readonly scheme: string | null;
  trials: number;
  passes: number;
  values: number;
  wholes: number;
  readonly shapes: Map<string, number>;
}

function foundIn(
  path: string,
  values: ReadonlySet<string>,
  formsIn: (value: string) => readonly ValueForm[],
): readonly FoundKind[] {
  const tallies = new Map<string, Tally>();
  for (const value of values) {
    const seen = new Set<Tally>();
    for (const { kind, scheme, isWhole, passes } of formsIn(value)) {
      const key = `${kind} ${scheme ?? ""}`;
      const tally = tallies.get(key) ?? {
        kind,
        scheme,
        trials: 0,
        passes: 0,
        values: 0,
        wholes: 0,
        shapes: new Map<string, number>(),
      };
      tallies.set(key, tally);
      tally.trials++;
      if (!passes) continue;
      tally.passes++;
      if (!seen.has(tally)) tally.values++;
      seen.add(tally);
      if (!isWhole) continue;
      tally.wholes++;
      const shape = valueShape(value);
      tally.shapes.set(shape, (tally.shapes.get(shape) ?? 0) + 1);
    }
  }
  const found = [...tallies.values()].filter((tally) => !mayBeChance(tally, values.size));
  return bestOfEachKind(found).map(({ kind, scheme, values: count, wholes, shapes }) => {
    const isWhole = wholes * 2 >= count;
    const [shape] = [...shapes].sort(([, a], [, b]) => b - a)[0] ?? [null];
    return { kind, scheme, path, values: count, share: count / values.size, isWhole, shape: isWhole ? shape : null };
  });
}

/** Whole values have all others to be compared with, parts of texts only what has the same form. */
function mayBeChance({ kind, trials, passes, values, wholes }: Tally, all: number): boolean {
  const { chance } = kinds[kind]!;
  const areWhole = wholes * 2 >= values;
  return binomialTail(areWhole ? all : trials, areWhole ? wholes : passes, chance) > CHANCE;
}

/** A number may be right by several schemes. */
function bestOfEachKind(tallies: readonly Tally[]): readonly Tally[] {
  const best = new Map<string, Tally>();
  for (const tally of tallies) if ((best.get(tally.kind)?.values ?? 0) < tally.values) best.set(tally.kind, tally);
  return [...best.values()];
}

/** The texts and numbers in JSON with their paths, or the value itself. Deeper ones are left out. */
function partsOf(value: string): readonly (readonly [path: string, part: string])[] {
  if (!/^[[{]/.test(value)) return [["", value]];
  try {
    return leavesOf(JSON.parse(value), "", 0);
  } catch {
    return [["", value]];
  }
}

const DEEPEST = 8;

function leavesOf(value: unknown, path: string, depth: number): readonly (readonly [string, string])[] {
  if (typeof value === "string" || typeof value === "number") return [[path, String(value)]];
  if (typeof value !== "object" || value === null || depth === DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, `${path}[]`, depth + 1));
  return Object.entries(value).flatMap(([key, item]) => {
    const name = NAME.test(key) ? key : "*";
    return leavesOf(item, path === "" ? name : `${path}.${name}`, depth + 1);
  });
}

/** Other keys may be values themselves, as those of a list by e-mail address. */
const NAME = /^(?!.*\d{4})[A-Za-z_][\w-]{0,39}$/;
