import { lastPart } from "../../../languages/django/fieldTypes.ts";
import { fieldHistory } from "../../../project/migrations/fieldHistory.ts";
import { type OrderedMigrations, orderedMigrations } from "../../../project/migrations/migrationOrder.ts";
import type { MigratedField, Migration } from "../../../project/migrations/model.ts";
import { madeInSql } from "../../../project/migrations/madeInSql.ts";
import { type MigratedTable, tablesAfter } from "../../../project/migrations/tables.ts";
import { columnOf } from "../../../project/uses/tables.ts";
import type { Field } from "../../../schema/schema.ts";
import type { Contexts, FixContext, ModelOfField } from "../../model.ts";

/** What becomes of the rows that exist. */
export interface RowsPlan {
  /** For each app that has a table with the field, the migration to be written. */
  readonly migrations: readonly AppPlan[];
  /** Some table may have rows for which none can be written: its app has no migrations. */
  readonly leavesRows: boolean;
  /** Some column is in no migration of its app yet: `makemigrations` writes the one that makes it. */
  readonly isToBeMade: boolean;
}

export interface AppPlan {
  readonly folder: string;
  readonly name: string;
  /** Label of the app, and the migration that the new one follows. */
  readonly dependency: readonly [app: string, name: string];
  readonly columns: readonly PlannedColumn[];
}

export interface PlannedColumn {
  /** Name of the model as Django compares it. */
  readonly model: string;
  /** Of the copies of its rows that django-simple-history keeps. */
  readonly isHistory: boolean;
  /** Of its field. */
  readonly context: FixContext;
}

/** One migration an app for all fields; a sentence where none can be written for certain. `verb`: what it does, as part of its name. */
export function rowsPlan(contexts: Contexts, verb = "encrypt"): RowsPlan | string {
  const all = contexts.flatMap((context) => context.models.map((model): PlacedField => ({ context, model })));
  const folders = [...new Set(all.map(({ model }) => model.app.folder))];
  const migrations: AppPlan[] = [];
  let isToBeMade = false;
  for (const folder of folders) {
    if (folder === null) continue;
    const own = all.filter(({ model }) => model.app.folder === folder);
    const plan = planOfApp(folder, own, verb);
    if (typeof plan === "string") return plan;
    if (plan) migrations.push(plan);
    const made = plan?.columns.filter(({ isHistory }) => !isHistory).length ?? 0;
    if (made < own.length) isToBeMade = true;
  }
  return { migrations, leavesRows: folders.includes(null), isToBeMade };
}

/** Whether django-simple-history keeps copies of some of the rows. */
export function haveHistory({ migrations }: RowsPlan): boolean {
  return migrations.some(({ columns }) => columns.some(({ isHistory }) => isHistory));
}

/** The model of django-simple-history that keeps a copy of each row, with the same fields. Both names as Django compares them. */
export function historyOf(model: string): string {
  return `historical${model}`;
}

/** A field in one of the tables that have its column. */
interface PlacedField {
  readonly context: FixContext;
  readonly model: ModelOfField;
}

/** Null when its tables are still to be made. */
function planOfApp(folder: string, placed: readonly PlacedField[], verb: string): AppPlan | string | null {
  const { app } = placed[0]!.model;
  const ordered = orderedMigrations(app.migrations, app.label);
  const conflict = app.migrations.find(({ inConflict }) => inConflict);
  if (conflict) return `There is a merge conflict in the migration \`${conflict.name}\`: resolve it first.`;
  const unreadable = unreadableIn(ordered);
  if (unreadable)
    return `What the migration \`${unreadable.name}\` does cannot be read, so that none can be written that follows it.`;
  const tables = tablesAfter(ordered.order);
  const columns: PlannedColumn[] = [];
  for (const { context, model } of placed) {
    const { field } = context.subject;
    const key = model.entity.name.toLowerCase();
    const table = tables.get(key);
    const problem = table && (problemWith(model, field, table) ?? problemInSql(model, field, table, ordered));
    if (problem) return problem;
    for (const each of [key, historyOf(key)]) {
      if (!tables.get(each)?.columns.has(field.name.toLowerCase())) continue;
      columns.push({ model: each, isHistory: each !== key, context });
    }
  }
  if (columns.length === 0) return null;
  const { label, leaves, broken } = ordered;
  if (broken)
    return `The migrations of \`${label}\` depend on each other, or on one that is not there: mend them first.`;
  if (leaves.length > 1) {
    const names = leaves.map((leaf) => `\`${leaf}\``).join(" and ");
    return `The migrations of \`${label}\` end in ${names}: merge them first (\`manage.py makemigrations --merge\`).`;
  }
  const leaf = leaves[0]!;
  return { folder, name: nameAfter(leaf, placed, verb), dependency: [label, leaf], columns };
}

function unreadableIn({ order }: OrderedMigrations): Migration | undefined {
  return order.find(({ operations }) =>
    operations.some((operation) => operation.kind === "unknown" && operation.name === "operations"),
  );
}

function problemWith({ entity, app }: ModelOfField, field: Field, table: MigratedTable): string | null {
  if (!entity.managed) {
    return `The table of ${entity.name} belongs to another system (\`managed = False\`), which would read ciphertext.`;
  }
  const column = table.columns.get(field.name.toLowerCase());
  if (!column)
    return table.whole ? null : `The migrations of \`${app.label}\` do not tell whether ${entity.name} has the column.`;
  const history = fieldHistory(app.migrations, app.label, { entity, field });
  if (history?.pending !== true && isOfType(column.field, field)) return null;
  return `The last migration of ${entity.name}.${field.name} says something else than the model: run \`manage.py makemigrations\` first.`;
}

/** What statements of SQL have made of the column goes with it, or reads what is in it from then on. */
function problemInSql(
  { entity }: ModelOfField,
  field: Field,
  { table }: MigratedTable,
  { order, label }: OrderedMigrations,
): string | null {
  const [made] = madeInSql(order, {
    table: table ?? entity.table ?? `${label}_${entity.name}`,
    column: columnOf(field) ?? field.name,
  });
  if (!made) return null;
  const { kind, name, migration } = made;
  const what = `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}${name === null ? "" : ` (\`${name}\`)`}`;
  return `The migration \`${migration}\` makes ${what} of it in SQL, which Django does not know: it would go with the plain column, or find ciphertext. Drop it in a migration first.`;
}

/** Classes of packages and projects may be called otherwise in a migration than in a model. */
function isOfType({ type }: MigratedField, field: Field): boolean {
  const areOfDjango = [type ?? "", field.type.qualified].every((name) => name.startsWith("django."));
  return !areOfDjango || lastPart(type!) === field.type.name;
}

/** As Django counts them; after the one field or model where there is only one. */
function nameAfter(leaf: string, placed: readonly PlacedField[], verb: string): string {
  const number = Number(/^\d+/.exec(leaf)?.[0] ?? 0) + 1;
  const fields = [...new Set(placed.map(({ context }) => context.subject.field.name))];
  const models = [...new Set(placed.map(({ model }) => model.entity.name))];
  const parts = [...(models.length === 1 ? models : []), ...(fields.length === 1 ? fields : [])];
  const subject = parts.length > 0 ? parts.join("_") : "fields";
  return `${String(number).padStart(4, "0")}_${verb}_${subject.toLowerCase()}`;
}
