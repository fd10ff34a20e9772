import type { Span } from "../../text/span.ts";

/** A column of rows that a file holds. */
export interface DataColumn {
  /** As it is written, without quotes; null where the file has no tables. */
  readonly table: string | null;
  readonly name: string;
  /** Of its name, or of that of its table where only the table is named at the rows. */
  readonly span: Span;
}

export interface DataCell {
  readonly column: DataColumn;
  readonly value: string;
}

export interface KnownColumns {
  /** Whether a column is of interest: those of others are passed over. */
  readonly wants: (column: DataColumn) => boolean;
  /** The columns of a table in their order, for rows that come without names; empty where they are not known. */
  readonly columnsOf: (table: string) => readonly string[];
}
