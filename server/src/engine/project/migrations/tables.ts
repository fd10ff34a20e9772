import { orderedMigrations } from "./migrationOrder.ts";
import type { AppMigrations, MigratedField, Migration, Operation } from "./model.ts";

/** The table of a model after all migrations. */
export interface MigratedTable {
  /** The model's name as last written. */
  readonly model: string;
  /** Null when Django names it. */
  readonly table: string | null;
  /** Migration that made it. */
  readonly since: string;
  readonly columns: ReadonlyMap<string, MigratedColumn>;
  /** False when it may have more columns than these. */
  readonly whole: boolean;
}

/** A column, with all that it ever was. */
export interface MigratedColumn {
  readonly field: MigratedField;
  /** In order; the first one made it. */
  readonly changes: readonly ColumnChange[];
}

export interface ColumnChange {
  /** Name of the migration. */
  readonly migration: string;
  readonly kind: "made" | "altered" | "renamed";
  /** What it was from then on. */
  readonly field: MigratedField;
}

/** Of an app; as of `tablesAfter`. */
export function tablesOf({ migrations, label }: AppMigrations): ReadonlyMap<string, MigratedTable> {
  return tablesAfter(orderedMigrations(migrations, label).order);
}

/** By the name of the model in lower case, as Django compares them. What a migration does to a model that is not known is left out. */
export function tablesAfter(migrations: readonly Migration[]): ReadonlyMap<string, MigratedTable> {
  const tables = new Map<string, MigratedTable>();
  for (const { name, operations } of migrations) for (const operation of operations) apply(tables, operation, name);
  return tables;
}

function apply(tables: Map<string, MigratedTable>, operation: Operation, migration: string): void {
  if (operation.kind === "unknown" || operation.kind === "backfill field" || operation.kind === "erase field") return;
  const key = operation.model.toLowerCase();
  if (operation.kind === "create model") {
    const { model, table, fields, whole } = operation;
    const columns = fields.map(
      (field) => [field.name.toLowerCase(), { field, changes: [change("made", migration, field)] }] as const,
    );
    tables.set(key, { model, table, since: migration, columns: new Map(columns), whole });
    return;
  }
  const before = tables.get(key);
  if (!before) return;
  switch (operation.kind) {
    case "delete model":
      tables.delete(key);
      return;
    case "rename model":
      tables.delete(key);
      tables.set(operation.to.toLowerCase(), { ...before, model: operation.to });
      return;
    case "alter table":
      tables.set(key, { ...before, table: operation.table });
      return;
    default:
      tables.set(key, { ...before, columns: changedColumns(before.columns, operation, migration) });
  }
}

type FieldOperation = Extract<
  Operation,
  { kind: "add field" | "alter field" | "change field" | "remove field" | "rename field" }
>;

function changedColumns(
  columns: MigratedTable["columns"],
  operation: FieldOperation,
  migration: string,
): MigratedTable["columns"] {
  const changed = new Map(columns);
  const name = typeof operation.field === "string" ? operation.field : operation.field.name;
  const key = name.toLowerCase();
  const before = columns.get(key);
  switch (operation.kind) {
    case "remove field":
      changed.delete(key);
      break;
    case "rename field": {
      changed.delete(key);
      if (!before) break;
      const field = { ...before.field, name: operation.to };
      changed.set(operation.to.toLowerCase(), {
        field,
        changes: [...before.changes, change("renamed", migration, field)],
      });
      break;
    }
    case "change field": {
      if (!before) break;
      const { type, protection, options } = operation.field;
      const field: MigratedField = {
        ...before.field,
        ...(type === null ? {} : { type, protection }),
        options: { ...before.field.options, ...options },
      };
      changed.set(key, { field, changes: [...before.changes, change("altered", migration, field)] });
      break;
    }
    case "add field":
    case "alter field": {
      const { field } = operation;
      const made = operation.kind === "add field" || !before;
      const earlier = made ? [] : before.changes;
      changed.set(key, { field, changes: [...earlier, change(made ? "made" : "altered", migration, field)] });
    }
  }
  return changed;
}

function change(kind: ColumnChange["kind"], migration: string, field: MigratedField): ColumnChange {
  return { migration, kind, field };
}
