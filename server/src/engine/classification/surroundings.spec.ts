import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../test/support/models.ts";
import type { DeclaredEntity } from "../schema/entityLookup.ts";
import type { Surroundings } from "./surroundings.ts";
import { surroundingsOf } from "./surroundings.ts";

function around(source: string, name: string, path?: string): Surroundings {
  const schema = readModels(source, path);
  return surroundingsOf(declared(schema, name).entity, schema);
}

describe("surroundingsOf", () => {
  it("gathers what the name, the neighbours and the app say", () => {
    const source = "class Row(models.Model):\n    date_of_birth = models.DateField()";
    expect([...around(source, "Row", "clinical/models.py").keys()].toSorted()).toEqual(["health", "person"]);
  });

  it("grows surer where clues of different origin agree", () => {
    const source = "class Visit(models.Model):\n    patient = models.ForeignKey('Patient', on_delete=models.CASCADE)";
    const plain = around(source, "Visit").get("health")!.strength;
    const clinical = around(source, "Visit", "clinical/models.py").get("health")!.strength;
    expect(clinical).toBeGreaterThan(plain);
    expect(clinical).toBeLessThanOrEqual(1);
  });

  it("counts the fields of a base class in the same file", () => {
    const source = `
      class Base(models.Model):
          first_name = models.CharField(max_length=5)
          last_name = models.CharField(max_length=5)
      class Row(Base):
          note = models.TextField()
    `;
    expect(around(source, "Row").get("person")?.strength).toBe(1);
  });

  it("follows relations to the patient", () => {
    const source = `
      class Somebody(models.Model):
          systolic = models.IntegerField()
          diastolic_bp = models.IntegerField()
          heart_rate = models.IntegerField()
          medication = models.TextField()
      class Middle(models.Model):
          of = models.ForeignKey(Somebody, on_delete=models.CASCADE)
      class Row(models.Model):
          of = models.ForeignKey(Middle, on_delete=models.CASCADE)
          x = models.FloatField()
    `;
    expect(around(source, "Row").get("health")!.strength).toBeGreaterThan(0.5);
  });

  it("counts bases and owners that other files declare", () => {
    const people = readModels(
      `
      class Base(models.Model):
          first_name = models.CharField(max_length=5)
          last_name = models.CharField(max_length=5)
      `,
      "people/models.py",
    );
    const row = "class Row(Base):\n    of = models.OneToOneField('Base', on_delete=models.CASCADE)";
    const schema = readModels(row);
    const { entity } = declared(schema, "Row");
    const find = (name: string): DeclaredEntity | null =>
      name === "Base" ? { entity: people.entities[0]!, schema: people } : null;
    expect(surroundingsOf(entity, schema, { find }).get("person")?.strength).toBe(1);
    expect(surroundingsOf(entity, schema, { find }).get("personal")?.strength).toBeGreaterThan(0.5);
    expect(surroundingsOf(entity, schema).get("person")).toBeUndefined();
  });

  it("comes to an end where classes and relations go in circles", () => {
    const relation = "models.ForeignKey('A', on_delete=models.CASCADE)";
    const read = readModels(`class A(models.Model):\n    b = ${relation}\nclass B(models.Model):\n    a = ${relation}`);
    const base = { text: "A", qualified: "app.models.A" };
    const schema = {
      ...read,
      entities: read.entities.map((entity) => ({ ...entity, bases: [base, { ...base, text: "B" }] })),
    };
    expect(surroundingsOf(schema.entities[1]!, schema).size).toBe(0);
  });

  it("is less sure of a thing the surer it is of a person", () => {
    const source = `
      class Ticket(models.Model):
          first_name = models.CharField(max_length=5)
          last_name = models.CharField(max_length=5)
          product = models.CharField(max_length=5)
      class TicketProduct(models.Model):
          product = models.CharField(max_length=5)
    `;
    const person = around(source, "Ticket").get("person")!.strength;
    expect(person).toBe(1);
    expect(around(source, "TicketProduct").get("thing")!.strength).toBe(1);
  });

  it("knows a measure that belongs to a child as one of its body", () => {
    const source = (owner: string): string =>
      `class Weight(models.Model):\n    of = models.ForeignKey("${owner}", on_delete=models.CASCADE)`;
    expect(around(source("Child"), "Weight").get("health")!.strength).toBeGreaterThan(0.5);
    expect(around(source("Parcel"), "Weight").has("health")).toBe(false);
  });

  it("finds nobody's health in the record of an animal", () => {
    const source = (owner: string): string =>
      `class Diagnosis(models.Model):\n    of = models.ForeignKey("${owner}", on_delete=models.CASCADE)`;
    expect(around(source("Patient"), "Diagnosis").get("health")!.strength).toBeGreaterThan(0.9);
    expect(around(source("Dog"), "Diagnosis").get("health")!.strength).toBeLessThan(0.2);
  });
});
