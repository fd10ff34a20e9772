import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../test/support/fixture.ts";
import { NO_OTHER_FILES } from "../schema/entityLookup.ts";
import { inheritanceWith } from "./inheritedFields.ts";
import { readDjango } from "../languages/django/read.ts";
import { parsePolicy } from "./policy/parsePolicy.ts";
import { unusedEntries } from "./unusedEntries.ts";

const PROJECT = parseFixture(`
  //- shop/models.py
  class Customer(models.Model):
      kunden_karte_alt = models.CharField(max_length=20)
      owner = models.ForeignKey(Mitarbeiter, on_delete=models.CASCADE)
      x = models.CharField("Beihilfenummer", max_length=20)
      mitarbeiter = models.ForeignKey(User, on_delete=models.CASCADE)
  //- demo/data.py
  DATA = 1
`);

/** Without models of packages. */
const ALONE = { inheritance: inheritanceWith(NO_OTHER_FILES), installed: () => [] };

function unusedIn(policy: string): readonly string[] {
  const parsed = parsePolicy(policy);
  expect(parsed.problems).toEqual([]);
  const paths = [...PROJECT.files.keys()];
  const schemas = [...PROJECT.files].map(([path, text]) => readDjango(path, `from django.db import models\n${text}`));
  const entries = unusedEntries(parsed.policy, { ...ALONE, schemas, paths, ruleIds: ["storage/plaintext-field"] });
  return entries.map(({ section, key, message }) => {
    expect(message).toContain(`\`${section}.${key}\``);
    return `${parsed.lineOf(section, key)} ${section} ${key}`;
  });
}

describe("unusedEntries", () => {
  it("finds nothing in a policy that is about the project", () => {
    expect(
      unusedIn(`
exclude: [nowhere]
rules: { storage/plaintext-field: error }
words: { kundenkarte: user.name, Karte: null, beihilfe nummer: user.name }
entities: { Customer: person, shop.Customer: person, "shop/models.py::Customer": person }
paths:
  demo: { sensitive: false, reason: r }
  "*.py": person
  "shop/**": person
fields:
  Customer.x: { category: null, reason: r }
  Customer.owner: { category: null, reason: r }
  shop/models.py::Customer.x: { category: null, reason: r }
  shop.Customer.x: { category: null, reason: r }
`),
    ).toEqual([]);
  });

  it("says which of two entries for the same word counts, and that no word is about a relation", () => {
    const { policy } = parsePolicy(
      "words:\n  Kunden Karte: user.name\n  kundenkarte: null\n  mitarbeiter: user.name\n",
    );
    const schemas = [...PROJECT.files].map(([path, text]) => readDjango(path, `from django.db import models\n${text}`));
    expect(unusedEntries(policy, { ...ALONE, schemas, paths: [], ruleIds: [] }).map(({ message }) => message)).toEqual([
      "`words.Kunden Karte` concerns nothing: `kundenkarte` is the same word, and the last entry counts",
      "`words.mitarbeiter` concerns nothing: no field of the project, relations aside, has this word in its name or label",
    ]);
  });

  it("finds what is misspelt or gone, with its line", () => {
    expect(
      unusedIn(`rules:
  storage/plain: off
words:
  arte: user.name
  mitarbeiter: user.name
entities:
  customer: person
  demo/models.py::Customer: person
paths:
  demos/**: person
fields: &some
  Customer.y: { category: null, reason: r }
  demo/models.py::Customer.x: { category: null, reason: r }
  Customer: { category: null, reason: r }
`),
    ).toEqual([
      "2 rules storage/plain",
      "4 words arte",
      "5 words mitarbeiter",
      "7 entities customer",
      "8 entities demo/models.py::Customer",
      "10 paths demos/**",
      "12 fields Customer.y",
      "13 fields demo/models.py::Customer.x",
      "14 fields Customer",
    ]);
  });
});
