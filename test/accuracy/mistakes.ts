import { predictionOf } from "./metrics.ts";
import type { Predictions } from "./predictions.ts";
import type { LabelledRow } from "./rows.ts";

/** Sensitive fields that were not found, those that it was surest of first. */
export function worstMisses(rows: readonly LabelledRow[], predictions: Predictions, show: number): readonly string[] {
  return rows
    .filter((row) => row.sensitive && !predictionOf(row, predictions).sensitive)
    .toSorted((a, b) => predictionOf(a, predictions).confidence - predictionOf(b, predictions).confidence)
    .slice(0, show)
    .map((row) => mistake(row, predictions));
}

/** Fields that were taken for sensitive, those that it was surest of first. */
export function worstFalseAlarms(
  rows: readonly LabelledRow[],
  predictions: Predictions,
  show: number,
): readonly string[] {
  return rows
    .filter((row) => !row.sensitive && predictionOf(row, predictions).sensitive)
    .toSorted((a, b) => predictionOf(b, predictions).confidence - predictionOf(a, predictions).confidence)
    .slice(0, show)
    .map((row) => mistake(row, predictions));
}

function mistake(row: LabelledRow, predictions: Predictions): string {
  const { confidence, category } = predictionOf(row, predictions);
  const label = row.sensitive ? ` is ${row.category}` : "";
  const said = category === null ? "" : ` taken for ${category}`;
  const note = row.note === "" ? "" : ` (${row.note})`;
  return `${confidence.toFixed(2)} ${row.repo} ${row.entity}.${row.field} ${row.type}${label}${said}${note}`;
}
