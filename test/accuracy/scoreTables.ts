/** Tables of scores, as Markdown. */
import type { Ablation } from "./ablation.ts";
import type { Bin } from "./calibration.ts";
import { intervalOf } from "./bootstrap.ts";
import {
  branchOf,
  countsByRepository,
  countsOf,
  macroF1,
  predictionOf,
  scoresOf,
  sumOf,
  type Counts,
} from "./metrics.ts";
import type { Predictions } from "./predictions.ts";
import { groupedBy, isInOddTable, type LabelledRow } from "./rows.ts";
import { figure, table, withInterval } from "./table.ts";

/** A way to classify: today's, a fold's, a name list. */
export interface Contender {
  readonly name: string;
  readonly predictions: Predictions;
}

/** Which of the rows count, by the name that the table gives the selection. */
export const SELECTIONS: Readonly<Record<string, (row: LabelledRow) => boolean>> = {
  "fields.csv": (row) => row.set === "fields.csv",
  both: () => true,
  "both, without the odd tables": (row) => !isInOddTable(row),
};

export function overallTable(contenders: readonly Contender[], rows: readonly LabelledRow[], seed: number): string {
  const lines = Object.entries(SELECTIONS).flatMap(([name, isSelected]) => {
    const selected = rows.filter(isSelected);
    const size = `${name} (${selected.length}, ${selected.filter((row) => row.sensitive).length} sensitive)`;
    return contenders.map((contender) => [`${size}: ${contender.name}`, ...overallCells(selected, contender, seed)]);
  });
  return table([["rows: classifier", "precision", "recall", "micro F1", "macro F1", "same category"], ...lines]);
}

/**
 * Sets of a few projects each: the intervals hold 95 % of what 2,000 drawings of as many classes give, since there are
 * too few projects to draw from.
 */
export function laterTable(contenders: readonly Contender[], rows: readonly LabelledRow[], seed: number): string {
  const lines = [...groupedBy(rows, ({ set }) => set)].flatMap(([set, own]) => {
    const size = `${set} (${own.length}, ${own.filter((row) => row.sensitive).length} sensitive)`;
    return contenders.map(({ name, predictions }) => [`${size}: ${name}`, ...laterCells(own, predictions, seed)]);
  });
  return table([["rows: classifier", "precision", "recall", "micro F1", "macro F1", "same category"], ...lines]);
}

function laterCells(rows: readonly LabelledRow[], predictions: Predictions, seed: number): readonly string[] {
  const classes = [...groupedBy(rows, ({ repo, path, entity }) => `${repo} ${path} ${entity}`).values()];
  const counts = classes.map((own) => countsOf(own, predictions));
  const cell = (of: (drawn: readonly Counts[]) => number | null): string =>
    withInterval(of(counts), intervalOf(counts, of, seed));
  return [
    cell((drawn) => scoresOf(sumOf(drawn)).precision),
    cell((drawn) => scoresOf(sumOf(drawn)).recall),
    cell((drawn) => scoresOf(sumOf(drawn)).f1),
    figure(macroF1([...countsByRepository(rows, predictions).values()])),
    figure(scoresOf(sumOf(counts)).agreement),
  ];
}

/** Counts of the first contender by repository or category, and beside them the F1 of the others. */
export function groupTable(
  heading: string,
  rows: readonly LabelledRow[],
  groupOf: (row: LabelledRow, predictions: Predictions) => string,
  [first, ...others]: readonly [Contender, ...Contender[]],
): string {
  const countsIn = ({ predictions }: Contender): ReadonlyMap<string, Counts> =>
    new Map(
      [...groupedBy(rows, (row) => groupOf(row, predictions))].map(([name, own]) => [name, countsOf(own, predictions)]),
    );
  const besides = others.map(countsIn);
  const lines = [...countsIn(first)]
    .filter(([name]) => name !== "")
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, counts]) => [
      name,
      ...countCells(counts),
      ...besides.map((groups) => figure(scoresOf(groups.get(name) ?? sumOf([])).f1)),
    ]);
  return table([[heading, ...COUNT_HEADINGS, ...others.map(({ name }) => `F1, ${name}`)], ...lines]);
}

export function repositoryOf(row: LabelledRow): string {
  return row.repo;
}

/** Rows that are not sensitive belong to the category that they were taken for, if any. */
export function categoryOf(row: LabelledRow, predictions: Predictions): string {
  const { sensitive, category } = predictionOf(row, predictions);
  return branchOf(row.sensitive ? row.category : sensitive ? (category ?? "") : "");
}

/** What is lost when a kind of evidence says nothing, the dearest first. */
export function ablationTable(
  today: Predictions,
  ablations: readonly Ablation[],
  rows: readonly LabelledRow[],
): string {
  const f1 = (predictions: Predictions): number => scoresOf(countsOf(rows, predictions)).f1 ?? 0;
  const line = (name: string, predictions: Predictions): readonly string[] => {
    const { precision, recall } = scoresOf(countsOf(rows, predictions));
    const loss = f1(today) - f1(predictions);
    return [name, figure(precision), figure(recall), figure(f1(predictions)), loss === 0 ? "" : (-loss).toFixed(3)];
  };
  return table([
    ["without", "precision", "recall", "micro F1", "change"],
    line("nothing", today),
    ...ablations
      .toSorted((a, b) => f1(a.predictions) - f1(b.predictions))
      .map(({ without, predictions }) => line(without, predictions)),
  ]);
}

export function calibrationTable(bins: readonly Bin[]): string {
  return table([
    ["confidence", "fields", "mean confidence", "share sensitive"],
    ...bins.map(({ from, fields, meanConfidence, shareSensitive }) => [
      `${from.toFixed(1)}–${(from + 0.1).toFixed(1)}`,
      String(fields),
      figure(meanConfidence),
      figure(shareSensitive),
    ]),
  ]);
}

const COUNT_HEADINGS = ["sensitive", "missed", "false alarms", "precision", "recall", "same category", "F1"];

function overallCells(rows: readonly LabelledRow[], { predictions }: Contender, seed: number): readonly string[] {
  const counts = [...countsByRepository(rows, predictions).values()];
  const cell = (of: (drawn: readonly Counts[]) => number | null): string =>
    withInterval(of(counts), intervalOf(counts, of, seed));
  return [
    cell((drawn) => scoresOf(sumOf(drawn)).precision),
    cell((drawn) => scoresOf(sumOf(drawn)).recall),
    cell((drawn) => scoresOf(sumOf(drawn)).f1),
    cell(macroF1),
    figure(scoresOf(sumOf(counts)).agreement),
  ];
}

function countCells(counts: Counts): readonly string[] {
  const { precision, recall, f1, agreement } = scoresOf(counts);
  return [
    String(counts.hits + counts.misses),
    String(counts.misses),
    String(counts.falseAlarms),
    ...[precision, recall, agreement, f1].map(figure),
  ];
}
