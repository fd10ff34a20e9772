import type { Shape } from "../../schema/schema.ts";

/** https://www.prisma.io/docs/orm/reference/prisma-schema-reference#model-field-scalar-types */
const SCALARS: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ["String", "string"],
  ["Boolean", "boolean"],
  ["Int", "integer"],
  ["BigInt", "integer"],
  ["Float", "float"],
  ["Decimal", "decimal"],
  ["DateTime", "datetime"],
  ["Json", "json"],
  ["Bytes", "binary"],
  ["Unsupported", "unknown"],
]);

/** What the type of the column adds, of those that say more: `@db.Date`. */
const NATIVE: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ["Text", "text"],
  ["TinyText", "text"],
  ["MediumText", "text"],
  ["LongText", "text"],
  ["NText", "text"],
  ["Uuid", "uuid"],
  ["UniqueIdentifier", "uuid"],
  ["Inet", "ip"],
  ["Date", "date"],
  ["Time", "time"],
  ["Timetz", "time"],
  ["Money", "money"],
  ["SmallMoney", "money"],
]);

/** Null for what is no scalar: a model, a composite type, an enum. `native`: without its `db.`, null where none is given. */
export function scalarShape(type: string, native: string | null): Shape | null {
  const shape = SCALARS.get(type);
  return shape === undefined ? null : (NATIVE.get(native ?? "") ?? shape);
}

/** Native types whose only argument is the greatest length of a text. */
export const HAS_LENGTH: ReadonlySet<string> = new Set(["Char", "VarChar", "NChar", "NVarChar"]);
