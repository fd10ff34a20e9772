import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../../test/support/models.ts";
import { entityNameSays } from "./entityName.ts";

function strengths(header: string, meta = ""): Readonly<Record<string, number>> {
  const schema = readModels(`${header}\n    x = models.CharField(max_length=5)\n${meta}`);
  const clues = entityNameSays(declared(schema, schema.entities[0]!.name).entity, []);
  const result: Record<string, number> = {};
  for (const clue of clues) result[clue.class] = Math.max(result[clue.class] ?? 0, clue.strength);
  return result;
}

describe("entityNameSays", () => {
  it("knows persons, things and organisations", () => {
    expect(strengths("class Customer(models.Model):")).toMatchObject({ person: 1 });
    expect(strengths("class Product(models.Model):")).toMatchObject({ thing: 1 });
    expect(strengths("class Company(models.Model):")).toMatchObject({ organization: 1 });
  });

  it("is less sure of roles that firms play as well", () => {
    expect(strengths("class Organizer(models.Model):").person).toBeLessThan(0.7);
  });

  it("passes over the fields of a mixin", () => {
    expect(strengths("class DeathReportFieldsModelMixin(models.Model):").thing).toBeUndefined();
    expect(strengths("class CustomField(models.Model):").thing).toBe(1);
  });

  it("lets the last word decide", () => {
    const group = strengths("class CustomerGroup(models.Model):");
    expect(group.reference).toBe(1);
    expect(group.person).toBeLessThan(0.5);
  });

  it("keeps both for a note about a patient", () => {
    const note = strengths("class PatientNote(models.Model):");
    expect(note.message).toBe(1);
    expect(note.health).toBeGreaterThan(0.5);
  });

  it("passes over words that say how a class is built", () => {
    expect(strengths("class AbstractCustomerDetails(models.Model):")).toMatchObject({ person: 1 });
  });

  it("reads the bases, but not that a model is a mere model", () => {
    expect(strengths("class Finding(PatientSubrecord):").health).toBeGreaterThan(0.5);
    expect(strengths("class Finding(ProductMixin):")).not.toHaveProperty("thing");
  });

  it("reads the label", () => {
    const meta = '    class Meta:\n        verbose_name = "patient"\n';
    expect(strengths("class Pt(models.Model):", meta).health).toBeGreaterThan(0.5);
  });

  it("takes a form about somebody's health for no mere thing", () => {
    const exam = strengths("class DentalExam(models.Model):");
    expect(exam.health).toBeGreaterThan(0.9);
    expect(exam).not.toHaveProperty("thing");
    expect(strengths("class FinalExam(models.Model):")).toMatchObject({ thing: 1 });
    expect(strengths("class DentalExamType(models.Model):").health).toBeLessThan(0.5);
  });

  it("takes what is mixed in for no list", () => {
    expect(strengths("class StatusList(models.Model):")).toHaveProperty("reference");
    expect(strengths("class StatusListMixin(models.Model):")).not.toHaveProperty("reference");
  });

  it("knows an entity that is named after a clinical value, or after a measure", () => {
    expect(strengths("class HeadCircumference(models.Model):").health).toBeGreaterThan(0.5);
    const weight = strengths("class Weight(models.Model):");
    expect(weight.body).toBeGreaterThan(0.5);
    expect(weight).not.toHaveProperty("health");
  });

  it("hears nothing of accounts and queues from a base", () => {
    expect(strengths("class Finding(PatientPermissionMixin):")).not.toHaveProperty("routine");
  });
});
