import { describe, expect, it } from "vitest";
import { categoryOf } from "../classification/taxonomy.ts";
import { categoryWords, counted, fixTitle, percent } from "./words.ts";

describe("percent", () => {
  it.each([
    [0, "0 %"],
    [0.004, "<1 %"],
    [0.31, "31 %"],
    [0.985, "99 %"],
    [0.996, ">99 %"],
    [1, "100 %"],
  ])("says of %f: %s", (share, words) => {
    expect(percent(share)).toBe(words);
  });
});

it("counts one and many", () => {
  expect([counted(1, "field"), counted(0, "field"), counted(2, "entity", "entities")]).toEqual([
    "1 field",
    "0 fields",
    "2 entities",
  ]);
});

it("names a category without its article", () => {
  expect(categoryWords({ category: categoryOf("user.contact.email")! })).toBe("e-mail address");
  expect(categoryWords({ category: null })).toBe("");
});

it("leaves out the ellipsis of an editor's title", () => {
  expect(fixTitle("Encrypt with EncryptedCharField…")).toBe("Encrypt with EncryptedCharField");
});
