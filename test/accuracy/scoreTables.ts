/** Tables of scores, as Markdown. */
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
import { groupedBy, isInOddTable, isStrict, type LabelledRow } from "./rows.ts";
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
  return table([["rows and classifier", "precision", "recall", "micro F1", "macro F1", "same category"], ...lines]);
}

export function repositoryTable({ predictions }: Contender, rows: readonly LabelledRow[]): string {
  const counts = [...countsByRepository(rows, predictions)];
  return table([["repository", ...COUNT_HEADINGS], ...counts.map(([repo, own]) => [repo, ...countCells(own)])]);
}

/** Rows that are not sensitive count as false alarms of the category that they were taken for. */
export function categoryTable({ predictions }: Contender, rows: readonly LabelledRow[]): string {
  const branch = (row: LabelledRow): string => {
    const { sensitive, category } = predictionOf(row, predictions);
    return branchOf(row.sensitive ? row.category : sensitive ? (category ?? "") : "");
  };
  const groups = [...groupedBy(rows, branch)].filter(([name]) => name !== "").toSorted(([a], [b]) => (a < b ? -1 : 1));
  return table([
    ["category", ...COUNT_HEADINGS],
    ...groups.map(([name, own]) => [name, ...countCells(countsOf(own, predictions))]),
  ]);
}

export function strictRows(rows: readonly LabelledRow[]): readonly LabelledRow[] {
  return rows.filter(isStrict);
}

export function allRows(rows: readonly LabelledRow[]): readonly LabelledRow[] {
  return rows.filter((row) => !row.isRelation);
}

const COUNT_HEADINGS = ["sensitive", "found", "missed", "false alarms", "precision", "recall", "F1", "same category"];

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
    String(counts.hits),
    String(counts.misses),
    String(counts.falseAlarms),
    ...[precision, recall, f1, agreement].map(figure),
  ];
}
