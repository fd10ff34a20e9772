import { describe, expect, it } from "vitest";
import { classifiedFile } from "../../../../test/support/findings.ts";
import { dedent } from "../../../../test/support/fixture.ts";
import { readModels } from "../../../../test/support/models.ts";
import { checkFile } from "../rules/check.ts";
import { classifyFile } from "./classifyFile.ts";
import { isDecidedByDirective } from "./decisions.ts";
import type { ClassifiedField } from "./model.ts";
import { parsePolicy } from "./policy/parsePolicy.ts";

const MODELS = `
from django.db import models

class Patient(models.Model):
    # fieldguard: category=user.health_and_medical.dental taken by dentists
    x_ray = models.TextField()
    email = models.EmailField()
    # fieldguard: level=internal
    phone = models.CharField(max_length=20)
    chair = models.CharField(max_length=20)
`;

function classified(field: string, policy: string): ClassifiedField {
  const { policy: read, problems } = parsePolicy(dedent(policy));
  expect(problems).toEqual([]);
  return classifiedFile("clinic/models.py", MODELS, read).fields.find((item) => item.field.name === field)!;
}

const DENTAL = `
  regimes: [gdpr]
  categories:
    user.health_and_medical.dental: { name: a dental record, level: confidential, treatment: tokenize }
  fields:
    Patient.chair: { category: user.health_and_medical.dental, reason: which chair tells the treatment }
`;

it("knows the project's own categories, with the clauses of those above", () => {
  const { classification, category, clauses, lacksTreatment } = classified("chair", DENTAL);
  expect(classification).toMatchObject({
    category: "user.health_and_medical.dental",
    level: "confidential",
    treatment: "tokenize",
    verdict: "sensitive",
    decidedBy: "policy",
  });
  expect(category?.gloss).toBe("a dental record");
  expect(lacksTreatment).toBe(true);
  expect(clauses.map(({ clause }) => clause)).toContain("GDPR Art. 9(1)");
});

it("takes them in a directive, too", () => {
  expect(classified("x_ray", DENTAL)).toMatchObject({
    classification: { verdict: "sensitive", decidedBy: "directive" },
    category: { gloss: "a dental record" },
  });
});

it("tells whether a directive holds, or another decision", () => {
  const decided = (directives: string, wanted: string | null, policy = ""): boolean => {
    const text = `from django.db import models\n\nclass A(models.Model):\n${directives}    x = models.TextField()\n`;
    const [subject] = classifiedFile("a/models.py", text, parsePolicy(policy).policy).fields;
    return isDecidedByDirective(subject!.classification, wanted);
  };
  const [no, name] = ["    # fieldguard: ignore made up\n", "    # fieldguard: category=user.name\n"];
  expect([decided(no, null), decided(name, "user.name"), decided(no + name, "user.name")]).toEqual([true, true, true]);
  expect([decided(no + name, null), decided(name + no, "user.name"), decided(name, "user")]).toEqual([
    false,
    false,
    false,
  ]);
  expect(decided("", null, "fields: { A.x: { category: null, reason: made up } }")).toBe(false);
});

it("lets the policy set level and treatment of a category, and a directive the level of one field", () => {
  const policy = "categories: { user.contact: {}, user.contact.email: { level: restricted, treatment: encrypt } }";
  expect(classified("email", policy).classification).toMatchObject({ level: "restricted", treatment: "encrypt" });
  const phones = "categories: { user.contact.phone_number: { level: restricted } }";
  expect(classified("phone", phones).classification).toMatchObject({
    category: "user.contact.phone_number",
    level: "internal",
  });
});

it("follows a decision against strong evidence, and says what that speaks for", () => {
  const { classification } = classified(
    "email",
    "fields: { Patient.email: { category: null, reason: that of the clinic } }",
  );
  expect(classification).toMatchObject({ verdict: "clear", category: null, confidence: 0, decidedBy: "policy" });
  expect(classification.evidence.slice(0, 2).map(({ detail }) => detail)).toEqual([
    "a person decided so: that of the clinic",
    "against that, the other evidence speaks for an e-mail address",
  ]);
});

it("says nothing of a contradiction where decision and evidence mean the same kind of data", () => {
  const { classification } = classified(
    "email",
    "fields: { Patient.email: { category: user.contact, reason: or a phone number } }",
  );
  expect(classification.category).toBe("user.contact");
  expect(classification.evidence.map(({ detail }) => detail).join()).not.toContain("against that");
});

/** One field of a class, given the policy. */
function fieldIn(
  declaration: string,
  policy: string,
  { path = "shop/models.py", entity = "Kunde" } = {},
): ClassifiedField {
  const { policy: read, problems } = parsePolicy(dedent(policy));
  expect(problems).toEqual([]);
  const text = `from django.db import models\n\nclass ${entity}(models.Model):\n    ${declaration}\n`;
  return classifiedFile(path, text, read).fields.at(-1)!;
}

const details = ({ classification }: ClassifiedField): readonly string[] =>
  classification.evidence.map(({ detail }) => detail);

describe("words of the policy", () => {
  const WORDS = "words: { beihilfenummer: user.government_id, diagnosis: null, kundenkarte: null }";
  const char = (name: string, label = ""): string => `${name} = models.CharField(${label}max_length=40)`;

  it("say what a field holds, and why", () => {
    const found = fieldIn(char("alte_beihilfenummer"), WORDS);
    expect(found.classification).toMatchObject({
      verdict: "sensitive",
      category: "user.government_id",
      decidedBy: "policy",
    });
    expect(details(found)[0]).toBe(`the policy says that “beihilfenummer” in the name is ${found.category!.gloss}`);
  });

  it("count in a label", () => {
    const found = fieldIn(char("nr", '"Beihilfenummer", '), WORDS);
    expect(found.classification).toMatchObject({ category: "user.government_id", decidedBy: "policy" });
    expect(details(found)[0]).toContain("“beihilfenummer” in the label");
  });

  it("win over the word lists: `diagnosis` is one of a machine here", () => {
    const policies = ["", WORDS].map((policy) => fieldIn(char("diagnosis"), policy, { entity: "Patient" }));
    expect(policies.map(({ classification }) => classification.verdict)).toEqual(["sensitive", "clear"]);
    expect(policies[1]!.classification.decidedBy).toBe("policy");
  });

  it("leave a field to the rest of its name, and say so", () => {
    const found = fieldIn(char("kundenkarte_email"), WORDS);
    expect(found.classification).toMatchObject({ category: "user.contact.email", decidedBy: "classifier" });
    expect(details(found)[0]).toBe(
      "the policy says that “kundenkarte” in the name is nothing sensitive, but the name speaks of something else",
    );
  });

  it("do not make a relation hold a value", () => {
    const relation = 'beihilfenummer = models.ForeignKey("Nummer", on_delete=models.CASCADE)';
    expect(fieldIn(relation, WORDS).classification).toMatchObject({ verdict: "clear", decidedBy: "classifier" });
  });

  it("win over what is declared for other tools", () => {
    const declaredPersonal = `${char("kundenkarte")}\n    class PrivacyMeta:\n        fields = ["kundenkarte"]`;
    expect(fieldIn(declaredPersonal, "").classification.decidedBy).toBe("declaration");
    const found = fieldIn(declaredPersonal, WORDS);
    expect(found.classification).toMatchObject({ verdict: "clear", decidedBy: "policy" });
    expect(details(found)).toContainEqual(expect.stringContaining("declared personal in PrivacyMeta"));
  });

  it("yield to a decision about the field", () => {
    const policy = `${WORDS}\nfields: { Kunde.beihilfenummer: { category: null, reason: made up } }`;
    const found = fieldIn(char("beihilfenummer"), policy);
    expect(found.classification).toMatchObject({ verdict: "clear", decidedBy: "policy" });
    expect(details(found).slice(0, 2)).toEqual([
      "a person decided so: made up",
      "the policy says that “beihilfenummer” in the name is a government-issued identifier",
    ]);
  });
});

describe("entities and paths of the policy", () => {
  const NOTES = "bemerkung = models.TextField()";
  const NAME = "name = models.CharField(max_length=40)";

  it("say what an entity is about, which decides what its fields hold", () => {
    expect(fieldIn(NAME, "", { entity: "Xyz" }).classification.verdict).not.toBe("sensitive");
    const found = fieldIn(NAME, "entities: { Xyz: person }", { entity: "Xyz" });
    expect(found.classification).toMatchObject({ verdict: "sensitive", decidedBy: "classifier" });
    expect(details(found)).toContain("the policy says that `Xyz` stands for a person");
    expect(fieldIn(NAME, "entities: { Customer: thing }", { entity: "Customer" }).classification.verdict).toBe("clear");
    expect(fieldIn(NOTES, "entities: { Xyz: [person, health] }", { entity: "Xyz" }).category?.key).toContain("health");
  });

  it("speak of one file where the path is given", () => {
    const policy = 'entities: { "shop/models.py::Xyz": person }';
    expect(fieldIn(NAME, policy, { entity: "Xyz" }).classification.verdict).toBe("sensitive");
    expect(fieldIn(NAME, policy, { entity: "Xyz", path: "other/models.py" }).classification.verdict).not.toBe(
      "sensitive",
    );
  });

  it("say why nothing is sensitive in an entity or a path", () => {
    const email = "email = models.EmailField()";
    for (const policy of [
      "entities: { Kunde: { sensitive: false, reason: synthetic demo data } }",
      'paths: { "shop/**": { sensitive: false, reason: synthetic demo data } }',
      "paths: { shop: { sensitive: false, reason: synthetic demo data } }",
    ]) {
      const found = fieldIn(email, policy);
      expect(found.classification).toMatchObject({ verdict: "clear", decidedBy: "policy" });
      expect(details(found)[0]).toMatch(/^the policy says that nothing in `.+` is sensitive: synthetic demo data$/);
      expect(details(found)[1]).toBe("against that, the other evidence speaks for an e-mail address");
    }
  });

  it("let the last pattern hold, and an entity before all patterns", () => {
    const policy = `
      paths:
        "**/models.py": thing
        shop: person
    `;
    expect(fieldIn(NAME, policy, { entity: "Xyz" }).classification.verdict).toBe("sensitive");
    expect(fieldIn(NAME, policy, { entity: "Xyz", path: "a/models.py" }).classification.verdict).toBe("clear");
    expect(fieldIn(NAME, `${dedent(policy)}\nentities: { Xyz: thing }`, { entity: "Xyz" }).classification.verdict).toBe(
      "clear",
    );
  });

  it("yield to a decision about the field, and hold against a word", () => {
    const policy = `
      words: { kennzahl: user.unique_id }
      entities: { Kunde: { sensitive: false, reason: synthetic demo data } }
      fields: { Kunde.email: { category: user.contact.email, reason: a real one } }
    `;
    expect(fieldIn("email = models.EmailField()", policy).classification.verdict).toBe("sensitive");
    expect(fieldIn("kennzahl = models.CharField(max_length=9)", policy).classification.verdict).toBe("clear");
  });
});

it("looks at each comment of a file a few times, however many fields there are", () => {
  const fields = Array.from(
    { length: 200 },
    (_, index) => `    # fieldguard: ignore none\n    x${index} = models.TextField()\n`,
  );
  const text = `from django.db import models\n\nclass A(models.Model):\n${fields.join("")}`;
  const read = readModels(text, "a/models.py");
  let looks = 0;
  const directives = read.directives.map(({ entity, ...rest }) => ({
    ...rest,
    get entity() {
      looks++;
      return entity;
    },
  }));
  const { policy } = parsePolicy("");
  const file = classifyFile({ ...read, directives }, policy);
  expect(file.fields.every(({ classification }) => classification.decidedBy === "directive")).toBe(true);
  checkFile(file, policy);
  expect(looks).toBeLessThan(10 * fields.length);
});
