import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../../test/support/models.ts";
import { surroundingsOf } from "../surroundings.ts";
import { identifierSays } from "./identifier.ts";

function isIdentifier(entity: string, field: string): boolean {
  const schema = readModels(`class ${entity}(models.Model):\n    ${field}`);
  const found = declared(schema, entity);
  return identifierSays(found.entity.fields[0]!, surroundingsOf(found.entity, schema)).length > 0;
}

describe("identifierSays", () => {
  it.each([
    ["Employee", "frobnicator_id = models.CharField(max_length=40)"],
    ["Employee", "frobnicator_uuid = models.UUIDField()"],
    ["Decision", "signer_id = models.CharField(max_length=40)"],
  ])("finds what another system calls a person: %s.%s", (entity, field) => {
    expect(isIdentifier(entity, field)).toBe(true);
  });

  it.each([
    ["Employee", "frobnicator_id = models.IntegerField()", "a number is a key of this database"],
    ["Employee", "template_id = models.CharField(max_length=40)", "it speaks of another thing"],
    ["Decision", "frobnicator_id = models.CharField(max_length=40)", "the record is nobody"],
    ["Decision", "client_id = models.CharField(max_length=40)", "a client is a program too"],
    ["Decision", "signer_id = models.UUIDField()", "it is a key of this database"],
    ["Employee", "id = models.CharField(max_length=40)", "it is the record's own"],
  ])("keeps off %s.%s: %s", (entity, field) => {
    expect(isIdentifier(entity, field)).toBe(false);
  });
});
