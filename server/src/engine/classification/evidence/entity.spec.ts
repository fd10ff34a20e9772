import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../../test/support/models.ts";
import type { Surroundings } from "../surroundings.ts";
import { entitySays } from "./entity.ts";

const HEALTH: Surroundings = [
  { class: "health", strength: 1, kind: "entity", origin: "name", detail: "`Visit` is about a person's health" },
];

function score(declaration: string, surroundings = HEALTH): number {
  const { field } = declared(readModels(`class Visit(models.Model):\n    ${declaration}`), "Visit");
  const [candidate] = entitySays(field, surroundings);
  return candidate?.score ?? 0;
}

describe("entitySays", () => {
  it("takes any value in a health record for health data", () => {
    expect(score("frobnication = models.FloatField()")).toBeGreaterThan(3);
    expect(score("closed_loop = models.BooleanField()")).toBeGreaterThan(3);
  });

  it.each([
    "created_at = models.DateTimeField()",
    "is_active = models.BooleanField()",
    "record_version = models.IntegerField()",
    "uploaded_by_hand = models.BooleanField()",
    "status = models.CharField(max_length=5)",
    "is_locked = models.BooleanField()",
    "sort_key = models.IntegerField()",
    "duration_minutes = models.IntegerField()",
    "is_migrated = models.BooleanField()",
    "total_amount = models.DecimalField(max_digits=9, decimal_places=2)",
    "reviewed_at = models.DateTimeField()",
  ])("passes over bookkeeping: %s", (declaration) => {
    expect(score(declaration)).toBeLessThan(1);
  });

  it("passes over types that hold no values", () => {
    expect(score("key = models.UUIDField()")).toBe(0);
    expect(score("doctor = models.ForeignKey('Doctor', on_delete=models.CASCADE)")).toBe(0);
  });

  it("is silent elsewhere", () => {
    expect(score("frobnication = models.FloatField()", [])).toBe(0);
  });

  it("takes a moment for a date of the patient's where its name says so", () => {
    expect(score("date_of_test = models.DateTimeField()")).toBeGreaterThan(3);
  });

  it("doubts what stands in an account or a queue", () => {
    const routine = { class: "routine", strength: 1, kind: "entity", origin: "name", detail: "" } as const;
    expect(score("x = models.FloatField()", [...HEALTH, routine])).toBeLessThan(1);
  });
});
