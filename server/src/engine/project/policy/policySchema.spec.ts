import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { dedent } from "../../../../../test/support/fixture.ts";
import { parsePolicy } from "./parsePolicy.ts";

const SCHEMA = join(import.meta.dirname, "../../../../../schemas/policy.schema.json");
const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(SCHEMA, "utf8")) as object);

/** What an editor with the schema says, and what we say ourselves. */
function verdicts(source: string): { readonly schema: boolean; readonly reader: boolean } {
  const text = dedent(source);
  return { schema: validate(parse(text)), reader: parsePolicy(text).problems.length === 0 };
}

describe("the policy's JSON schema accepts what the reader accepts", () => {
  it.each([
    ["nothing", ""],
    [
      "empty sections",
      "version: 1\nexclude:\nlimits:\nregimes:\nrules:\ncategories:\nwords:\nentities:\npaths:\nfields:",
    ],
    [
      "everything",
      `
      version: 1
      exclude: ["legacy/**"]
      limits: { files: 100000, megabytes: 5 }
      regimes: [gdpr, pci-dss, hipaa]
      rules:
        storage/plaintext-field: error
        storage/forbidden-field: off
        family/of-the-future: hint
      categories:
        user.contact.email: { treatment: encrypt, level: restricted }
        user.name:
        user.health_and_medical.dental: { name: a dental record, treatment: encrypt }
        user.health_and_medical.dental.x_ray: { name: an X-ray of teeth }
      words:
        beihilfenummer: user.government_id
        Zahn Akte: user.health_and_medical.dental
        kunden_karte: null
        3d: false
      entities:
        Kunde: person
        clinic/models.py::Befund: [person, health]
        Demo: { sensitive: false, reason: synthetic }
      paths:
        "katalog/**": reference
        demo: { sensitive: false, reason: synthetic }
      fields:
        Patient.nickname: { category: null, reason: names of plush animals }
        shop/models.py::Order.code: { category: user.contact.email, reason: it is one }
        Visit.picture: { category: user.health_and_medical.dental.x_ray, reason: taken by dentists }
      `,
    ],
  ])("%s", (_, source) => {
    expect(verdicts(source)).toEqual({ schema: true, reader: true });
  });

  it.each([
    ["a list", "- version"],
    ["another version", "version: 2"],
    ["an unknown key", "rule: {}"],
    ["a pattern that is no text", "exclude: [1]"],
    ["a limit that is none", "limits: { lines: 5 }"],
    ["a limit of nothing", "limits: { files: 0 }"],
    ["a limit that is no whole number", "limits: { megabytes: 1.5 }"],
    ["a limit beyond reason", "limits: { megabytes: 1000 }"],
    ["a regime that is none", "regimes: [ccpa]"],
    ["a regime that is no list", "regimes: gdpr"],
    ["a severity that is none", "rules: { storage/plaintext-field: fatal }"],
    ["a level that is none", "categories: { user.name: { level: secret } }"],
    ["a treatment that is none", "categories: { user.name: { treatment: hide } }"],
    ["a category that is nowhere", "categories: { company.secret: { name: a secret } }"],
    ["a category of one's own without a name", "categories: { user.health_and_medical.dental: { level: restricted } }"],
    ["a new name for a known category", "categories: { user.name: { name: a nickname } }"],
    ["a category in capitals", "categories: { user.name.Nick: { name: a nickname } }"],
    ["an unknown setting of a category", "categories: { user.name: { colour: red } }"],
    ["a word that stands for no category", "words: { karte: card }"],
    ["a word without letters", "words: { --: null }"],
    ["a list of words", "words: [karte]"],
    ["an entity of an unknown kind", "entities: { Kunde: human }"],
    ["an entity of no kind", "entities: { Kunde: [] }"],
    ["an entity with nothing said of it", "entities: { Kunde: }"],
    ["an entity that is sensitive", "entities: { Kunde: { sensitive: true, reason: because } }"],
    ["an entity without a reason", "entities: { Kunde: { sensitive: false } }"],
    ["a field among the entities", "entities: { Kunde.name: person }"],
    ["a pattern that takes back", "paths: { '!demo': thing }"],
    ["an unknown part of a decision", "fields: { A.b: { category: null, reason: because, by: me } }"],
    ["a category without its branch", "fields: { A.b: { category: email, reason: because } }"],
    ["a decision without a category", "fields: { A.b: { reason: because } }"],
    ["a decision without a reason", "fields: { A.b: { category: null } }"],
    ["a decision with an empty reason", 'fields: { A.b: { category: null, reason: " " } }'],
  ])("and refuses what it refuses: %s", (_, source) => {
    expect(verdicts(source)).toEqual({ schema: false, reader: false });
  });

  it("and leaves it to the reader which categories the project has of its own", () => {
    expect(verdicts("fields: { A.b: { category: user.no.such, reason: because } }")).toEqual({
      schema: true,
      reader: false,
    });
  });
});
