import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../../test/support/models.ts";
import type { Clue } from "./clue.ts";
import { relationsIn, relationsSay } from "./relations.ts";

function clues(field: string, targets: Readonly<Record<string, readonly Clue[]>> = {}): readonly Clue[] {
  const schema = readModels(`class Row(models.Model):\n    ${field}`);
  return relationsSay(relationsIn(declared(schema, "Row").entity), (name) => targets[name] ?? []);
}

describe("relationsSay", () => {
  it("finds whom a record belongs to by the relation's name", () => {
    const found = clues('patient = models.ForeignKey("Thing", on_delete=models.CASCADE)');
    expect(found.map((clue) => clue.class)).toEqual(["personal", "health"]);
    expect(found[1]?.detail).toBe("its record belongs to `patient`, which is about a person's health");
  });

  it("finds it by the target", () => {
    const found = clues('of = models.ForeignKey("clinic.Patient", on_delete=models.CASCADE)');
    expect(found.map((clue) => clue.class)).toContain("health");
  });

  it("knows judgements that are called like those of doctors", () => {
    const found = clues('eligibility_diagnosis = models.ForeignKey("EligibilityDiagnosis", on_delete=models.CASCADE)');
    expect(found.map((clue) => clue.class)).not.toContain("health");
  });

  it("says so where it leads to a person over another record", () => {
    const order: Clue = { class: "personal", strength: 1, kind: "entity", origin: "relation", detail: "" };
    const found = clues('order = models.ForeignKey("Order", on_delete=models.CASCADE)', { Order: [order] });
    expect(found.map(({ detail }) => detail)).toEqual(["its record belongs to `order`, and that to a person"]);
  });

  it("is surer of a record that there is one of for each person", () => {
    const [one] = clues('user = models.OneToOneField("auth.User", on_delete=models.CASCADE)');
    const [many] = clues('user = models.ForeignKey("auth.User", on_delete=models.CASCADE)');
    expect(one!.strength).toBeGreaterThan(many!.strength);
  });

  it("is surer of whom a record is about than of who may see it, and least sure of who works on it", () => {
    const strengthOf = (name: string): number =>
      clues(`${name} = models.ForeignKey("auth.User", on_delete=models.CASCADE)`)[0]?.strength ?? 0;
    expect(strengthOf("student")).toBeGreaterThan(strengthOf("user"));
    expect(strengthOf("user")).toBeGreaterThan(strengthOf("assigned_to"));
    expect(strengthOf("assigned_to")).toBeGreaterThan(0);
  });

  it("is surer of a subject that a record cannot be without", () => {
    const strengthOf = (more: string): number =>
      clues(`student = models.ForeignKey("Student", on_delete=models.CASCADE${more})`)[0]!.strength;
    expect(strengthOf("")).toBeGreaterThan(strengthOf(", null=True"));
  });

  it("takes the parent of a branch for a branch", () => {
    expect(clues('parent = models.ForeignKey("self", on_delete=models.CASCADE)')).toEqual([]);
    expect(clues('parent = models.ForeignKey("Row", on_delete=models.CASCADE)')).toEqual([]);
    expect(clues('parent = models.ForeignKey("Parent", on_delete=models.CASCADE)')).not.toEqual([]);
  });

  it("does not take a record for a clinical one because it points at a diagnosis", () => {
    const strengthOf = (field: string): number => clues(field).find((clue) => clue.class === "health")?.strength ?? 0;
    const diagnosis = strengthOf('diagnosis = models.OneToOneField("DiagnosisStep", on_delete=models.CASCADE)');
    expect(diagnosis).toBeLessThan(strengthOf('patient = models.OneToOneField("Thing", on_delete=models.CASCADE)') / 2);
  });

  it("does not count who touched a record, nor whom it only lists", () => {
    expect(
      clues('created_by = models.ForeignKey("auth.User", on_delete=models.CASCADE)').every(
        (clue) => clue.strength < 0.6,
      ),
    ).toBe(true);
    expect(clues('created_by = models.ForeignKey("Thing", on_delete=models.CASCADE)')).toEqual([]);
    expect(clues('users = models.ManyToManyField("auth.User")')).toEqual([]);
  });

  it("follows a relation to what else is known of its target", () => {
    const health: Clue = { class: "health", strength: 1, kind: "sibling", origin: "sibling", detail: "" };
    const found = clues('visit_row = models.ForeignKey("Row2", on_delete=models.CASCADE)', { Row2: [health] });
    expect(found.map((clue) => clue.class)).toEqual(["health"]);
  });
});
