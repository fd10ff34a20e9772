import { classifyFile } from "../project/classifyFile.ts";
import type { ClassifiedField } from "../project/model.ts";
import type { Policy } from "../project/policy/model.ts";
import { asFile } from "./asFile.ts";
import type { Column, DatabaseSchema, Table, Transport } from "./model.ts";

/** What was found out about a database: what it is, and what each of its columns holds. */
export interface Inspection {
  /** Where it is, without user and password. */
  readonly place: string;
  readonly product: string;
  readonly transport: Transport;
  /** What else people have to know: a sentence each. */
  readonly remarks: readonly string[];
  readonly tables: readonly InspectedTable[];
}

export interface InspectedTable {
  readonly table: Table;
  /** In their order. */
  readonly columns: readonly InspectedColumn[];
}

export interface InspectedColumn {
  readonly column: Column;
  /** As if it were a field of a model. */
  readonly subject: ClassifiedField;
}

export function inspectedTables(schema: DatabaseSchema, policy: Policy): readonly InspectedTable[] {
  const { fields } = classifyFile(asFile(schema), policy);
  let next = 0;
  return schema.tables.map((table) => ({
    table,
    columns: table.columns.map((column) => ({ column, subject: fields[next++]! })),
  }));
}
