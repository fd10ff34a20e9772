import { expect, it } from "vitest";
import { readOwnWords } from "./ownWords.ts";

const WORDS = new Map<string, string | null>([
  ["beihilfenummer", "user.government_id"],
  ["Kunden-Karte", null],
  ["karte", "user.financial.credit_card"],
  ["diagnosis", null],
]);

const read = (text: string) => readOwnWords(text, "string", WORDS);

it.each([
  ["beihilfenummer", "beihilfenummer"],
  ["beihilfe_nummer", "beihilfenummer"],
  ["BeihilfeNummer", "beihilfenummer"],
  ["alte_beihilfenummer", "beihilfenummer"],
  ["beihilfenummer_2", "beihilfenummer"],
  ["beihilfenummer_neu", "beihilfenummer"],
  ["Beihilfenummer des Amtes", "beihilfenummer"],
  ["kundenkarte", "Kunden-Karte"],
  ["kunden_karte", "Kunden-Karte"],
])("finds the project's own word in %s", (text, word) => {
  expect(read(text).last).toMatchObject({ word, decides: true });
});

it.each(["beihilfenummern", "kundenkartei", "nummer", "", "beihilfe"])("finds none in %s", (text) => {
  expect(read(text)).toEqual({ last: null, rest: text });
});

it.each([
  "beihilfenummer_template",
  "has_beihilfenummer",
  "beihilfenummer_checked_at",
  "template_for_beihilfenummer",
  "kundenkarte_email",
])("leaves the decision to the rest where the name speaks of something else: %s", (text) => {
  expect(read(text).last?.decides).toBe(false);
});

it("leaves it to the rest, too, where a value of that type can hardly be it", () => {
  expect(readOwnWords("beihilfenummer", "boolean", WORDS).last?.decides).toBe(false);
  expect(readOwnWords("beihilfenummer_geprueft_am", "datetime", WORDS).last?.decides).toBe(false);
  expect(readOwnWords("kundenkarte", "boolean", WORDS).last?.decides).toBe(true);
});

it("takes its words out of what the word lists are asked for", () => {
  expect(read("kundenkarte_email").rest).toBe("email");
  expect(read("diagnosis_result_code").rest).toBe("result_code");
  expect(read("kundenkarte").rest).toBe("");
});

it("takes the longest word, and the last one decides", () => {
  expect(read("kunden_karte").last?.word).toBe("Kunden-Karte");
  expect(read("kundenkarte_beihilfenummer").last?.word).toBe("beihilfenummer");
});
