import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, type TextEdit } from "../text/textEdit.ts";
import { type Editing, inSequence } from "./inSequence.ts";

const replace = (word: string, by: string): Editing => {
  return (text) => {
    const start = text.indexOf(word);
    return start < 0 ? null : [{ span: { start, end: start + word.length }, text: by }];
  };
};

describe("inSequence", () => {
  it("edits what earlier edits wrote", () => {
    const edits = inSequence("one two", [replace("one", "three four"), replace("four", "five"), replace("e f", "-f")]);
    expect(applyEdits("one two", edits!)).toBe("thre-five two");
  });

  it("leaves what no step touched out of every edit", () => {
    expect(inSequence("a b c", [replace("a", "x"), replace("c", "z")])).toEqual([
      { span: { start: 0, end: 1 }, text: "x" },
      { span: { start: 4, end: 5 }, text: "z" },
    ]);
  });

  it("is null when a step is", () => {
    expect(inSequence("a", [replace("a", "b"), replace("a", "c")])).toBeNull();
  });

  it("gives what the steps give one after the other", () => {
    const step = fc.array(fc.record({ start: fc.nat(30), length: fc.nat(5), text: fc.string({ maxLength: 4 }) }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(step, { maxLength: 4 }), (text, steps) => {
        let current = text;
        const editings: Editing[] = [];
        for (const wanted of steps) {
          const edits = disjoint(wanted, current.length);
          current = applyEdits(current, edits);
          editings.push(() => edits);
        }
        expect(applyEdits(text, inSequence(text, editings)!)).toBe(current);
      }),
    );
  });
});

function disjoint(
  wanted: readonly { start: number; length: number; text: string }[],
  length: number,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let position = 0;
  for (const { start, length: size, text } of wanted) {
    const from = Math.min(position + start, length);
    const to = Math.min(from + size, length);
    edits.push({ span: { start: from, end: to }, text });
    position = to;
  }
  return edits;
}
