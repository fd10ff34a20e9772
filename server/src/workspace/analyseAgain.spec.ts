import { NO_OTHER_NAMES } from "../engine/languages/otherNames.ts";
import { describe, expect, it } from "vitest";
import { readModels } from "../../../test/support/models.ts";
import { Random } from "../../../test/support/random.ts";
import { typed } from "../../../test/support/typing.ts";
import { NO_DECLARATIONS } from "../engine/project/declarations/model.ts";
import { EntityIndex } from "../engine/project/entityIndex.ts";
import { EMPTY_POLICY, type Policy } from "../engine/project/policy/model.ts";
import type { EntityLookup } from "../engine/schema/entityLookup.ts";
import { analyseAgain, type AnalysedText, type Analysing, analyseText } from "./analyse.ts";

const PATH = "clinic/models.py";

const MODELS = `from django.db import models
from people.models import Person


class Doctor(Person):
    email = models.EmailField()
    phone_number = models.CharField(max_length=20)


class Visit(models.Model):
    patient = models.ForeignKey("Patient", on_delete=models.CASCADE)
    note = models.TextField(blank=True)
    reason = models.CharField(max_length=200)


class Finding(models.Model):
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE)
    value = models.CharField(max_length=200)  # fieldguard: ignore made up
    password = models.CharField(max_length=200)

    class Meta:
        ordering = ["value"]


class Patient(Person):
    national_id = models.CharField(max_length=20)
    iban = models.CharField(max_length=34)
    api_token = models.CharField(max_length=64)


class Product(models.Model):
    title = models.CharField(max_length=200)
    price = models.DecimalField(max_digits=9, decimal_places=2)
`;

const OTHER = readModels(
  `
    class Person(models.Model):
        first_name = models.CharField(max_length=100)
        last_name = models.CharField(max_length=100)
  `,
  "people/models.py",
);

/** Where `others` are the only other files. */
class Typist {
  analysing: Analysing | null = null;
  policy: Policy = EMPTY_POLICY;
  others: EntityLookup = lookupOf(OTHER);

  type(text: string): { readonly again: AnalysedText; readonly fresh: AnalysedText } {
    const document = { path: PATH, version: 1, text };
    const { analysed, analysing } = analyseAgain(
      document,
      this.policy,
      this.others,
      NO_DECLARATIONS,
      NO_OTHER_NAMES,
      this.analysing,
    );
    this.analysing = analysing;
    return { again: analysed, fresh: analyseText(document, this.policy, this.others, NO_DECLARATIONS) };
  }
}

function lookupOf(...schemas: readonly (typeof OTHER)[]): EntityLookup {
  const index = new EntityIndex();
  for (const schema of schemas) index.replace(schema.path, schema);
  return index.lookup;
}

describe("analyseAgain", () => {
  it("keeps what a change says nothing about, in its place", () => {
    const typist = new Typist();
    const before = typist.type(MODELS).again.analysis!;
    const { again, fresh } = typist.type(MODELS.replace('"value"', '"-value"'));
    expect(again).toEqual(fresh);
    const classificationOf = (analysis: typeof before, name: string): unknown =>
      analysis.file.fields.find(({ field }) => field.name === name)?.classification;
    expect(classificationOf(again.analysis!, "email")).toBe(classificationOf(before, "email"));
    expect(classificationOf(again.analysis!, "national_id")).toBe(classificationOf(before, "national_id"));
    expect(classificationOf(again.analysis!, "password")).not.toBe(classificationOf(before, "password"));
  });

  it("decides anew what rests on a class that says something else, here or in another file", () => {
    const typist = new Typist();
    typist.type(MODELS);
    // A finding of a visit of a patient, two steps away.
    const asThing = MODELS.replace("class Patient(Person)", "class Patient(Thing)").replace("national_id", "colour");
    const { again, fresh } = typist.type(asThing);
    expect(again).toEqual(fresh);
    typist.others = lookupOf();
    const alone = typist.type(asThing);
    expect(alone.again).toEqual(alone.fresh);
  });

  it("decides everything anew under another policy", () => {
    const typist = new Typist();
    typist.type(MODELS);
    typist.policy = { ...EMPTY_POLICY, rules: new Map([["storage/plaintext-field", "off"]]) };
    const { again, fresh } = typist.type(MODELS);
    expect(again).toEqual(fresh);
    expect(again.analysis!.findings.some(({ rule }) => rule === "storage/plaintext-field")).toBe(false);
  });

  it("finds in any text what analyseText finds, whatever was typed before", () => {
    const random = new Random(3);
    for (let round = 0; round < 25; round++) {
      const typist = new Typist();
      let text = MODELS;
      for (let key = 0; key < 25; key++) {
        const { again, fresh } = typist.type(text);
        expect(again, JSON.stringify(text)).toEqual(fresh);
        text = typed(text, random);
        if (random.below(8) === 0) typist.others = lookupOf(...(random.below(2) === 0 ? [] : [OTHER]));
      }
    }
  });
});
