import { describe, expect, it } from "vitest";
import { packLexicon, type WordLists } from "./packLexicon.ts";
import { PhraseIndex } from "./phraseIndex.ts";
import { PhraseTree } from "./phraseTree.ts";

const term = (words: readonly string[]): WordLists["terms"][number] => ({ category: "user", weight: 1, words });

/** For each phrase, the indices of the groups that list it. */
function packed(terms: WordLists["terms"], more: Partial<WordLists> = {}): (phrase: string) => readonly number[] {
  const compounds = { pieces: [], whole: [], spellings: { nr: "number", mobil: "mobile" } };
  const lexicon = packLexicon({ terms, classes: [], heads: [], compounds, ...more });
  const index = new PhraseIndex(
    new PhraseTree({ ...lexicon, phrases: () => lexicon.phrases }),
    (meaning) => lexicon.meanings[meaning - 1] ?? [],
  );
  return (phrase) => {
    const words = phrase.split(" ");
    const found = index.longestAt(words, 0);
    return found?.end === words.length ? found.entries : [];
  };
}

describe("packLexicon", () => {
  it("keeps each phrase with all groups that list it, in their order", () => {
    const groupsOf = packed([term(["bank", "bank account"]), term(["account"]), term(["bank account"])]);
    expect(["bank", "account", "bank account", "account bank"].map(groupsOf)).toEqual([[0], [1], [0, 2], []]);
  });

  it("counts classes and heads behind the terms", () => {
    const groupsOf = packed([term(["bank"])], {
      classes: [{ class: "organization", says: "is an organisation", words: ["bank"] }],
      heads: [{ place: "end", weight: 0, says: "", words: ["bank"] }],
    });
    expect(groupsOf("bank")).toEqual([0, 1, 2]);
  });

  it("writes words as names are read: in one number and one spelling", () => {
    const groupsOf = packed([term(["mobil phones"])]);
    expect(groupsOf("mobile phone")).toEqual([0]);
  });

  it("lists a phrase once that is written in two spellings", () => {
    const groupsOf = packed([term(["account number", "account nr", "accounts number"])]);
    expect(groupsOf("account number")).toEqual([0]);
  });

  it("reads a number at the end of a phrase as `no` as well, not alone or elsewhere", () => {
    const groupsOf = packed([term(["passport number", "number", "number plate"])]);
    expect(["passport no", "no", "no plate"].map(groupsOf)).toEqual([[0], [], []]);
  });

  it("keeps of a group all but its words and their source", () => {
    const compounds = { pieces: [], whole: [], spellings: {} };
    const group = { ...term(["bank", "account"]), in: { person: 1 }, source: "somewhere" };
    const { terms } = packLexicon({ terms: [group], classes: [], heads: [], compounds });
    expect(terms).toEqual([{ category: "user", weight: 1, in: { person: 1 }, firstPhrase: "bank" }]);
  });
});
