import type { MigratedField } from "../../../project/migrations/model.ts";
import type { Field } from "../../../schema/schema.ts";

/** Options that a field beside another one shares with it, as source: once for the model, once for a migration. */
export interface SharedOptions {
  readonly inModel: readonly string[];
  readonly inMigration: readonly string[];
}

/** What decides how a value is stored. All else concerns people, who never see a field beside. */
const SHARED = ["max_length", "max_digits", "decimal_places", "protocol", "unpack_ipv4"];

export function pythonLiteral(value: string | number | boolean | null): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
}

/** Of a field, as source. */
export function callOf(name: string, items: readonly string[]): string {
  return `${name}(${items.join(", ")})`;
}

/** Null where the value of one can be found neither in the model nor in the migrations. */
export function sharedOptions({ arguments: all }: Field, migrated: MigratedField): SharedOptions | null {
  const inModel: string[] = [];
  const inMigration: string[] = [];
  for (const { name, text, value } of all) {
    if (name === "encoder" || name === "decoder") return null;
    if (name === null || !SHARED.includes(name)) continue;
    const literal = value === undefined ? migrated.options[name] : value;
    if (literal === undefined) return null;
    inModel.push(`${name}=${text}`);
    inMigration.push(`${name}=${value === undefined ? pythonLiteral(literal) : text}`);
  }
  return { inModel, inMigration };
}
