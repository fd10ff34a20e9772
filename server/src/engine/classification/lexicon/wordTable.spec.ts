import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readWords, writeWords } from "./wordTable.ts";

describe("writeWords", () => {
  it("writes letters that a word shares with the one before it once", () => {
    expect(writeWords(["mail", "mailbox", "main", "e"])).toBe("AmailEboxDnAe");
  });

  it("writes a word that is the beginning of the one before it as nothing else", () => {
    expect(writeWords(["mailbox", "mail"])).toBe("AmailboxE");
  });

  it.each(["ISBN", ""])("refuses “%s”, which no name has", (word) => {
    expect(() => writeWords([word])).toThrow("small letters");
  });
});

describe("readWords", () => {
  it("gives back any words, in their order", () => {
    const word = fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }).filter((text) => !/[A-Z]/.test(text));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(readWords(writeWords(words))).toEqual(words);
      }),
    );
  });

  it("keeps words that share more letters than there are capital letters", () => {
    const words = ["a".repeat(40), "a".repeat(41), "a".repeat(41) + "b"];
    expect(readWords(writeWords(words))).toEqual(words);
  });
});
