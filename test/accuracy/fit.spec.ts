import { describe, expect, it } from "vitest";
import { type Example, fit } from "./fit.ts";

const example = (sensitive: boolean, ...reasons: readonly [string, number][]): Example => ({
  sensitive,
  reasons: reasons.map(([feature, weight]) => ({ feature, weight })),
});
const times = (count: number, item: Example): readonly Example[] => Array.from({ length: count }, () => item);
const OPTIONS = { prior: -3, ridge: 10 };

describe("fit", () => {
  it("lets count for more what is always right, and for less what is often wrong", () => {
    const { factors } = fit(
      [
        ...times(100, example(true, ["right", 3])),
        ...times(100, example(true, ["wrong", 3])),
        ...times(300, example(false, ["wrong", 3])),
        ...times(500, example(false)),
      ],
      OPTIONS,
    );
    expect(factors.get("right")).toBeGreaterThan(1.3);
    expect(factors.get("wrong")).toBeLessThan(0.92);
  });

  it("gives probabilities that come true", () => {
    const examples = [
      ...times(70, example(true, ["a", 4])),
      ...times(30, example(false, ["a", 4])),
      ...times(900, example(false)),
    ];
    const { prior, factors } = fit(examples, { ...OPTIONS, ridge: 0.001 });
    const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
    expect(probability(prior + 4 * factors.get("a")!)).toBeCloseTo(0.7, 1);
  });

  it("stays with the weight set by hand where little is known", () => {
    const { factors } = fit([example(false, ["rare", 3]), ...times(50, example(false))], { ...OPTIONS, ridge: 100 });
    expect(factors.get("rare")).toBeGreaterThan(0.95);
    expect(factors.get("rare")).toBeLessThan(1);
  });

  it("never turns a reason against what it speaks for", () => {
    const { factors } = fit(times(500, example(false, ["misleading", 5])), { ...OPTIONS, ridge: 0.1 });
    expect(factors.get("misleading")).toBe(0);
  });

  it("counts a feature once where it comes twice", () => {
    const once = fit([...times(20, example(true, ["a", 4])), ...times(20, example(false))], OPTIONS);
    const twice = fit([...times(20, example(true, ["a", 2], ["a", 2])), ...times(20, example(false))], OPTIONS);
    expect(twice.factors.get("a")).toBeCloseTo(once.factors.get("a")!, 6);
  });
});
