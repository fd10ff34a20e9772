import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../../test/support/models.ts";
import { catalogueSays } from "./catalogue.ts";
import type { Clue } from "./clue.ts";

function says(source: string, others: readonly Clue[] = []): readonly string[] {
  const schema = readModels(source);
  return catalogueSays(declared(schema, schema.entities[0]!.name).entity, others).map((clue) => clue.class);
}

describe("catalogueSays", () => {
  it("knows a list of medicines", () => {
    expect(says("class Medicine(models.Model):\n    name = models.CharField(max_length=50)")).toEqual(["reference"]);
    expect(says("class Medicine(models.Model):\n    medicine_name = models.CharField(max_length=50)")).toEqual([
      "reference",
    ]);
  });

  it("takes what belongs to somebody for no list", () => {
    const source = `
      class Medicine(models.Model):
          name = models.CharField(max_length=50)
          given_to = models.ForeignKey("Patient", on_delete=models.CASCADE)
    `;
    expect(says(source)).toEqual([]);
  });

  it("takes a person for no list", () => {
    const person: Clue = { class: "person", strength: 1, kind: "entity", origin: "name", detail: "" };
    expect(says("class Patient(models.Model):\n    name = models.CharField(max_length=50)", [person])).toEqual([]);
  });

  it("needs a name or code of the entry", () => {
    expect(says("class Medicine(models.Model):\n    ward_name = models.CharField(max_length=50)")).toEqual([]);
    expect(says("class Dose(models.Model):\n    milligrams = models.FloatField()")).toEqual([]);
  });
});
