import { lastPart } from "../../../languages/django/fieldTypes.ts";
import { fieldHistory } from "../../../project/migrations/fieldHistory.ts";
import { type OrderedMigrations, orderedMigrations } from "../../../project/migrations/migrationOrder.ts";
import type { MigratedField, Migration } from "../../../project/migrations/model.ts";
import { type MigratedTable, tablesAfter } from "../../../project/migrations/tables.ts";
import type { Field } from "../../../schema/schema.ts";
import type { FixContext, ModelOfField } from "../../model.ts";

/** What becomes of the rows that exist. */
export interface RowsPlan {
  /** For each app that has a table with the field, the migration to be written. */
  readonly migrations: readonly AppPlan[];
  /** Some table may have rows for which none can be written: its app has no migrations. */
  readonly leavesRows: boolean;
}

export interface AppPlan {
  readonly folder: string;
  readonly name: string;
  /** Label of the app, and the migration that the new one follows. */
  readonly dependency: readonly [app: string, name: string];
  /** Names of models as Django compares them, each with the field. */
  readonly fields: readonly (readonly [model: string, field: string])[];
}

/** A sentence where no migration can be written for certain. `verb`: what it does, as part of its name. */
export function rowsPlan({ models, subject: { field } }: FixContext, verb = "encrypt"): RowsPlan | string {
  const folders = [...new Set(models.map(({ app }) => app.folder))];
  const migrations: AppPlan[] = [];
  for (const folder of folders) {
    if (folder === null) continue;
    const plan = planOfApp(
      folder,
      models.filter(({ app }) => app.folder === folder),
      field,
      verb,
    );
    if (typeof plan === "string") return plan;
    if (plan) migrations.push(plan);
  }
  return { migrations, leavesRows: folders.includes(null) };
}

/** Null when its tables are still to be made. */
function planOfApp(
  folder: string,
  models: readonly ModelOfField[],
  field: Field,
  verb: string,
): AppPlan | string | null {
  const { app } = models[0]!;
  const ordered = orderedMigrations(app.migrations, app.label);
  const unreadable = unreadableIn(ordered);
  if (unreadable)
    return `What the migration \`${unreadable.name}\` does cannot be read, so that none can be written that follows it.`;
  const tables = tablesAfter(ordered.order);
  const fields: (readonly [string, string])[] = [];
  for (const model of models) {
    const key = model.entity.name.toLowerCase();
    const table = tables.get(key);
    const problem = table && problemWith(model, field, table);
    if (problem) return problem;
    if (table?.columns.has(field.name.toLowerCase())) fields.push([key, field.name]);
    // django-simple-history keeps a copy of each row, with the same fields.
    if (tables.get(`historical${key}`)?.columns.has(field.name.toLowerCase()))
      fields.push([`historical${key}`, field.name]);
  }
  if (fields.length === 0) return null;
  const { label, leaves, broken } = ordered;
  if (broken)
    return `The migrations of \`${label}\` depend on each other, or on one that is not there: mend them first.`;
  if (leaves.length > 1) {
    const names = leaves.map((leaf) => `\`${leaf}\``).join(" and ");
    return `The migrations of \`${label}\` end in ${names}: merge them first (\`manage.py makemigrations --merge\`).`;
  }
  const leaf = leaves[0]!;
  return { folder, name: nameAfter(leaf, models, field, verb), dependency: [label, leaf], fields };
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

/** Classes of packages and projects may be called otherwise in a migration than in a model. */
function isOfType({ type }: MigratedField, field: Field): boolean {
  const areOfDjango = [type ?? "", field.type.qualified].every((name) => name.startsWith("django."));
  return !areOfDjango || lastPart(type!) === field.type.name;
}

/** As Django counts them. */
function nameAfter(leaf: string, models: readonly ModelOfField[], field: Field, verb: string): string {
  const number = Number(/^\d+/.exec(leaf)?.[0] ?? 0) + 1;
  const subject = models.length > 1 ? field.name : `${models[0]!.entity.name}_${field.name}`;
  return `${String(number).padStart(4, "0")}_${verb}_${subject.toLowerCase()}`;
}
