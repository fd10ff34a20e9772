import { describe, expect, it } from "vitest";
import { isKnownCategory } from "../taxonomy.ts";
import { CLASS_GROUPS } from "./lexicon.ts";
import { fitOf, SURROUNDINGS_RULES, TYPE_RULES } from "./shapes.ts";

describe("fitOf", () => {
  it("speaks against an e-mail address that is yes or no", () => {
    expect(fitOf("user.contact.email", "boolean")).toBeLessThan(-3);
  });

  it("speaks for a date of birth that is a date, and against a name that is one", () => {
    expect(fitOf("user.demographic.date_of_birth", "date")).toBeGreaterThan(0);
    expect(fitOf("user.name", "date")).toBeLessThan(-3);
  });

  it("lets health data be yes or no", () => {
    expect(fitOf("user.health_and_medical", "boolean")).toBeGreaterThan(-1);
  });

  it("takes the nearest category that has a rule", () => {
    expect(fitOf("user.name.first", "integer")).toBe(fitOf("user.name", "integer"));
    expect(fitOf("user.contact.address.country", "country")).toBeGreaterThan(fitOf("user.contact.address", "country"));
  });

  it("has a rule for everything else", () => {
    expect(fitOf("user.privacy_preferences", "uuid")).toBeLessThan(0);
    expect(fitOf("user.sensor", "duration")).toBeLessThan(-3);
  });

  it("lets no category be a number that the database gives itself", () => {
    for (const key of ["user.name", "user.health_and_medical", "user.social"])
      expect(fitOf(key, "auto")).toBeLessThan(-5);
  });
});

describe("the rules for types and surroundings", () => {
  it("speak of known categories and classes", () => {
    const classes = new Set(CLASS_GROUPS.map((group) => group.class));
    for (const rule of [...TYPE_RULES, ...SURROUNDINGS_RULES]) expect(isKnownCategory(rule.category)).toBe(true);
    for (const rule of TYPE_RULES) for (const name of Object.keys(rule.in ?? {})) expect(classes).toContain(name);
    for (const rule of SURROUNDINGS_RULES) expect(classes).toContain(rule.class);
  });
});
