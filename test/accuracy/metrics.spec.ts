import { describe, expect, it } from "vitest";
import { madeRow } from "./madeRow.ts";
import { branchOf, countsByRepository, countsOf, macroF1, scoresOf, sumOf } from "./metrics.ts";
import type { Prediction } from "./predictions.ts";
import type { LabelledRow } from "./rows.ts";

const EMAIL = "user.contact.email";
const found = (category: string | null): Prediction => ({ sensitive: true, category, confidence: 0.9 });
const clear: Prediction = { sensitive: false, category: null, confidence: 0.1 };
const sensitive = (repo = "a/a"): LabelledRow => madeRow({ repo, sensitive: true, category: EMAIL });
const harmless = (repo = "a/a"): LabelledRow => madeRow({ repo });

describe("countsOf", () => {
  it("tells hits, misses and false alarms apart", () => {
    const said = new Map([
      [sensitive(), found(EMAIL)],
      [sensitive(), clear],
      [sensitive(), clear],
      [harmless(), found("user.name")],
      [harmless(), clear],
    ]);
    const counts = countsOf([...said.keys()], said);
    expect(counts).toEqual({ hits: 1, misses: 2, falseAlarms: 1, named: 1, agreeing: 1 });
    expect(scoresOf(counts)).toEqual({ precision: 1 / 2, recall: 1 / 3, f1: 2 / 5, agreement: 1 });
  });

  it("asks for the same category among hits alone, to two levels", () => {
    const said = new Map([
      [sensitive(), found("user.contact.phone_number")],
      [sensitive(), found("user.name")],
      [sensitive(), found(null)],
      [sensitive(), clear],
      [harmless(), found(EMAIL)],
    ]);
    expect(countsOf([...said.keys()], said)).toMatchObject({ hits: 3, named: 2, agreeing: 1 });
  });

  it("refuses a row of which nothing was said", () => {
    expect(() => countsOf([harmless()], new Map())).toThrow("Order.total");
  });
});

describe("branchOf", () => {
  it.each([
    ["user.contact.address.city", "user.contact"],
    ["user", "user"],
    ["system.credentials", "system.authentication"],
    ["system.authentication.secret", "system.authentication"],
    ["user.authorization.credentials", "user.authorization"],
  ])("%s lies in %s", (category, branch) => {
    expect(branchOf(category)).toBe(branch);
  });
});

describe("macroF1", () => {
  it("counts each repository once, however large", () => {
    const small = sensitive("a/a");
    const large = [sensitive("b/b"), sensitive("b/b"), sensitive("b/b")];
    const said = new Map([[small, found(EMAIL)], ...large.map((row) => [row, clear] as const)]);
    const counts = [...countsByRepository([...said.keys()], said).values()];
    expect(macroF1(counts)).toBe(1 / 2);
    expect(scoresOf(sumOf(counts)).f1).toBe(2 / 5);
  });

  it("leaves out a repository with nothing to find and no false alarm", () => {
    const nothing = { hits: 0, falseAlarms: 0, misses: 0, named: 0, agreeing: 0 };
    expect(macroF1([nothing, { ...nothing, hits: 2 }])).toBe(1);
    expect(macroF1([nothing])).toBeNull();
  });
});
