import { expect, it } from "vitest";
import { classifiedFile } from "../../../../test/support/findings.ts";
import { dedent } from "../../../../test/support/fixture.ts";
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
