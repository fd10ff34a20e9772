import { describe, expect, it } from "vitest";
import { readKnowledge } from "../../../../scripts/knowledge.ts";
import { atLeast } from "./model.ts";
import { CATEGORIES, categoryOf, isKnownCategory, isWithin, parentsOf } from "./taxonomy.ts";

/** Children of each key of Fideslang 3.1.3, read from its source. */
const FIDESLANG: Readonly<Record<string, string>> = {
  "": "user system",
  system: "authentication operations",
  user:
    "account authorization behavior biometric childrens contact content criminal_history demographic device financial " +
    "government_id health_and_medical job_title location name payment privacy_preferences sensor social telemetry " +
    "unique_id user_sensor workplace",
  "user.account": "settings username",
  "user.authorization": "biometric credentials password",
  "user.behavior": "browsing_history media_consumption purchase_history search_history",
  "user.biometric": "fingerprint health retinal voice",
  "user.contact": "address email fax_number organization phone_number url",
  "user.contact.address": "city country postal_code state street",
  "user.content": "private public self_image",
  "user.demographic":
    "age_range date_of_birth gender language marital_status political_opinion profile race_ethnicity religious_belief " +
    "sexual_orientation",
  "user.device": "cookie cookie_id device_id ip_address",
  "user.financial": "bank_account credit_card",
  "user.government_id":
    "birth_certificate drivers_license_number immigration national_identification_number passport_number vehicle_registration",
  "user.health_and_medical": "genetic insurance_beneficiary_id record_id",
  "user.location": "imprecise precise",
  "user.name": "first last",
  "user.unique_id": "pseudonymous",
};

/** As it is written: `extension` says why we added a category to the published ones. */
interface Taxonomy {
  readonly categories: readonly { readonly key: string; readonly extension?: string }[];
}

const published = Object.entries(FIDESLANG).flatMap(([parent, children]) =>
  children.split(" ").map((child) => (parent === "" ? child : `${parent}.${child}`)),
);

describe("the taxonomy", () => {
  it("has exactly the 85 published keys beside the marked extensions", () => {
    const { categories } = readKnowledge(`${import.meta.dirname}/taxonomy.yml`) as Taxonomy;
    const own = categories.filter((category) => category.extension === undefined).map((category) => category.key);
    expect(own.toSorted()).toEqual(published.toSorted());
    expect(own).toHaveLength(85);
  });

  it("names each key once, after its parent", () => {
    const seen = new Set<string>();
    for (const { key } of CATEGORIES) {
      expect(seen, key).not.toContain(key);
      for (const parent of parentsOf(key)) expect(seen, key).toContain(parent);
      seen.add(key);
    }
  });

  it("opens no branch of its own but that of business secrets", () => {
    const roots = CATEGORIES.filter((category) => !category.key.includes(".")).map((category) => category.key);
    expect(roots).toEqual(["user", "system", "business"]);
  });

  it("asks for more than access control wherever data is restricted, save for digits kept to recognise a card", () => {
    const lax = CATEGORIES.filter((category) => category.level === "restricted").filter((category) =>
      ["none", "access control"].includes(category.treatment),
    );
    expect(lax.map((category) => category.key)).toEqual(["user.financial.credit_card.truncated_number"]);
  });

  it("asks for strong treatment only of what is restricted", () => {
    const strong = CATEGORIES.filter((category) => !["none", "access control"].includes(category.treatment));
    expect(strong.filter((category) => category.level !== "restricted")).toEqual([]);
  });

  it.each([
    "user.demographic.race_ethnicity",
    "user.demographic.political_opinion",
    "user.demographic.religious_belief",
    "user.demographic.philosophical_belief",
    "user.demographic.union_membership",
    "user.demographic.sexual_orientation",
    "user.health_and_medical",
    "user.health_and_medical.genetic",
    "user.biometric",
    "user.biometric.face",
  ])("restricts the special category %s", (key) => {
    expect(categoryOf(key)?.level).toBe("restricted");
  });

  it("does not make special categories of what is merely personal", () => {
    for (const key of [
      "user.demographic.gender",
      "user.demographic.date_of_birth",
      "user.demographic.nationality",
      "user.content.self_image",
      "user.content.signature",
    ]) {
      expect(categoryOf(key)?.level, key).toBe("confidential");
    }
  });

  it("restricts where somebody was exactly, what they earn, and what is known of children", () => {
    for (const key of ["user.location.precise", "user.financial.income", "user.childrens"]) {
      expect(categoryOf(key)?.level, key).toBe("restricted");
    }
  });

  it("never lets verification codes be stored", () => {
    expect(categoryOf("user.financial.credit_card.verification_code")?.treatment).toBe("do not store");
  });

  it("does not weaken a restricted category below its parents' level without being listed", () => {
    const weaker = CATEGORIES.filter((category) =>
      parentsOf(category.key).some((parent) => !atLeast(category.level, categoryOf(parent)?.level ?? "public")),
    ).map((category) => category.key);
    for (const key of weaker) expect(categoryOf(parentsOf(key)[0]!)?.level, key).not.toBe("restricted");
  });

  it("gives each category an example of its own", () => {
    expect(new Set(CATEGORIES.map(({ example }) => example)).size).toBe(CATEGORIES.length);
  });

  it("writes glosses that follow the word holds", () => {
    for (const { key, gloss } of CATEGORIES) expect(gloss, key).toMatch(/^[a-z].*[^.]$/);
  });
});

describe("keys", () => {
  it("knows published keys and extensions, and nothing else", () => {
    expect(isKnownCategory("user.contact.email")).toBe(true);
    expect(isKnownCategory("user.biometric.face")).toBe(true);
    expect(isKnownCategory("user.contact.state")).toBe(false);
    expect(categoryOf("")).toBeUndefined();
  });

  it("lists parents from the nearest", () => {
    expect(parentsOf("user.contact.address.city")).toEqual(["user.contact.address", "user.contact", "user"]);
    expect(parentsOf("user")).toEqual([]);
  });

  it("compares whole parts", () => {
    expect(isWithin("user.name.first", "user.name")).toBe(true);
    expect(isWithin("user.name", "user.name")).toBe(true);
    expect(isWithin("user.name_tag", "user.name")).toBe(false);
  });
});
