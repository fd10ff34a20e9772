import { describe, expect, it } from "vitest";
import { TERM_GROUPS } from "./lexicon/lexicon.ts";
import type { Reason } from "./evidence/reason.ts";
import { scoreOf } from "./evidence/candidate.ts";
import { reasonOf } from "./weights.ts";
import weights from "./weights.yml";

const reason = (feature: string, weight: number): Reason =>
  reasonOf({ kind: "name", detail: feature, weight }, feature);

describe("weights", () => {
  it("count a reason as often as its feature has been found to deserve", () => {
    const [feature, factor] = Object.entries(weights.factors)[0] ?? ["none is fitted", 1];
    expect(reason(feature, 2).fitted.weight).toBeCloseTo(2 * factor);
    expect(reason("nobody has seen this", 2).fitted.weight).toBe(2);
    expect(scoreOf([reason(feature, 2), reason("nobody has seen this", -1)])).toBeCloseTo(2 * factor - 1);
  });

  it("are of word groups that exist", () => {
    const groups = new Set(TERM_GROUPS.map((group) => `${group.category}: ${group.firstPhrase}`));
    const fittedGroups = Object.keys(weights.factors)
      .map((feature) => /^\w+ says (.*)$/.exec(feature)?.[1])
      .filter((group) => group !== undefined);
    expect(fittedGroups.filter((group) => !groups.has(group))).toEqual([]);
  });
});
