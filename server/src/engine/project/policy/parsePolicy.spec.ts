import { describe, expect, it } from "vitest";
import { dedent } from "../../../../../test/support/fixture.ts";
import { EMPTY_POLICY } from "./model.ts";
import { parsePolicy } from "./parsePolicy.ts";

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
      words:
        beihilfenummer: user.government_id
        Kunden Karte: null
      entities:
        Kunde: person
        clinic/models.py::Befund: [person, health]
        Demo: { sensitive: false, reason: synthetic }
      paths:
        "katalog/**": reference
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
    expect(policy.categories.get("user.contact.email")).toMatchObject({ level: "restricted", treatment: "encrypt" });
    expect([...policy.words]).toEqual([
      ["beihilfenummer", "user.government_id"],
      ["Kunden Karte", null],
    ]);
    expect([...policy.entities]).toEqual([
      ["Kunde", { kinds: ["person"] }],
      ["clinic/models.py::Befund", { kinds: ["person", "health"] }],
      ["Demo", { sensitive: false, reason: "synthetic" }],
    ]);
    expect([...policy.paths]).toEqual([["katalog/**", { kinds: ["reference"] }]]);
    expect(policy.fields.get("Patient.nickname")).toEqual({ category: null, reason: "names of plush animals" });
    expect(policy.fields.get("clinic/models.py::Patient.note")?.category).toBe("user.health_and_medical");
  });

  it.each(["", "# nothing yet\n"])("takes an empty file as no policy", (text) => {
    const { policy, problems } = parse(text);
    expect({ policy, problems }).toEqual({ policy: EMPTY_POLICY, problems: [] });
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
    expect(problems.map(({ line }) => line)).toEqual([3, 4]);
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
      "2: `fields.Patient.nickname` needs a `reason`",
    ]);
  });

  it("says in which line something is wrong, and names what it does not know", () => {
    expect(
      messages(`
        version: 1
        categories:
          user.contact.emial: { level: restricted }
          user.name:
            level: secret
            colour: red
        fields:
          Patient.nickname: { category: user.nick, reason: because }
          Patient.note:
            category: null
            reason: because
            by: me
      `),
    ).toEqual([
      "3: there is no category `user.contact.emial`; one of your own needs a `name`",
      "5: the level of `user.name` must be one of public, internal, confidential, restricted",
      "6: `colour` is not known here; a category has a `name`, a `level` and a `treatment`",
      "8: there is no category `user.nick`",
      "12: `by` is not known here; known are category, reason",
    ]);
  });

  it.each([
    ["a word for a category that is not there", "words:\n  karte: user.card", "2: there is no category `user.card`"],
    ["a word of no letters", 'words:\n  "--": user.name', "2: `words`: `--` holds no word"],
    ["a second spelling of a word", "words:\n  karte: null\n  Karten: user.name", ""],
    ["an entity of a kind that is not known", "entities:\n  Kunde: human", "2: `entities.Kunde`: unknown kind `human`"],
    ["a field among the entities", "entities:\n  Kunde.name: person", "2: `Kunde.name` names no entity"],
    ["an app with a capital letter", "entities:\n  Crm.Kunde: person", ""],
    ["an entity of no kind", "entities:\n  Kunde: []", "2: `entities.Kunde` must be a kind such as `person`"],
    [
      "an entity that is said to be sensitive",
      "entities:\n  Kunde: { sensitive: true, reason: because }",
      "2: `entities.Kunde` needs `sensitive: false`",
    ],
    ["an entity without a reason", "entities:\n  Kunde: { sensitive: false }", "2: `entities.Kunde` needs a `reason`"],
    ["a pattern that takes back", 'paths:\n  "!demo": thing', "2: `paths`: the pattern `!demo` cannot be used"],
  ])("tells of %s", (_, source, message) => {
    const [first = "", ...more] = messages(source);
    expect(first.slice(0, message.length)).toBe(message);
    expect(more).toEqual([]);
  });

  it.each([
    ["a broken file", "rules: [unclosed"],
    ["a list", "- a\n- b"],
    ["a word", "hello"],
    ["a tab", "rules:\n\tstorage/plaintext-field: error"],
    ["wrong shapes", "version: 2\nexclude: 3\nrules: []\ncategories: x\nfields: 1\nwords: 1\nentities: []\npaths: x"],
    ["a category setting that does not exist", "categories:\n  user.name: { colour: red }"],
    ["an alias to nowhere", "exclude: *nowhere"],
  ])("never throws: %s", (_, source) => {
    const { policy, problems } = parsePolicy(source);
    expect(problems.length).toBeGreaterThan(0);
    expect(policy).toEqual({ ...EMPTY_POLICY, categories: policy.categories });
  });
});

describe("categories of the project", () => {
  it("take what they do not say from the category above, whichever stands first", () => {
    const { policy, problems } = parse(`
      categories:
        user.health_and_medical.dental.x_ray: { name: an X-ray of teeth }
        user.health_and_medical.dental: { name: a dental record, level: confidential }
        user.authorization.password.till: { name: the PIN of a till }
        user.authorization.password.kiosk: { name: the PIN of a kiosk, treatment: encrypt }
    `);
    expect(problems).toEqual([]);
    expect(policy.categories.get("user.health_and_medical.dental.x_ray")).toEqual({
      key: "user.health_and_medical.dental.x_ray",
      gloss: "an X-ray of teeth",
      example: "x_ray",
      level: "confidential",
      treatment: "encrypt",
    });
    expect(policy.categories.get("user.authorization.password.till")?.purpose).toBe("verified");
    expect(policy.categories.get("user.authorization.password.kiosk")?.purpose).toBeUndefined();
  });

  it("need a parent that is there", () => {
    expect(messages("categories:\n  user.hobby.chess: { name: a chess rating }")).toEqual([
      "2: there is no category `user.hobby` for `user.hobby.chess` to lie under",
    ]);
    expect(messages("categories:\n  chess: { name: a chess rating }")).toEqual([
      "2: there is no category `chess`; one of your own has to lie under an existing one, such as `user.chess`",
    ]);
  });
});
