import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../../test/support/models.ts";
import { type Candidate, evidenceOf } from "./candidate.ts";
import { labelSays } from "./label.ts";

function labelled(declaration: string): readonly Candidate[] {
  return labelSays(declared(readModels(`class Thing(models.Model):\n    ${declaration}`), "Thing").field, []);
}

const PASSPORT = "user.government_id.passport_number";

describe("labelSays", () => {
  it("reads the label", () => {
    expect(labelled('x = models.CharField("passport number", max_length=9)').map((item) => item.category)).toEqual([
      PASSPORT,
    ]);
  });

  it("reads the help text, with less weight", () => {
    const label = labelled('x = models.CharField("passport number", max_length=9)')[0]!;
    const help = labelled('x = models.CharField(max_length=9, help_text="Passport number, as printed.")')[0]!;
    expect(help.category).toBe(PASSPORT);
    expect(evidenceOf(help)[0]!.weight).toBeLessThan(evidenceOf(label)[0]!.weight);
  });

  it("reads the comment", () => {
    const candidates = labelled("x = models.CharField(max_length=9)  # passport number");
    expect(evidenceOf(candidates[0]!)[0]).toMatchObject({
      kind: "comment",
      detail: "the comment says “passport number”",
    });
  });

  it("does not take every word in prose for data", () => {
    expect(labelled('x = models.CharField(max_length=9, help_text="The name of the thing.")')).toEqual([]);
    expect(
      labelled('x = models.CharField(max_length=9, help_text="Colour. Never enter a passport number here.")'),
    ).toEqual([]);
  });

  it("takes no verb in prose for data", () => {
    expect(labelled("x = models.CharField(max_length=9)  # prevent saving without a value")).toEqual([]);
    expect(labelled("x = models.CharField(max_length=9)  # savings of the household")).not.toEqual([]);
  });

  it("lets the head of a label decide", () => {
    const [required] = labelled('x = models.CharField("passport number required", max_length=9)');
    expect(evidenceOf(required!).reduce((total, item) => total + item.weight, 0)).toBeLessThan(1);
  });
});
