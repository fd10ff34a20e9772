import { ErrorCodes, ResponseError } from "vscode-languageserver";
import { type JsonSchema, problemIn } from "./jsonSchema.ts";
import schemas from "./messages.schema.json";

const PARAMS: Readonly<Record<string, JsonSchema>> = schemas.params;
const RESULTS: Readonly<Record<string, JsonSchema>> = schemas.results;

/**
 * Whatever a client sends with one of our own requests has the types of `protocol.ts` from here on. Requests of LSP are left alone.
 * @throws ResponseError that says what is wrong, without repeating any of it.
 */
export function refuseMalformed(method: string, params: unknown): void {
  const schema = PARAMS[method];
  const problem = schema ? problemIn(params ?? null, schema, schemas.$defs, "params") : null;
  if (problem !== null) throw new ResponseError(ErrorCodes.InvalidParams, `${method}: ${problem}`);
}

/** Whether what a client answers to one of our requests has the type that it should. */
export function isWellFormed(method: string, result: unknown): boolean {
  const schema = RESULTS[method];
  return !schema || problemIn(result ?? null, schema, schemas.$defs, "result") === null;
}
