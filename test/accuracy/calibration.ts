import { predictionOf } from "./metrics.ts";
import type { Predictions } from "./predictions.ts";
import type { LabelledRow } from "./rows.ts";

/** Fields of alike confidence. */
export interface Bin {
  /** The bin reaches from here to a tenth more. */
  readonly from: number;
  readonly fields: number;
  readonly meanConfidence: number;
  /** How many of them are sensitive: as many as their confidence says, if it is true. */
  readonly shareSensitive: number;
}

/** Ten bins of equal width, without the empty ones. */
export function binsOf(rows: readonly LabelledRow[], predictions: Predictions): readonly Bin[] {
  return Array.from({ length: BINS }, (_, index) => {
    const own = rows.filter((row) => binOf(predictionOf(row, predictions).confidence) === index);
    const sum = own.reduce((total, row) => total + predictionOf(row, predictions).confidence, 0);
    return {
      from: index / BINS,
      fields: own.length,
      meanConfidence: sum / own.length,
      shareSensitive: own.filter((row) => row.sensitive).length / own.length,
    };
  }).filter(({ fields }) => fields > 0);
}

/** How far confidence and truth are apart on average, each field counted once. */
export function expectedCalibrationError(bins: readonly Bin[]): number {
  const fields = bins.reduce((total, bin) => total + bin.fields, 0);
  const apart = bins.reduce((total, bin) => total + bin.fields * Math.abs(bin.meanConfidence - bin.shareSensitive), 0);
  return fields === 0 ? 0 : apart / fields;
}

const BINS = 10;

/** Certainty belongs to the last bin. */
function binOf(confidence: number): number {
  return Math.min(BINS - 1, Math.floor(confidence * BINS));
}
