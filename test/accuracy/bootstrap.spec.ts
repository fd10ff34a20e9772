import { describe, expect, it } from "vitest";
import { intervalOf } from "./bootstrap.ts";

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("intervalOf", () => {
  it("is a point where all are alike", () => {
    expect(intervalOf([0.5, 0.5, 0.5], mean, 1)).toEqual({ low: 0.5, high: 0.5 });
  });

  it("lies around the figure, as wide as the binomial says", () => {
    const items = Array.from({ length: 100 }, (_, index) => index % 2);
    const { low, high } = intervalOf(items, mean, 1)!;
    // 1.96 standard errors: 1.96 · √(0.25 / 100) = 0.098
    expect(low).toBeCloseTo(0.402, 1);
    expect(high).toBeCloseTo(0.598, 1);
    expect(high - low).toBeGreaterThan(0.15);
    expect(high - low).toBeLessThan(0.25);
  });

  it("is repeated by its seed", () => {
    const items = Array.from({ length: 30 }, (_, index) => Math.sqrt(index));
    expect(intervalOf(items, mean, 7)).toEqual(intervalOf(items, mean, 7));
    expect(intervalOf(items, mean, 7)).not.toEqual(intervalOf(items, mean, 8));
  });

  it("is none where there is no figure", () => {
    expect(intervalOf([1], () => null, 1)).toBeNull();
  });
});
