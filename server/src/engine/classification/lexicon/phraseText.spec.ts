import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PhraseNode, readPhrases, writePhrases } from "./phraseText.ts";

const words = ["a", "b", "c", "d", "e"];
const numbers = new Map(words.map((word, number) => [word, number]));
const leaf = (meaning: number): PhraseNode => ({ meaning, below: null });

describe("writePhrases", () => {
  it("writes the meaning alone of a word that is a phrase", () => {
    expect(writePhrases(leaf(3), numbers)).toBe("D");
  });

  it("writes longer phrases in the order of their words, with how many lie between", () => {
    const below = new Map([
      ["d", leaf(2)],
      ["b", { meaning: 0, below: new Map([["a", leaf(1)]]) }],
    ]);
    expect(writePhrases({ meaning: 0, below }, numbers)).toBe("A" + "BA(AB)" + "BC");
  });

  it("writes a number with more letters where one does not do", () => {
    expect([31, 32, 1024].map((meaning) => writePhrases(leaf(meaning), numbers))).toEqual(["f", "hA", "hgA"]);
  });
});

describe("readPhrases", () => {
  it("gives back any phrases", () => {
    const { node } = fc.letrec<{ node: PhraseNode }>((tie) => ({
      node: fc.record({
        meaning: fc.nat(5000),
        below: fc.option(
          fc
            .uniqueArray(fc.tuple(fc.constantFrom(...words), tie("node")), { minLength: 1, selector: ([word]) => word })
            .map((entries) => new Map(entries)),
          { maxDepth: 4, depthSize: "small" },
        ),
      }),
    }));
    fc.assert(
      fc.property(node, (top) => {
        expect(readPhrases(writePhrases(top, numbers), words)).toEqual(top);
      }),
    );
  });
});
