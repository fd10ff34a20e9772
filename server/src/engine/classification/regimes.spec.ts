import { describe, expect, it } from "vitest";
import { REGIME_IDS, type RegimeId } from "./regimeIds.ts";
import { clausesFor, REGIMES } from "./regimes.ts";
import { CATEGORIES, isKnownCategory, isWithin } from "./taxonomy.ts";

function clauses(category: string, ...chosen: readonly RegimeId[]): readonly string[] {
  return clausesFor(category, chosen).map(({ clause }) => clause);
}

/** Every category that the clause is about. */
function subjects(regime: RegimeId, clause: string): readonly string[] {
  return CATEGORIES.map(({ key }) => key).filter((key) => clauses(key, regime).includes(clause));
}

describe("the regimes", () => {
  it("are those that a project may choose", () => {
    expect(REGIMES.map(({ id }) => id)).toEqual(REGIME_IDS);
  });

  it("name each clause once", () => {
    const all = REGIMES.flatMap(({ name, clauses: own }) => own.map(({ clause }) => `${name} ${clause}`));
    expect(new Set(all).size).toBe(all.length);
  });

  it("speak of known categories, and except only what they would be about", () => {
    for (const { clause, about, except = [] } of REGIMES.flatMap((regime) => regime.clauses)) {
      for (const key of [...about, ...except]) expect(isKnownCategory(key), `${clause}: ${key}`).toBe(true);
      for (const key of except) expect(about.some((above) => isWithin(key, above) && key !== above)).toBe(true);
    }
  });
});

describe("clauses relevant to a category", () => {
  it.each<[string, RegimeId, readonly string[]]>([
    ["user.contact.email", "gdpr", ["GDPR Art. 4(1)"]],
    ["user.health_and_medical.record_id", "gdpr", ["GDPR Art. 4(1)", "GDPR Art. 9(1)", "GDPR Art. 32(1)(a)"]],
    ["user.childrens", "gdpr", ["GDPR Art. 4(1)", "GDPR Art. 8", "GDPR Art. 32(1)(a)"]],
    ["user.criminal_history", "gdpr", ["GDPR Art. 4(1)", "GDPR Art. 10", "GDPR Art. 32(1)(a)"]],
    [
      "user.government_id.national_identification_number",
      "gdpr",
      ["GDPR Art. 4(1)", "GDPR Art. 32(1)(a)", "GDPR Art. 87"],
    ],
    ["user.financial.credit_card", "pci-dss", ["PCI DSS 3.2.1", "PCI DSS 3.4.1", "PCI DSS 3.5.1"]],
    ["user.financial.credit_card.verification_code", "pci-dss", ["PCI DSS 3.2.1", "PCI DSS 3.3.1.2"]],
    ["user.financial.credit_card.track_data", "pci-dss", ["PCI DSS 3.2.1", "PCI DSS 3.3.1.1"]],
    ["user.financial.credit_card.pin_block", "pci-dss", ["PCI DSS 3.2.1", "PCI DSS 3.3.1.3"]],
    ["user.financial.credit_card.expiry", "pci-dss", ["PCI DSS 3.2.1"]],
    ["user.health_and_medical.record_id", "hipaa", ["HIPAA 164.514(b)(2)(i)(H)"]],
    ["user.contact.address.city", "hipaa", ["HIPAA 164.514(b)(2)(i)(B)"]],
    ["user.contact.address.state", "hipaa", []],
    ["user.biometric.health", "hipaa", []],
  ])("%s in %s", (category, regime, expected) => {
    expect(clauses(category, regime)).toEqual(expected);
  });

  it("are none unless a regime is chosen", () => {
    expect(CATEGORIES.flatMap(({ key }) => clausesFor(key, []))).toEqual([]);
  });

  it("come in the order of the regimes, whatever order they are chosen in", () => {
    const regimes = clausesFor("user.financial.credit_card", ["hipaa", "pci-dss", "gdpr"]).map(({ regime }) => regime);
    expect([...new Set(regimes)]).toEqual(["gdpr", "pci-dss", "hipaa"]);
  });

  it("name PCI DSS for card data alone", () => {
    const cards = CATEGORIES.map(({ key }) => key).filter((key) => clauses(key, "pci-dss").length > 0);
    expect(cards.filter((key) => !isWithin(key, "user.financial.credit_card"))).toEqual([]);
    expect(cards).toHaveLength(6);
  });

  it("know the special categories of the GDPR from what is merely personal", () => {
    expect(subjects("gdpr", "GDPR Art. 9(1)").toSorted()).toEqual([
      "user.authorization.biometric",
      "user.biometric",
      "user.biometric.face",
      "user.biometric.fingerprint",
      "user.biometric.health",
      "user.biometric.retinal",
      "user.biometric.voice",
      "user.demographic.philosophical_belief",
      "user.demographic.political_opinion",
      "user.demographic.race_ethnicity",
      "user.demographic.religious_belief",
      "user.demographic.sexual_orientation",
      "user.demographic.union_membership",
      "user.health_and_medical",
      "user.health_and_medical.genetic",
      "user.health_and_medical.insurance_beneficiary_id",
      "user.health_and_medical.record_id",
    ]);
  });

  it("say of secrets of the system, and of business, nothing about persons", () => {
    const impersonal = CATEGORIES.map(({ key }) => key).filter((key) => !isWithin(key, "user"));
    expect(impersonal.flatMap((key) => clauses(key, ...REGIME_IDS))).toEqual([]);
  });
});
