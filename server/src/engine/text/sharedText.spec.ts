import { expect, it } from "vitest";
import { sharedText } from "./sharedText.ts";

it("says the same as the part that it is given", () => {
  const source = "date_of_birth = models.DateField()";
  expect(sharedText(source.slice(0, 13))).toBe("date_of_birth");
  expect(sharedText("")).toBe("");
});
