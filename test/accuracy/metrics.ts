import type { Prediction, Predictions } from "./predictions.ts";
import type { LabelledRow } from "./rows.ts";
import { groupedBy } from "./rows.ts";

export interface Counts {
  readonly hits: number;
  readonly falseAlarms: number;
  readonly misses: number;
  /** Hits that name a category, */
  readonly named: number;
  /** and those of them that name the labelled one, to two levels of the taxonomy. */
  readonly agreeing: number;
}

/** Each of them null where there is nothing to divide by. */
export interface Scores {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly agreement: number | null;
}

export function countsOf(rows: readonly LabelledRow[], predictions: Predictions): Counts {
  let [hits, falseAlarms, misses, named, agreeing] = [0, 0, 0, 0, 0];
  for (const row of rows) {
    const { sensitive, category } = predictionOf(row, predictions);
    if (sensitive && !row.sensitive) falseAlarms++;
    if (!sensitive && row.sensitive) misses++;
    if (!sensitive || !row.sensitive) continue;
    hits++;
    if (category === null) continue;
    named++;
    if (branchOf(category) === branchOf(row.category)) agreeing++;
  }
  return { hits, falseAlarms, misses, named, agreeing };
}

export function countsByRepository(
  rows: readonly LabelledRow[],
  predictions: Predictions,
): ReadonlyMap<string, Counts> {
  return new Map([...groupedBy(rows, ({ repo }) => repo)].map(([repo, own]) => [repo, countsOf(own, predictions)]));
}

export function sumOf(counts: readonly Counts[]): Counts {
  const sum = (key: keyof Counts): number => counts.reduce((total, item) => total + item[key], 0);
  return {
    hits: sum("hits"),
    falseAlarms: sum("falseAlarms"),
    misses: sum("misses"),
    named: sum("named"),
    agreeing: sum("agreeing"),
  };
}

export function scoresOf({ hits, falseAlarms, misses, named, agreeing }: Counts): Scores {
  return {
    precision: share(hits, hits + falseAlarms),
    recall: share(hits, hits + misses),
    f1: share(2 * hits, 2 * hits + falseAlarms + misses),
    agreement: share(agreeing, named),
  };
}

/** The mean of each repository's own F1; one with nothing to find and no false alarm has none. */
export function macroF1(counts: readonly Counts[]): number | null {
  const each = counts.map((item) => scoresOf(item).f1).filter((f1) => f1 !== null);
  return each.length === 0 ? null : each.reduce((total, f1) => total + f1, 0) / each.length;
}

/** The first two levels: `user.contact` of `user.contact.email`. `system.credentials` is another word for our branch. */
export function branchOf(category: string): string {
  return category
    .replace(/^system\.credentials\b/, "system.authentication")
    .split(".", 2)
    .join(".");
}

export function predictionOf(row: LabelledRow, predictions: Predictions): Prediction {
  const prediction = predictions.get(row);
  if (!prediction) throw new Error(`nothing was said of ${row.repo} ${row.path} ${row.entity}.${row.field}`);
  return prediction;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
