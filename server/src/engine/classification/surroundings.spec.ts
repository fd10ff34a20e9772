import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../test/support/models.ts";
import { type DeclaredEntity, NO_OTHER_FILES } from "../schema/entityLookup.ts";
import type { Clue } from "./evidence/clue.ts";
import type { ToldKinds } from "./evidence/told.ts";
import type { Surroundings } from "./surroundings.ts";
import { surroundingsOf } from "./surroundings.ts";

function around(source: string, name: string, path?: string): ReadonlyMap<string, Clue> {
  const schema = readModels(source, path);
  return byClass(surroundingsOf(declared(schema, name).entity, schema));
}

function byClass(surroundings: Surroundings): ReadonlyMap<string, Clue> {
  return new Map(surroundings.map((clue) => [clue.class, clue]));
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

  it("takes what cannot be without its subject for no list to choose from and nothing to read", () => {
    const strengthIn = (name: string, owner: string, kind: string): number =>
      around(
        `class ${name}(models.Model):\n    ${owner} = models.ForeignKey("Other", on_delete=models.CASCADE)`,
        name,
      ).get(kind)?.strength ?? 0;
    expect(strengthIn("GradStatus", "campus", "reference")).toBe(1);
    expect(strengthIn("GradStatus", "student", "reference")).toBeLessThan(0.3);
    expect(strengthIn("CareerEvent", "venue", "content")).toBe(1);
    expect(strengthIn("CareerEvent", "employee", "content")).toBeLessThan(0.3);
  });

  it("takes what has a first and a last name for no machine, whatever it is called", () => {
    const fields = (...names: readonly string[]): string =>
      `class TransitionDomain(models.Model):\n${names.map((name) => `    ${name} = models.CharField(max_length=9)`).join("\n")}`;
    expect(around(fields("status"), "TransitionDomain").get("machine")!.strength).toBe(1);
    expect(around(fields("first_name", "last_name"), "TransitionDomain").get("machine")!.strength).toBe(0);
  });

  it("takes the token of a service that others run for no key to this one", () => {
    const credentialIn = (name: string): number =>
      around(`class ${name}(models.Model):\n    value = models.TextField()`, name).get("credential")!.strength;
    expect(credentialIn("ApiToken")).toBe(1);
    expect(credentialIn("GoogleCloudToken")).toBeLessThan(0.5);
  });

  it("takes a form that belongs to somebody for less of a thing", () => {
    const thingIn = (owner: string): number =>
      around(
        `class ReportCard(models.Model):\n    ${owner} = models.ForeignKey("Row", on_delete=models.CASCADE)`,
        "ReportCard",
      ).get("thing")?.strength ?? 0;
    expect(thingIn("subject")).toBeGreaterThan(0.5);
    expect(thingIn("student")).toBeLessThan(thingIn("subject") / 2);
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
    expect(byClass(surroundingsOf(entity, schema, { find })).get("person")?.strength).toBe(1);
    expect(byClass(surroundingsOf(entity, schema, { find })).get("personal")?.strength).toBeGreaterThan(0.5);
    expect(byClass(surroundingsOf(entity, schema)).get("person")).toBeUndefined();
  });

  it("holds to what the project says of an entity, its heirs and its owner, whatever their names", () => {
    const source = `
      class Diagnosis(models.Model):
          city = models.CharField(max_length=5)
          zip = models.CharField(max_length=5)
      class Child(Diagnosis):
          pass
      class Row(models.Model):
          customer = models.OneToOneField(Diagnosis, on_delete=models.CASCADE)
    `;
    const told = (classes: readonly string[]): ToldKinds => ({
      ofEntity: (_, { name }) => (name === "Diagnosis" ? { classes, subject: `\`${name}\`` } : null),
      ofPath: () => null,
    });
    const schema = readModels(source);
    const classesOf = (name: string, classes: readonly string[]): readonly string[] => {
      const entity = schema.entities.find((item) => item.name === name)!;
      return surroundingsOf(entity, schema, NO_OTHER_FILES, told(classes)).map((clue) => clue.class);
    };
    expect(classesOf("Diagnosis", ["thing"])).toEqual(["thing", "address"]);
    expect(classesOf("Child", ["thing"])).toEqual(["thing", "address"]);
    expect(classesOf("Row", ["thing"])).toEqual([]);
    expect(classesOf("Row", ["person", "health"])).toEqual(["personal", "health"]);
  });

  it("prefers what is said of an entity to what is said of its path", () => {
    const schema = readModels("class Patient(models.Model):\n    x = models.TextField()");
    const told = (ofEntity: ToldKinds["ofEntity"]): ToldKinds => ({
      ofEntity,
      ofPath: () => ({ classes: ["reference"], subject: "what lies in `app`" }),
    });
    const found = (ofEntity: ToldKinds["ofEntity"]): readonly string[] =>
      surroundingsOf(schema.entities[0]!, schema, NO_OTHER_FILES, told(ofEntity)).map((clue) => clue.class);
    expect(found(() => null)).toEqual(["reference"]);
    expect(found((_, { name }) => ({ classes: ["animal"], subject: name }))).toEqual(["animal"]);
  });

  it("comes to an end where classes and relations go in circles", () => {
    const relation = "models.ForeignKey('A', on_delete=models.CASCADE)";
    const read = readModels(`class A(models.Model):\n    b = ${relation}\nclass B(models.Model):\n    a = ${relation}`);
    const base = { text: "A", qualified: "app.models.A" };
    const schema = {
      ...read,
      entities: read.entities.map((entity) => ({ ...entity, bases: [base, { ...base, text: "B" }] })),
    };
    expect(surroundingsOf(schema.entities[1]!, schema)).toEqual([]);
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
