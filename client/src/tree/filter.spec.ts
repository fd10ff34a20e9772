import { describe, expect, it } from "vitest";
import { exampleEntity, exampleField } from "./classifiedExamples.ts";
import { fieldTest, highlightsIn, NO_FILTER, type TreeFilter } from "./filter.ts";

const CUSTOMER = exampleEntity("Customer", [
  exampleField("national_id"),
  exampleField("email", {
    level: "confidential",
    category: "user.contact.email",
    gloss: "an email address",
    lacksTreatment: false,
  }),
  exampleField("pin", { protection: { kind: "hashed", by: "make_password" }, lacksTreatment: false }),
  exampleField("number", { verdict: "review", lacksTreatment: false }),
]);

function shown(filter: Partial<TreeFilter>): readonly string[] {
  const isShown = fieldTest({ ...NO_FILTER, ...filter });
  return CUSTOMER.fields.filter((field) => isShown(CUSTOMER, field)).map(({ name }) => name);
}

describe("a filter", () => {
  it("shows everything unless it says otherwise", () => {
    expect(shown({})).toEqual(["national_id", "email", "pin", "number"]);
  });

  it("keeps to levels, of which what is to be decided is none", () => {
    expect(shown({ kinds: ["restricted"] })).toEqual(["national_id", "pin"]);
    expect(shown({ kinds: ["confidential", "review"] })).toEqual(["email", "number"]);
    expect(shown({ kinds: [] })).toEqual([]);
  });

  it("keeps to what lacks its treatment", () => {
    expect(shown({ lackingOnly: true })).toEqual(["national_id"]);
    expect(shown({ lackingOnly: true, kinds: ["confidential"] })).toEqual([]);
  });

  it.each([
    ["email", ["email"]],
    ["EMAIL", ["email"]],
    ["customer.pin", ["pin"]],
    ["contact.em", ["email"]],
    ["shop/models", ["national_id", "email", "pin", "number"]],
    ["  number   identification ", ["national_id", "pin", "number"]],
    ["national pin", ["pin"]],
    ["national basket", []],
    ["   ", ["national_id", "email", "pin", "number"]],
  ])("finds by name, category and path, all words of %j", (text, expected) => {
    expect(shown({ text })).toEqual(expected);
  });
});

describe("highlightsIn", () => {
  it.each([
    ["Customer.email", "", []],
    ["Customer.email", "phone", []],
    ["Customer.email", "MAIL", [[10, 14]]],
    [
      "Customer.email",
      "mail cust",
      [
        [0, 4],
        [10, 14],
      ],
    ],
    // Of those that overlap, the first one and then the longer one.
    ["national_id", "nation national", [[0, 8]]],
    [
      "national_id",
      "nat tion onal",
      [
        [0, 3],
        [4, 8],
      ],
    ],
  ])("in %s marks the words of %j", (label, text, expected) => {
    expect(highlightsIn(label, text)).toEqual(expected);
  });
});
