import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../../test/support/models.ts";
import { documentationSays } from "./documentation.ts";

function classes(documentation: string): readonly string[] {
  const schema = readModels(`
    class Row(models.Model):
        """${documentation}"""
        x = models.CharField(max_length=5)
  `);
  return documentationSays(declared(schema, "Row").entity).map((clue) => clue.class);
}

describe("documentationSays", () => {
  it("reads the first sentence", () => {
    expect(classes("What a patient told. Other words.")).toContain("health");
  });

  it("leaves the rest alone", () => {
    expect(classes("A row. See the patient's record.")).toEqual([]);
  });

  it("never makes a thing of it", () => {
    expect(classes("A product.")).toEqual([]);
  });
});
