import { expect, it } from "vitest";
import { binomialTail } from "./binomial.ts";

it.each([
  [10, 0, 0.3, 1],
  [2, 1, 0.5, 0.75],
  [20, 20, 0.1, 1e-20],
  [200, 1, 1e-9, 2e-7],
  [3, 2, 0.25, 3 * 0.0625 * 0.75 + 0.25 ** 3],
])("%i trials, at least %i hits by a chance of %f: %f", (trials, hits, chance, expected) => {
  expect(binomialTail(trials, hits, chance) / expected).toBeCloseTo(1, 5);
});

it("stays within 0 and 1 for many trials", () => {
  expect(binomialTail(10_000, 1_000, 0.1)).toBeGreaterThan(0.4);
  expect(binomialTail(10_000, 10_000, 0.01)).toBe(0);
});
