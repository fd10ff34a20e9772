import { describe, expect, it } from "vitest";
import { foldPlural, splitCompound, splitName } from "./words.ts";

describe("splitName", () => {
  it.each([
    ["date_of_birth", "date of birth"],
    ["dateOfBirth", "date of birth"],
    ["DateOfBirth", "date of birth"],
    ["DATE_OF_BIRTH", "date of birth"],
    ["date-of-birth", "date of birth"],
    ["IPAddress", "ip address"],
    ["userID", "user id"],
    ["parseURLs", "parse urls"],
    ["ipv4", "ipv 4"],
    ["IPv4Address", "ipv 4 address"],
    ["addr1", "addr 1"],
    ["_national_id__data", "national id data"],
    ["S01ClinicalLeadSurname", "s 01 clinical lead surname"],
    ["numéroDeSécurité", "numero de securite"],
    ["straße", "strasse"],
    ["生年月日", "生年月日"],
    ["", ""],
    ["__", ""],
  ])("cuts %s", (name, words) => {
    expect(splitName(name).join(" ")).toBe(words);
  });

  it("keeps marks that belong to a letter of another script", () => {
    expect(splitName("でんわ")).toEqual(["でんわ"]);
  });
});

describe("foldPlural", () => {
  it.each([
    ["addresses", "address"],
    ["allergies", "allergy"],
    ["notes", "note"],
    ["children", "child"],
    ["boxes", "box"],
    ["diagnoses", "diagnosis"],
    ["movies", "movie"],
    ["ties", "tie"],
  ])("folds %s", (plural, singular) => {
    expect(foldPlural(plural)).toBe(singular);
  });

  it.each(["address", "status", "diagnosis", "sms", "gps", "news", "diabetes", "access", "cnps"])(
    "leaves %s",
    (word) => {
      expect(foldPlural(word)).toBe(word);
    },
  );
});

describe("splitCompound", () => {
  const known = new Set(["date", "of", "birth", "zip", "code", "credit", "card", "creditcard", "number"]);
  const split = (word: string): readonly string[] | null => splitCompound(word, (piece) => known.has(piece));

  it("finds the words that a name is written together from", () => {
    expect(split("dateofbirth")).toEqual(["date", "of", "birth"]);
    expect(split("zipcode")).toEqual(["zip", "code"]);
  });

  it("prefers few pieces", () => {
    expect(split("creditcardnumber")).toEqual(["creditcard", "number"]);
  });

  it("leaves a word alone that holds a known word beside unknown letters", () => {
    expect(split("zipped")).toBeNull();
    expect(split("discarded")).toBeNull();
    expect(split("rebirth")).toBeNull();
  });

  it("gives up on endless names instead of working on them", () => {
    expect(split("date".repeat(5000))).toBeNull();
  });
});
