import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PhraseNode, readNumbers, readPhrases, writeNumbers, writePhrases } from "./phraseText.ts";

const words = ["a", "b", "c", "d", "e"];
const numbers = new Map(words.map((word, number) => [word, number]));
const leaf = (meaning: number): PhraseNode => ({ meaning, below: null });

describe("writePhrases", () => {
  it("writes phrases in the order of their words, with how many lie between", () => {
    const below = new Map([
      ["d", leaf(2)],
      ["b", { meaning: 0, below: new Map([["a", leaf(1)]]) }],
    ]);
    expect(writePhrases(below, numbers)).toBe("BA(AB)" + "BC");
  });
});

describe("readPhrases", () => {
  it("gives back any phrases", () => {
    const { below } = fc.letrec<{ node: PhraseNode; below: ReadonlyMap<string, PhraseNode> }>((tie) => ({
      node: fc.record({
        meaning: fc.nat(5000),
        below: fc.option(tie("below"), { maxDepth: 4, depthSize: "small" }),
      }),
      below: fc
        .uniqueArray(fc.tuple(fc.constantFrom(...words), tie("node")), { minLength: 1, selector: ([word]) => word })
        .map((entries) => new Map(entries)),
    }));
    fc.assert(
      fc.property(below, (phrases) => {
        expect(readPhrases(writePhrases(phrases, numbers), words)).toEqual(phrases);
      }),
    );
  });
});

describe("writeNumbers", () => {
  it("writes a number with more letters where one does not do", () => {
    expect([31, 32, 1024].map((number) => writeNumbers([number]))).toEqual(["f", "hA", "hgA"]);
  });

  it("is read again", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000)), (some) => {
        expect(readNumbers(writeNumbers(some))).toEqual(some);
      }),
    );
  });
});
