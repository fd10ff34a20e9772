import { describe, expect, it } from "vitest";
import { dedent } from "../../../../test/support/fixture.ts";
import { EMPTY_POLICY, parsePolicy } from "./policy.ts";

const parse = (source: string) => parsePolicy(dedent(source));
const messages = (source: string) => parse(source).problems.map(({ line, message }) => `${line}: ${message}`);

describe("parsePolicy", () => {
  it("reads every key", () => {
    const { policy, problems } = parse(`
      version: 1
      exclude: ["legacy/**"]
      regimes: [hipaa, gdpr]
      rules:
        storage/plaintext-field: error
        storage/forbidden-field: off
      categories:
        user.contact.email: { level: restricted, treatment: encrypt }
      fields:
        Patient.nickname: { category: null, reason: names of plush animals }
        clinic/models.py::Patient.note: { category: user.health_and_medical, reason: written by doctors }
    `);
    expect(problems).toEqual([]);
    expect(policy.exclude).toEqual(["legacy/**"]);
    expect(policy.regimes).toEqual(["gdpr", "hipaa"]);
    expect([...policy.rules]).toEqual([
      ["storage/plaintext-field", "error"],
      ["storage/forbidden-field", "off"],
    ]);
    expect(policy.categories.get("user.contact.email")).toEqual({ level: "restricted", treatment: "encrypt" });
    expect(policy.fields.get("Patient.nickname")).toEqual({ category: null, reason: "names of plush animals" });
    expect(policy.fields.get("clinic/models.py::Patient.note")?.category).toBe("user.health_and_medical");
  });

  it("takes an empty file as no policy", () => {
    expect(parse("")).toEqual({ policy: EMPTY_POLICY, problems: [] });
    expect(parse("# nothing yet\n")).toEqual({ policy: EMPTY_POLICY, problems: [] });
  });

  it("keeps what is right beside what is wrong, and says where", () => {
    const { policy, problems } = parse(`
      version: 1
      rules:
        storage/plaintext-field: loud
      colour: blue
      exclude: ["a/**"]
    `);
    expect(policy.exclude).toEqual(["a/**"]);
    expect(policy.rules.size).toBe(0);
    expect(problems.map(({ line }) => line)).toEqual([2, 4]);
  });

  it("keeps the regimes that it knows beside one that it does not", () => {
    const { policy } = parse("version: 1\nregimes: [gdpr, ccpa]");
    expect(policy.regimes).toEqual(["gdpr"]);
    expect(messages("version: 1\nregimes: [gdpr, ccpa]")).toEqual([
      "2: unknown regime `ccpa`; known are gdpr, pci-dss, hipaa",
    ]);
    expect(messages("regimes: gdpr")).toEqual(["1: `regimes` must be a list of some of gdpr, pci-dss, hipaa"]);
  });

  it("asks for a reason where something is decided for ever", () => {
    expect(messages("fields:\n  Patient.nickname: { category: null }")).toEqual([
      "1: `fields.Patient.nickname` needs a `reason`",
    ]);
  });

  it.each([
    ["a broken file", "rules: [unclosed"],
    ["a list", "- a\n- b"],
    ["a word", "hello"],
    ["a tab", "rules:\n\tstorage/plaintext-field: error"],
    ["wrong shapes", "version: 2\nexclude: 3\nrules: []\ncategories: x\nfields: 1"],
    ["a category setting that does not exist", "categories:\n  user.name: { colour: red }"],
    ["an alias to nowhere", "exclude: *nowhere"],
  ])("never throws: %s", (_, source) => {
    const { policy, problems } = parsePolicy(source);
    expect(problems.length).toBeGreaterThan(0);
    expect(policy).toEqual({ ...EMPTY_POLICY, categories: policy.categories });
  });
});
