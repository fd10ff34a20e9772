import { describe, expect, it } from "vitest";
import { exampleField, TO_DECIDE, TREATED } from "./exampleFields.ts";
import { figuresOf, toggled } from "./figures.ts";

describe("figuresOf", () => {
  it("counts what is sensitive, what of it is restricted or lacks its treatment, and what is to be decided", () => {
    const fields = [
      exampleField("shop/Customer.iban"),
      exampleField("shop/Customer.card", TREATED),
      exampleField("shop/Customer.email", { level: "confidential", lacksTreatment: false }),
      exampleField("shop/Customer.number", TO_DECIDE),
    ];
    expect(figuresOf(fields)).toEqual({ sensitive: 3, restricted: 2, lacking: 1, review: 1 });
  });
});

describe("toggled", () => {
  it("presses several figures, and releases them again", () => {
    expect(toggled(["lacking"], "restricted")).toEqual(["restricted", "lacking"]);
    expect(toggled(["restricted", "lacking"], "lacking")).toEqual(["restricted"]);
  });

  it("never combines what is to be decided with what is sensitive", () => {
    expect(toggled(["restricted", "lacking"], "review")).toEqual(["review"]);
    expect(toggled(["review"], "sensitive")).toEqual(["sensitive"]);
  });
});
