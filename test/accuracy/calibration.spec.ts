import { describe, expect, it } from "vitest";
import { binsOf, expectedCalibrationError } from "./calibration.ts";
import { madeRow } from "./madeRow.ts";
import type { Predictions } from "./predictions.ts";
import type { LabelledRow } from "./rows.ts";

const saying = (confidences: readonly (readonly [number, boolean])[]): Predictions =>
  new Map(
    confidences.map(([confidence, sensitive]) => [
      madeRow({ sensitive }),
      { sensitive: confidence >= 0.5, category: null, confidence },
    ]),
  );
const rowsOf = (predictions: Predictions): readonly LabelledRow[] => [...predictions.keys()];

describe("calibration", () => {
  it("finds no error where as many are sensitive as the confidence says", () => {
    const said = saying([
      [0.75, true],
      [0.75, true],
      [0.75, true],
      [0.75, false],
    ]);
    const bins = binsOf(rowsOf(said), said);
    expect(bins).toEqual([{ from: 0.7, fields: 4, meanConfidence: 0.75, shareSensitive: 0.75 }]);
    expect(expectedCalibrationError(bins)).toBe(0);
  });

  it("weighs each bin by its fields", () => {
    const said = saying([
      [0.95, true],
      [0.05, true],
      [0.05, false],
      [0.05, false],
    ]);
    // One field is 0.05 off, three are (1/3 − 0.05) off.
    expect(expectedCalibrationError(binsOf(rowsOf(said), said))).toBeCloseTo((0.05 + 3 * (1 / 3 - 0.05)) / 4, 10);
  });

  it("puts certainty into the last bin and nothing into empty ones", () => {
    const said = saying([
      [1, true],
      [0, false],
    ]);
    expect(binsOf(rowsOf(said), said).map(({ from }) => from)).toEqual([0, 0.9]);
  });
});
