import { classifyFile } from "../project/classifyFile.ts";
import type { ClassifiedField } from "../project/model.ts";
import type { Policy } from "../project/policy/model.ts";
import { type ColumnValues } from "./values/columnValues.ts";
import { keptAs, valuesSay } from "./values/valuesSay.ts";
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
  /** What could not be read, and why. */
  readonly problems: readonly InspectionProblem[];
  /** False where the connection was lost before the end. */
  readonly isWhole: boolean;
}

export interface InspectionProblem {
  readonly table: string;
  readonly because: string;
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
  /** Null where none were looked at. */
  readonly values: ColumnValues | null;
}

/** `values`: what was seen in those of a column, where somebody has looked. */
export function inspectedTables(
  schema: DatabaseSchema,
  policy: Policy,
  values: ReadonlyMap<Column, ColumnValues> = new Map(),
): readonly InspectedTable[] {
  const file = asFile(schema);
  const columns = schema.tables.flatMap((table) => table.columns);
  const told = new Map(
    file.entities
      .flatMap((entity) => entity.fields)
      .flatMap((field, index) => {
        const seen = values.get(columns[index]!);
        return seen ? [[field, valuesSay(seen)] as const] : [];
      }),
  );
  const { fields } = classifyFile(file, policy, undefined, undefined, told);
  let next = 0;
  return schema.tables.map((table) => ({
    table,
    columns: table.columns.map((column) => inspectedColumn(column, fields[next++]!, values.get(column) ?? null)),
  }));
}

/** What values tell of how they are kept is surer than what a name does. */
function inspectedColumn(column: Column, subject: ClassifiedField, values: ColumnValues | null): InspectedColumn {
  const protection = values && keptAs(values);
  return { column, subject: protection ? { ...subject, protection } : subject, values };
}
