import { describe, expect, it } from "vitest";
import { readWordLists } from "../../../../../scripts/knowledge.ts";
import { isKnownCategory, isWithin } from "../taxonomy.ts";
import { CLASSES, ENDS, FRONTS, TERMS, wordsOf } from "./lexicon.ts";
import type { WordLists } from "./packLexicon.ts";

/** As they are written. */
const { terms, classes, heads } = readWordLists(`${import.meta.dirname}/lexicon.yml`);

const title = (group: WordLists["terms"][number]): string => `${group.category}: ${group.words[0] ?? ""} …`;
const wordsOfPhrase = (phrase: string): readonly string[] => wordsOf(phrase.replaceAll(" ", "_"));

describe("the word lists", () => {
  it("speak of known categories alone", () => {
    for (const group of terms) {
      for (const key of [group.category, ...Object.values(group.as ?? {})])
        expect(isKnownCategory(key), key).toBe(true);
    }
    for (const key of heads.flatMap((group) => Object.keys(group.except ?? {}))) {
      expect(isKnownCategory(key), key).toBe(true);
    }
  });

  it("speak of known classes alone", () => {
    // `personal` is given by relations and has no words of its own.
    const known = new Set([...classes.map((group) => group.class), "personal"]);
    for (const group of terms) {
      for (const name of Object.keys({ ...group.in, ...group.as })) expect(known, title(group)).toContain(name);
    }
  });

  it("are found under every phrase they list", () => {
    for (const { category, weight, words: phrases } of terms) {
      for (const phrase of phrases) {
        const found = TERMS.longestAt(wordsOfPhrase(phrase), 0)?.entries ?? [];
        const same = found.filter((group) => group.category === category && group.weight === weight);
        expect(
          same.map((group) => group.firstPhrase),
          phrase,
        ).toContain(phrases[0]);
      }
    }
    for (const group of classes) {
      for (const phrase of group.words)
        expect(CLASSES.longestAt(wordsOfPhrase(phrase), 0)?.entries.map((item) => item.class)).toContain(group.class);
    }
    for (const { place, says, words: phrases } of heads) {
      const list = place === "front" ? FRONTS : ENDS;
      for (const phrase of phrases)
        expect(list.longestAt(wordsOfPhrase(phrase), 0)?.entries.map((item) => item.says)).toContain(says);
    }
  });

  it("give no phrase two meanings outright", () => {
    const outright = new Map<string, WordLists["terms"][number]>();
    for (const group of terms.filter((item) => item.weight >= 4 && item.generic !== true)) {
      for (const phrase of group.words) {
        const key = wordsOf(phrase).join(" ");
        const other = outright.get(key);
        const agrees =
          !other ||
          isWithin(other.category, group.category) ||
          isWithin(group.category, other.category) ||
          other === group;
        expect(agrees, `${phrase}: ${group.category} and ${other?.category ?? ""}`).toBe(true);
        outright.set(key, group);
      }
    }
  });
});

describe("wordsOf", () => {
  it.each([
    ["homeaddress", "home address"],
    ["contactemail", "contact email"],
    ["patientname", "patient name"],
    ["employeesalary", "employee salary"],
    ["countryofbirth", "country of birth"],
    ["HOMEADDRESS", "home address"],
    ["phone_nr", "phone number"],
    ["custAddr", "customer address"],
    ["user_pwd", "user password"],
    ["organisation", "organization"],
    ["phoneNumbers", "phone number"],
  ])("reads %s as %s", (name, words) => {
    expect(wordsOf(name).join(" ")).toBe(words);
  });

  it.each(["firstname", "phonenumber", "zipcode", "creditcardnumber", "taxid", "dateofbirth"])("knows %s", (name) => {
    const words = wordsOf(name);
    expect(TERMS.longestAt(words, 0)?.end).toBe(words.length);
  });

  it.each(["passage", "keyword", "username", "database", "package", "storage", "telegram", "discard", "namespace"])(
    "leaves %s whole",
    (name) => {
      expect(wordsOf(name)).toEqual([name]);
    },
  );

  it("never finds a word inside another", () => {
    for (const name of ["therapist", "shipping", "lossless", "compass", "grapefruit", "xemailx"]) {
      expect(wordsOf(name), name).toHaveLength(1);
    }
  });
});
