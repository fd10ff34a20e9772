/** As much of JSON Schema (2020-12) as the messages of a client need; with the same meaning, which a spec compares. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly anyOf?: readonly JsonSchema[];
  /** `#/$defs/NAME` */
  readonly $ref?: string;
}

export type Definitions = Readonly<Record<string, JsonSchema>>;

/**
 * What is wrong with a value, as a sentence that begins with where in it; null when nothing is. Nothing of the value is repeated: it
 * may be anything.
 */
export function problemIn(value: unknown, schema: JsonSchema, definitions: Definitions, where: string): string | null {
  const referred = schema.$ref === undefined ? null : definitions[schema.$ref.slice("#/$defs/".length)]!;
  const own =
    typeProblem(value, schema, where) ??
    choiceProblem(value, schema, where) ??
    anyProblem(value, schema, definitions, where) ??
    propertyProblem(value, schema, definitions, where) ??
    itemProblem(value, schema, definitions, where);
  return own ?? (referred && problemIn(value, referred, definitions, where));
}

function typeProblem(value: unknown, { type, minimum }: JsonSchema, where: string): string | null {
  const types = type === undefined ? [] : [type].flat();
  if (types.length > 0 && !types.some((each) => isOf(value, each))) {
    const wanted = types.map((each) => NOUNS[each] ?? each).join(" or ");
    return value === undefined ? `${where} is missing; it has to be ${wanted}` : `${where} has to be ${wanted}`;
  }
  return minimum !== undefined && typeof value === "number" && value < minimum
    ? `${where} has to be ${minimum} or more`
    : null;
}

function choiceProblem(value: unknown, { enum: choices }: JsonSchema, where: string): string | null {
  if (choices === undefined || choices.some((choice) => choice === value)) return null;
  return `${where} has to be ${choices.length === 1 ? "" : "one of "}${choices.join(", ")}`;
}

function anyProblem(value: unknown, { anyOf }: JsonSchema, definitions: Definitions, where: string): string | null {
  if (anyOf === undefined || anyOf.some((each) => problemIn(value, each, definitions, where) === null)) return null;
  return `${where} is none of what it may be`;
}

function propertyProblem(
  value: unknown,
  { required = [], properties = {} }: JsonSchema,
  definitions: Definitions,
  where: string,
): string | null {
  if (!isOf(value, "object")) return null;
  const object = value as Readonly<Record<string, unknown>>;
  for (const name of new Set([...required, ...Object.keys(properties)])) {
    const isThere = Object.hasOwn(object, name) && object[name] !== undefined;
    if (!isThere && !required.includes(name)) continue;
    const place = `${where}.${name}`;
    const problem = problemIn(isThere ? object[name] : undefined, properties[name] ?? {}, definitions, place);
    if (problem !== null) return problem;
    if (!isThere) return `${place} is missing`;
  }
  return null;
}

function itemProblem(value: unknown, { items }: JsonSchema, definitions: Definitions, where: string): string | null {
  if (items === undefined || !Array.isArray(value)) return null;
  for (const [index, item] of value.entries()) {
    const problem = problemIn(item, items, definitions, `${where}[${index}]`);
    if (problem !== null) return problem;
  }
  return null;
}

function isOf(value: unknown, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  object: "an object",
  array: "a list",
  string: "a text",
  integer: "a whole number",
};
