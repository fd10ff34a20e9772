import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type JsonSchema, problemIn } from "./jsonSchema.ts";
import schemas from "./messages.schema.json";

const NAMES = [
  "since",
  "uri",
  "entity",
  "field",
  "fields",
  "fixId",
  "input",
  "value",
  "kind",
  "entries",
  "name",
  "bytes",
];

/** Values that come near to what messages hold, often enough. */
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, 0, 1, -1, 1.5, "", "html", "ignore", "entries", "bytes", "missing", "file"),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom(...NAMES, "textDocument", "position", "line", "character"), tie("value")),
  ),
})).value;

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });

describe("problemIn", () => {
  const messages = Object.entries({ ...schemas.params, ...schemas.results });

  it.each(messages)("refuses for %s what JSON Schema refuses, and nothing else", (_method, schema) => {
    const isValid = ajv.compile({ ...schema, $defs: schemas.$defs });
    fc.assert(
      fc.property(anything, (value) => {
        expect(problemIn(value, schema as JsonSchema, schemas.$defs, "params") === null).toBe(isValid(value));
      }),
      { numRuns: 500 },
    );
  });

  it.each<[JsonSchema, unknown, string]>([
    [{ type: "object", required: ["uri"] }, {}, "params.uri is missing"],
    [{ properties: { uri: { type: "string" } }, required: ["uri"] }, {}, "params.uri is missing; it has to be a text"],
    [{ properties: { uri: { type: "string" } } }, { uri: 7 }, "params.uri has to be a text"],
    [{ type: ["array", "null"] }, "secret", "params has to be a list or null"],
    [{ items: { enum: ["a", "b"] } }, ["a", "secret"], "params[1] has to be one of a, b"],
    [{ items: { type: "integer", minimum: 0 } }, [-1], "params[0] has to be 0 or more"],
    [{ anyOf: [{ type: "integer" }] }, "secret", "params is none of what it may be"],
  ])("says of %j what is wrong with %j, and nothing of the value", (schema, value, expected) => {
    expect(problemIn(value, schema, {}, "params")).toBe(expected);
  });

  it("knows an object by its own properties alone", () => {
    expect(problemIn({}, { type: "object", required: ["toString"] }, {}, "params")).toBe("params.toString is missing");
  });
});
