import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineStartsOf, offsetAt, positionAt } from "./lineIndex.ts";

describe("lines", () => {
  it("end at \\n, \\r\\n and a lone \\r", () => {
    expect(lineStartsOf("a\nb\r\nc\rd")).toEqual([0, 2, 5, 7]);
  });

  it("count UTF-16 units, so that an emoji is two", () => {
    const lines = lineStartsOf("é😀x\ny");
    expect(positionAt(lines, 3)).toEqual({ line: 0, character: 3 });
    expect(positionAt(lines, 5)).toEqual({ line: 1, character: 0 });
  });

  it("give back the offset of every position", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "😀", "\n", "\r", "\r\n", "\t") });
    fc.assert(
      fc.property(text, fc.nat(), (source, seed) => {
        const lines = lineStartsOf(source);
        const offset = seed % (source.length + 1);
        expect(offsetAt(lines, positionAt(lines, offset))).toBe(offset);
      }),
      { seed: 1 },
    );
  });

  it("take a line past the end as the last one", () => {
    expect(offsetAt(lineStartsOf("a\nbc"), { line: 9, character: 1 })).toBe(3);
  });
});
