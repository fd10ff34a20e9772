import { describe, expect, it } from "vitest";
import { applyEdits } from "./textEdit.ts";

const insert = (at: number, text: string) => ({ span: { start: at, end: at }, text });

describe("applyEdits", () => {
  it("applies edits whatever their order, all against the original text", () => {
    expect(applyEdits("abcdef", [{ span: { start: 4, end: 6 }, text: "XYZ" }, insert(0, ">")])).toBe(">abcdXYZ");
  });

  it("keeps the order of insertions at one place", () => {
    expect(applyEdits("ab", [insert(1, "1"), insert(1, "2")])).toBe("a12b");
  });

  it("accepts edits that touch", () => {
    expect(
      applyEdits("abcd", [
        { span: { start: 0, end: 2 }, text: "x" },
        { span: { start: 2, end: 4 }, text: "y" },
      ]),
    ).toBe("xy");
  });

  it.each([
    ["overlap", [insert(2, "x"), { span: { start: 1, end: 3 }, text: "" }]],
    ["end before they start", [{ span: { start: 2, end: 1 }, text: "" }]],
    ["reach past the end", [{ span: { start: 3, end: 9 }, text: "" }]],
  ])("refuses edits that %s", (_, edits) => {
    expect(() => applyEdits("abcd", edits)).toThrow(RangeError);
  });
});
