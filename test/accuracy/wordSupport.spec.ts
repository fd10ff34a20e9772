import { describe, expect, it } from "vitest";
import { lexicon } from "./underTest.ts";
import { WordSupport, withoutWordsOf } from "./wordSupport.ts";

function support(texts: Readonly<Record<string, readonly string[]>>): WordSupport {
  const result = new WordSupport(lexicon);
  for (const [user, own] of Object.entries(texts)) result.add(user, own);
  return result;
}

describe("WordSupport", () => {
  it("knows which phrase one project alone uses, however it is written", () => {
    const used = support({ a: ["PatientIBAN", "first_name"], b: ["firstName"] });
    expect(used.isOnlyOf("a", "TERMS", "iban")).toBe(true);
    expect(used.isOnlyOf("a", "TERMS", "first name")).toBe(false);
    expect(used.isOnlyOf("b", "TERMS", "iban")).toBe(false);
  });

  it("keeps what nobody uses: no project is its support", () => {
    expect(support({ a: ["total"] }).isOnlyOf("a", "TERMS", "iban")).toBe(false);
  });

  it("counts the longest phrase, not the words inside it", () => {
    const used = support({ a: ["passport_number"], b: ["passport"] });
    expect(used.isOnlyOf("a", "TERMS", "passport number")).toBe(true);
    expect(used.isOnlyOf("b", "TERMS", "passport")).toBe(true);
  });

  it("knows the variant that the engine reads: `no` for `number`", () => {
    const used = support({ a: ["passport_number"], b: ["passport_no"] });
    expect(used.isOnlyOf("a", "TERMS", "passport number")).toBe(false);
  });

  it("looks in each list for itself", () => {
    const used = support({ a: ["iban"] });
    expect(used.isOnlyOf("a", "TERMS", "iban")).toBe(true);
    expect(used.isOnlyOf("a", "ENDS", "iban")).toBe(false);
  });

  it("knows spellings", () => {
    const used = support({ a: ["cust_addr"], b: ["address"] });
    expect(used.isOnlySpellingOf("a", "addr")).toBe(true);
    expect(used.isOnlySpellingOf("b", "addr")).toBe(false);
  });
});

describe("withoutWordsOf", () => {
  const used = support({ a: ["iban", "cust_addr"], b: ["email"] });
  const removed: string[] = [];
  const transform = withoutWordsOf("a", used, (phrase) => removed.push(phrase));

  it("takes out the project's own words and says which", () => {
    const groups = [{ category: "x", words: ["iban", "email", "swift code"] }];
    expect(transform("lexicon/finance.terms.yml", groups)).toEqual([{ category: "x", words: ["email", "swift code"] }]);
    expect(removed).toEqual(["iban"]);
  });

  it("takes out its own spellings", () => {
    const compounds = { pieces: [], spellings: { addr: "address", pwd: "password" } };
    expect(transform("lexicon/compounds.yml", compounds)).toEqual({ pieces: [], spellings: { pwd: "password" } });
  });

  it("leaves other knowledge alone", () => {
    const taxonomy = { categories: ["iban"] };
    expect(transform("classification/taxonomy.yml", taxonomy)).toBe(taxonomy);
  });
});
