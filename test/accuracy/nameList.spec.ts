import { describe, expect, it } from "vitest";
import { madeRow } from "./madeRow.ts";
import { predictByNames } from "./nameList.ts";

describe("the name list", () => {
  it.each([
    ["contact_email", "CharField", true],
    ["firstName", "CharField", true],
    ["api_key", "CharField", true],
    ["sender", "EmailField", true],
    ["passage", "CharField", false],
    ["key", "CharField", false],
    ["email_verified", "BooleanField", false],
  ])("says of %s as %s: %s", (field, type, sensitive) => {
    const row = madeRow({ field, type });
    expect(predictByNames([row]).get(row)!.sensitive).toBe(sensitive);
  });
});
