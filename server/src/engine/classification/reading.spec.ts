import { describe, expect, it } from "vitest";
import { wordsOf } from "./lexicon/lexicon.ts";
import type { Mention } from "./reading.ts";
import { mentionsIn, modifierOf, modifiersIn, turnsAround, turnsFor, turnsOfAll, unknownBefore } from "./reading.ts";

function firstMention(name: string): { words: readonly string[]; mention: Mention } {
  const words = wordsOf(name);
  return { words, mention: mentionsIn(words)[0]! };
}

function lastMention(name: string): { words: readonly string[]; mention: Mention; mentions: readonly Mention[] } {
  const words = wordsOf(name);
  const mentions = mentionsIn(words);
  return { words, mentions, mention: mentions.at(-1)! };
}

/** What the words around the first mention of the category add up to. */
function turnSum(name: string, category: string): number {
  const words = wordsOf(name);
  const mentions = mentionsIn(words);
  const mention = mentions.find((item) => item.terms.some((term) => term.category === category));
  return turnsAround(words, mention!, mentions, category).reduce((sum, turn) => sum + turn.weight, 0);
}

describe("mentionsIn", () => {
  const phrases = (name: string): string[] => {
    const words = wordsOf(name);
    return mentionsIn(words).map((mention) => words.slice(mention.start, mention.end).join(" "));
  };

  it("finds the longest phrase", () => {
    expect(phrases("bank_account_number")).toEqual(["bank account number"]);
  });

  it("finds several", () => {
    expect(phrases("diagnosis_and_salary")).toEqual(["diagnosis", "salary"]);
  });

  it("finds none in words that only look alike", () => {
    expect(phrases("shipment_classifier")).toEqual([]);
  });

  it("takes a preposition for data at the start alone", () => {
    expect(phrases("to")).toEqual(["to"]);
    expect(phrases("sorted_to")).toEqual([]);
  });
});

describe("turnsAround", () => {
  it("leaves a bare name as it is", () => {
    expect(turnSum("email", "user.contact.email")).toBe(0);
  });

  it("does not mind what follows an “or”", () => {
    expect(turnSum("job_title_or_provider_type", "user.job_title")).toBe(0);
  });

  it.each(["email_address_value", "email_raw", "email_2", "email_primary"])("leaves %s as it is", (name) => {
    expect(turnSum(name, "user.contact.email")).toBe(0);
  });

  it.each([
    "email_template",
    "email_verified",
    "email_sent_at",
    "email_count",
    "email_enabled",
    "email_format",
    "email_uuid",
    "number_of_emails",
    "show_email",
    "default_email",
  ])("turns %s into something else", (name) => {
    expect(turnSum(name, "user.contact.email")).toBeLessThanOrEqual(-2);
  });

  it("keeps dates and statuses of a disease", () => {
    expect(turnSum("diagnosis_date", "user.health_and_medical")).toBeGreaterThan(-0.5);
    expect(turnSum("smoking_status", "user.health_and_medical")).toBeGreaterThan(-1.5);
  });

  it("keeps the hash of a password a password, but not the hash of a name", () => {
    expect(turnSum("password_hash", "user.authorization.password")).toBe(0);
    expect(turnSum("surname_hash", "user.name.last")).toBeLessThan(-2);
  });

  it("lets the later data word decide", () => {
    expect(turnSum("email_diagnosis", "user.contact.email")).toBeLessThan(-2);
  });

  it("does not let what only describes decide", () => {
    const { words, mention, mentions } = lastMention("message_to_user");
    const weights = turnsAround(words, mention, mentions, "user.account.username").map((turn) => turn.weight);
    expect(Math.min(...weights)).toBeLessThan(-2);
  });

  it("takes next of kin for one phrase, whose preposition decides nothing", () => {
    const { words, mention, mentions } = lastMention("next_of_kin_phone");
    expect(turnsAround(words, mention, mentions, "user.contact.phone_number")).toEqual([]);
  });
});

describe("turnsFor", () => {
  it("knows what can be no switch", () => {
    const turns = turnsOfAll(wordsOf("show_this"), "user.contact.email");
    expect(turnsFor("boolean", turns).map((turn) => turn.words)).toEqual(["show"]);
    expect(turnsFor("email", turns)).toEqual([]);
  });
});

describe("turnsOfAll", () => {
  it("sees order and question in a name without data words", () => {
    expect(turnsOfAll(wordsOf("show_this"), "user.contact.email").map((turn) => turn.words)).toEqual(["show"]);
    expect(turnsOfAll(wordsOf("thing_count"), "user.contact.email").map((turn) => turn.words)).toEqual(["count"]);
    expect(turnsOfAll(wordsOf("thing"), "user.contact.email")).toEqual([]);
  });
});

describe("modifierOf", () => {
  const of = (name: string): string | undefined => {
    const { words, mention } = name.includes("_of_") ? firstMention(name) : lastMention(name);
    return modifierOf(words, mention)?.words;
  };

  it("finds whose it is", () => {
    expect(of("customer_city")).toBe("customer");
    expect(of("city_of_customer")).toBe("customer");
    expect(of("city")).toBeUndefined();
  });

  it("prefers the nearest", () => {
    expect(of("customer_company_phone")).toBe("company");
  });
});

describe("unknownBefore", () => {
  const before = (name: string): string | null => {
    const { words, mention } = lastMention(name);
    return unknownBefore(words, mention);
  };

  it("names the thing that a common word belongs to", () => {
    expect(before("frobnicator_name")).toBe("frobnicator");
    expect(before("frobnicator_2_name")).toBe("frobnicator");
  });

  it("passes over adjectives and known words", () => {
    expect(before("new_name")).toBeNull();
    expect(before("student_name")).toBeNull();
    expect(before("name")).toBeNull();
  });
});

describe("modifiersIn", () => {
  it("stays within its bounds", () => {
    const words = wordsOf("patient_customer_student");
    expect(modifiersIn(words, 1, 2).map((modifier) => modifier.words)).toEqual(["customer"]);
  });
});
