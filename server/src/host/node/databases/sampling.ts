import type { Column, Table } from "../../../engine/database/model.ts";

/** Characters of a value that the database sends. */
export const LONGEST_VALUE = 4_000;
/** Columns that are asked for at once, so that no answer gets large. */
export const COLUMNS_AT_ONCE = 20;
/** Places of a large table that are looked at. */
export const PLACES = 20;

/** The values of each column without its nulls, of as many rows as `select` gives for some columns. */
export async function sampleColumns(
  columns: readonly Column[],
  select: (some: readonly Column[]) => readonly (readonly unknown[])[] | Promise<readonly (readonly unknown[])[]>,
): Promise<readonly (readonly string[])[]> {
  const values: (readonly string[])[] = [];
  for (let start = 0; start < columns.length; start += COLUMNS_AT_ONCE) {
    const some = columns.slice(start, start + COLUMNS_AT_ONCE);
    const rows = await select(some);
    for (const index of some.keys()) values.push(rows.flatMap((row) => textOf(row[index])));
  }
  return values;
}

/** None for NULL. Bytes are taken for text, as ciphertext in them mostly is. */
function textOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString("latin1")];
  return typeof value === "number" || typeof value === "bigint" ? [String(value)] : [];
}

/** Numbers from which on a few rows each are read, evenly over all keys; the first alone where the table is small. */
export function startsBetween(least: bigint, most: bigint, rows: number): readonly bigint[] {
  const range = most - least + 1n;
  if (range <= BigInt(rows)) return [least];
  return Array.from({ length: PLACES }, (_, index) => least + (range * BigInt(index)) / BigInt(PLACES));
}

/** The key by which places of a table are found: one whole number. */
export function numberKey({ columns }: Table): Column | null {
  const keys = columns.filter(({ isPrimaryKey }) => isPrimaryKey);
  return keys.length === 1 && /^(?:big|medium|small|tiny)?int/i.test(keys[0]!.type) ? keys[0]! : null;
}
