import { describe, expect, it } from "vitest";
import { PhraseIndex } from "./phraseIndex.ts";

describe("PhraseIndex", () => {
  const index = new PhraseIndex<string>();
  index.add(["bank"], "a bank");
  index.add(["bank", "account", "number"], "a bank account");
  index.add(["bank", "account", "number"], "another meaning");

  it("prefers the longest phrase, with all its meanings", () => {
    const words = ["the", "bank", "account", "number"];
    expect(index.longestAt(words, 1)).toEqual({ entries: ["a bank account", "another meaning"], end: 4 });
  });

  it("falls back to a shorter one", () => {
    expect(index.longestAt(["bank", "account"], 0)).toEqual({ entries: ["a bank"], end: 1 });
  });

  it("finds nothing inside a phrase or past the end", () => {
    expect(index.longestAt(["bank", "account", "number"], 1)).toBeNull();
    expect(index.longestAt(["bank"], 1)).toBeNull();
    expect(index.longestAt([], 0)).toBeNull();
  });

  it("takes words that are keys of every object for words", () => {
    expect(index.longestAt(["constructor"], 0)).toBeNull();
  });
});
