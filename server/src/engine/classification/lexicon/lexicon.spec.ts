import { describe, expect, it } from "vitest";
import { isKnownCategory, isWithin } from "../taxonomy.ts";
import type { TermGroup } from "./lexicon.ts";
import { CLASS_GROUPS, HEAD_GROUPS, TERM_GROUPS, TERMS, wordsOf } from "./lexicon.ts";

const title = (group: TermGroup): string => `${group.category}: ${group.words[0] ?? ""} …`;

describe("the word lists", () => {
  it("speak of known categories alone", () => {
    for (const group of TERM_GROUPS) {
      for (const key of [group.category, ...Object.values(group.as ?? {})])
        expect(isKnownCategory(key), key).toBe(true);
    }
    for (const key of HEAD_GROUPS.flatMap((group) => Object.keys(group.except ?? {}))) {
      expect(isKnownCategory(key), key).toBe(true);
    }
  });

  it("speak of known classes alone", () => {
    // `personal` is given by relations and has no words of its own.
    const classes = new Set([...CLASS_GROUPS.map((group) => group.class), "personal"]);
    for (const group of TERM_GROUPS) {
      for (const name of Object.keys({ ...group.in, ...group.as })) expect(classes, title(group)).toContain(name);
    }
  });

  it("are found under every phrase they list", () => {
    for (const group of TERM_GROUPS) {
      for (const phrase of group.words) {
        const words = wordsOf(phrase.replaceAll(" ", "_"));
        expect(TERMS.longestAt(words, 0)?.entries, `${phrase} of ${title(group)}`).toContain(group);
      }
    }
  });

  it("give no phrase two meanings outright", () => {
    const outright = new Map<string, TermGroup>();
    for (const group of TERM_GROUPS.filter((item) => item.weight >= 4 && item.generic !== true)) {
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
