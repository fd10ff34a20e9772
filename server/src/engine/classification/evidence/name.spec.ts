import { describe, expect, it } from "vitest";
import { phraseOf } from "../phrase.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Candidate } from "./candidate.ts";
import { evidenceOf } from "./candidate.ts";
import { nameSays } from "./name.ts";

const NOWHERE: Surroundings = [];

function within(name: string, strength = 1): Surroundings {
  return [{ class: name, strength, kind: "entity", origin: "name", detail: `it is a ${name}` }];
}

function best(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.toSorted((a, b) => b.score - a.score)[0];
}

describe("nameSays", () => {
  it("says nothing of words it does not know", () => {
    expect(nameSays(phraseOf("frobnicator"), "string", NOWHERE)).toEqual([]);
  });

  it("quotes the words it found", () => {
    const candidate = best(nameSays(phraseOf("national_id"), "string", NOWHERE));
    expect(candidate?.category).toBe("user.government_id.national_identification_number");
    expect(evidenceOf(candidate!)[0]).toMatchObject({ kind: "name", detail: "the name says “national id”" });
  });

  it("does not make a reason against of a word that needs more than itself to count", () => {
    const details = nameSays(phraseOf("number"), "string", NOWHERE).map(
      (candidate) => evidenceOf(candidate)[0]?.detail,
    );
    expect(new Set(details)).toEqual(new Set(["“number” in the name alone mostly means nothing sensitive"]));
  });

  it("lets surroundings decide what a common word is", () => {
    const score = (surroundings: Surroundings): number =>
      best(nameSays(phraseOf("name"), "string", surroundings))!.score;
    expect(score(within("person"))).toBeGreaterThan(score(NOWHERE) + 3);
    expect(score(within("thing"))).toBeLessThan(score(NOWHERE) - 2);
  });

  it("lets the name correct the surroundings", () => {
    const score = (name: string, surroundings: Surroundings): number =>
      best(nameSays(phraseOf(name), "string", surroundings))!.score;
    expect(score("customer_name", within("thing"))).toBeGreaterThan(3);
    expect(score("product_name", within("person"))).toBeLessThan(0);
    expect(score("frobnicator_name", within("person"))).toBeLessThan(0);
  });

  it("calls a note about a patient health data", () => {
    expect(best(nameSays(phraseOf("notes"), "text", within("health")))?.category).toBe("user.health_and_medical");
    expect(best(nameSays(phraseOf("notes"), "text", within("person")))?.category).toBe("user.content.private");
  });

  it("says that a type hardly holds what the name says", () => {
    const evidence = evidenceOf(best(nameSays(phraseOf("email"), "boolean", NOWHERE))!);
    expect(evidence.find((item) => item.kind === "type")?.weight).toBeLessThan(-4);
  });

  it("tells a secret of a service from one of a person", () => {
    expect(best(nameSays(phraseOf("password"), "string", within("person")))?.category).toBe(
      "user.authorization.password",
    );
    expect(best(nameSays(phraseOf("password"), "string", within("integration")))?.category).toBe(
      "system.authentication.secret",
    );
  });
});
