import type { Shape } from "../schema/schema.ts";
import { columnShape } from "./columnShape.ts";
import type { Column, Table } from "./model.ts";

/**
 * The columns whose values tell something: of tables that hold rows of their own (a view would have all of its tables worked through, and a foreign
 * table asks another server), those that we may read, and that are no mere keys, dates or switches.
 */
export function sampledColumns({ kind, columns }: Table): readonly Column[] {
  if (kind === "view" || kind === "foreign table") return [];
  return columns.filter(
    ({ type, isReadable, isPrimaryKey, references }) =>
      isReadable &&
      SHAPES.has(columnShape(type)) &&
      !(columnShape(type) === "integer" && (isPrimaryKey || references !== null)),
  );
}

/** Why values of a table that holds rows of its own stay unseen; null where this user may read all of it. */
export function hiddenFromUser({ kind, columns }: Table): string | null {
  if (kind === "view" || kind === "foreign table") return null;
  const hidden = columns.filter(({ isReadable }) => !isReadable).length;
  if (hidden === 0) return null;
  return hidden === columns.length
    ? "this user may not read it"
    : `this user may not read ${hidden} of its ${columns.length} columns`;
}

const SHAPES: ReadonlySet<Shape> = new Set([
  "string",
  "text",
  "json",
  "binary",
  "array",
  "integer",
  "decimal",
  "ip",
  "unknown",
]);
