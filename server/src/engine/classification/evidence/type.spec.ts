import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../../test/support/models.ts";
import type { Surroundings } from "../surroundings.ts";
import { evidenceOf } from "./candidate.ts";
import { encryptionSays, typeSays } from "./type.ts";

const NOWHERE: Surroundings = [];

function fieldFrom(declaration: string): ReturnType<typeof declared>["field"] {
  return declared(readModels(`class Thing(models.Model):\n    ${declaration}`), "Thing").field;
}

describe("typeSays", () => {
  it.each([
    ["x = models.EmailField()", "user.contact.email"],
    ["x = models.GenericIPAddressField()", "user.device.ip_address"],
  ])("knows what %s holds", (declaration, category) => {
    const candidates = typeSays(fieldFrom(declaration), NOWHERE);
    expect(candidates.map((candidate) => candidate.category)).toEqual([category]);
    expect(candidates[0]!.score).toBeGreaterThan(2);
  });

  it("says so in words", () => {
    expect(evidenceOf(typeSays(fieldFrom("x = models.EmailField()"), NOWHERE)[0]!)[0]?.detail).toBe(
      "an EmailField holds an e-mail address",
    );
  });

  it("lets the name turn it: an e-mail field that is a default of the system", () => {
    const plain = typeSays(fieldFrom("x = models.EmailField()"), NOWHERE)[0]!.score;
    const fallback = typeSays(fieldFrom("default_x = models.EmailField()"), NOWHERE)[0]!.score;
    expect(fallback).toBeLessThan(plain);
  });

  it("reads field classes that are named after what they hold", () => {
    const candidates = typeSays(fieldFrom("x = USSocialSecurityNumberField()"), NOWHERE);
    expect(candidates[0]?.category).toBe("user.government_id.national_identification_number");
  });

  it("is silent about plain types", () => {
    expect(typeSays(fieldFrom("x = models.CharField(max_length=5)"), NOWHERE)).toEqual([]);
  });
});

describe("encryptionSays", () => {
  it("takes encryption for a sign of something worth it", () => {
    expect(encryptionSays(fieldFrom("x = EncryptedCharField(max_length=5)"))[0]?.detail).toBe(
      "`EncryptedCharField` encrypts it: somebody found it worth protecting",
    );
    expect(encryptionSays(fieldFrom("x = encrypt(models.CharField(max_length=5))"))).toHaveLength(1);
    expect(encryptionSays(fieldFrom("x = models.CharField(max_length=5)"))).toEqual([]);
  });
});
