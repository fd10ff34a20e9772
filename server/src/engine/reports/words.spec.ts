import { describe, expect, it } from "vitest";
import { categoryOf } from "../classification/taxonomy.ts";
import { classifiedFile } from "../../../../test/support/findings.ts";
import type { ClassifiedField } from "../project/model.ts";
import { categoryWords, counted, fixTitle, percent, storedWords } from "./words.ts";

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

describe("storedWords", () => {
  const stored = (declaration: string): string | null => {
    const text = `from django.db import models\n\nclass Customer(models.Model):\n    ${declaration}\n`;
    const [field] = classifiedFile("shop/models.py", text).fields as readonly [ClassifiedField];
    return storedWords(field);
  };

  it.each([
    ["passport_number = models.CharField()", "not encrypted"],
    ["passport_number = EncryptedCharField()", "encrypted: EncryptedCharField"],
    ["passport_number_masked = models.CharField()", "masked: the name says “masked”"],
    ["password = models.CharField()", "not hashed"],
    ["password = EncryptedCharField()", "encrypted, which is not enough: EncryptedCharField"],
    ["cvv = models.CharField()", "as it is"],
    ["token = models.CharField(default=uuid.uuid4)", "random value, not encrypted: uuid.uuid4"],
    ["is_open = models.BooleanField()", null],
  ])("says of %s: %s", (declaration, words) => {
    expect(stored(declaration)).toBe(words);
  });
});
