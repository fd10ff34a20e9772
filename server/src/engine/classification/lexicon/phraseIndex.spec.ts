import { describe, expect, it } from "vitest";
import { PhraseIndex } from "./phraseIndex.ts";
import { writeNumbers } from "./phraseText.ts";
import { PhraseTree } from "./phraseTree.ts";
import { writeWords } from "./wordTable.ts";

/** `bank` means 1, `bank account number` 2, `account number` 3. */
const tree = new PhraseTree({
  words: writeWords(["account", "bank", "number"]),
  firstWords: writeNumbers([1, 3, 0]),
  phrases: () => "CD AA(CC)",
});
const entries: Readonly<Record<number, readonly string[]>> = {
  1: ["a bank"],
  2: ["a bank account", "another meaning"],
};
const index = new PhraseIndex(tree, (meaning) => entries[meaning] ?? []);

describe("PhraseIndex", () => {
  it("prefers the longest phrase, with all its meanings", () => {
    const words = ["the", "bank", "account", "number"];
    expect(index.longestAt(words, 1)).toEqual({ entries: ["a bank account", "another meaning"], end: 4 });
  });

  it("falls back to a shorter one", () => {
    expect(index.longestAt(["bank", "account"], 0)).toEqual({ entries: ["a bank"], end: 1 });
    expect(index.longestAt(["bank", "account", "number"], 0, 2)).toEqual({ entries: ["a bank"], end: 1 });
  });

  it("finds nothing inside a phrase or past the end", () => {
    expect(index.longestAt(["number", "bank"], 0)).toBeNull();
    expect(index.longestAt(["bank"], 1)).toBeNull();
    expect(index.longestAt(["bank"], 0, 0)).toBeNull();
    expect(index.longestAt([], 0)).toBeNull();
  });

  it("finds no phrase that is of other lists alone", () => {
    expect(index.longestAt(["account", "number"], 0)).toBeNull();
  });

  it("tells what is listed for a word alone", () => {
    expect(index.get("bank")).toEqual(["a bank"]);
    expect(index.get("account")).toEqual([]);
    expect(index.get("number")).toEqual([]);
    expect(index.get("savings")).toEqual([]);
  });

  it("takes words that are keys of every object for words", () => {
    expect(index.longestAt(["constructor"], 0)).toBeNull();
    expect(index.get("__proto__")).toEqual([]);
  });
});

describe("PhraseTree", () => {
  it("knows the words of its phrases, wherever they stand", () => {
    expect(["account", "bank", "number", "savings"].filter((word) => tree.hasWord(word))).toEqual([
      "account",
      "bank",
      "number",
    ]);
  });
});
