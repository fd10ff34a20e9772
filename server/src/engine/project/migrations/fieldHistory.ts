import type { ClassifiedField } from "../model.ts";
import { lastPart } from "../../languages/django/fieldTypes.ts";
import type { Entity, Field } from "../../schema/schema.ts";
import { recogniseProtection } from "../../protection/recognise.ts";
import { type OrderedMigrations, orderedMigrations } from "./migrationOrder.ts";
import type { MigratedField, Migration } from "./model.ts";
import { type MigratedColumn, type MigratedTable, tablesAfter } from "./tables.ts";

/** What the migrations of an app tell of one field. Migrations are called by their names. */
export interface FieldHistory {
  /** The migration that made the table; null when none does. */
  readonly tableSince: string | null;
  /** The migration that made the column; null when none does. */
  readonly columnSince: string | null;
  /** Other names that the column's field had before, the last one first. */
  readonly formerNames: readonly string[];
  /** `never`: in all migrations it is encrypted, or the like. `until`: a migration has changed that. `still`: it is plain. */
  readonly plain: { readonly kind: "never" | "still" } | { readonly kind: "until"; readonly migration: string } | null;
  /** Whether the model says something else than the last migration, so that one has yet to be made; null when that is not known. */
  readonly pending: boolean | null;
  /** Migrations that do something which cannot be read (`RunPython`, `RunSQL`), at or after the one that made the column. */
  readonly unread: readonly string[];
  /** More than one: they have to be merged before anything can be migrated. */
  readonly leaves: readonly string[];
}

/**
 * `label` is that of the model's app. Null for a class that has no table of its own: its columns are in those of its heirs.
 */
export function fieldHistory(
  migrations: readonly Migration[],
  label: string,
  { entity, field }: Pick<ClassifiedField, "entity" | "field">,
): FieldHistory | null {
  if (entity.abstract || entity.proxy || !entity.managed || migrations.length === 0) return null;
  const ordered = orderedMigrations(migrations, label);
  const table = tablesAfter(ordered.order).get(entity.name.toLowerCase());
  const column = table?.columns.get(field.name.toLowerCase());
  const { leaves } = ordered;
  if (!table || !column) {
    const pending = table?.whole === false || ordered.broken ? null : true;
    return {
      tableSince: table?.since ?? null,
      columnSince: null,
      formerNames: [],
      plain: null,
      pending,
      unread: [],
      leaves,
    };
  }
  const columnSince = column.changes[0]!.migration;
  return {
    tableSince: table.since,
    columnSince,
    formerNames: formerNamesOf(column),
    plain: plainOf(column),
    pending: isTableMoved(table, entity) || isPending(column.field, field, entity),
    unread: unreadSince(ordered, columnSince),
    leaves,
  };
}

function formerNamesOf({ field, changes }: MigratedColumn): readonly string[] {
  const names = changes.map((change) => change.field.name).toReversed();
  return [...new Set(names)].filter((name) => name !== field.name);
}

function plainOf({ field, changes }: MigratedColumn): FieldHistory["plain"] {
  const isPlain = (each: MigratedField): boolean => each.protection.kind === "none";
  if (isPlain(field)) return field.type === null ? null : { kind: "still" };
  const lastPlain = changes.findLastIndex((change) => isPlain(change.field));
  if (lastPlain < 0) return { kind: "never" };
  return { kind: "until", migration: changes[lastPlain + 1]!.migration };
}

/** Whether the model names another table than the migrations. One that is not written out in the model may be any. */
function isTableMoved({ table }: MigratedTable, entity: Entity): boolean {
  return entity.table !== null && entity.table !== table;
}

/** Compares what decides the column. Classes of other names may still be the same field: that is not known. */
function isPending(last: MigratedField, field: Field, entity: Entity): boolean | null {
  if (last.type === null && last.protection.kind === "none") return null;
  if (field.arguments.some(({ text }) => text.startsWith("*"))) return null;
  const isProtected = recogniseProtection(field, entity).kind === "encrypted";
  if (isProtected !== (last.protection.kind === "encrypted")) return true;
  if (last.type === null || lastPart(last.type) !== field.type.name) return null;
  const options = new Map(
    field.arguments.flatMap(({ name, value }) =>
      name === null || value === undefined ? [] : [[name, value] as const],
    ),
  );
  // What is not written out in the model may be anything.
  const isOpen = (name: string): boolean =>
    field.arguments.some((each) => each.name === name && each.value === undefined);
  const defaults = { ...DEFAULTS, max_length: DEFAULT_LENGTHS[field.type.name] };
  const differing = COMPARED.filter((name) => {
    const byDefault = defaults[name as keyof typeof defaults];
    return !isOpen(name) && (last.options[name] ?? byDefault) !== (options.get(name) ?? byDefault);
  });
  // What only one of both says, a class of a package or of the project may say by itself.
  const isOfDjango = last.type.startsWith("django.");
  const isSurely = (name: string): boolean => isOfDjango || (name in last.options && options.has(name));
  return differing.length > 0 && !differing.some(isSurely) ? null : differing.length > 0;
}

const COMPARED = ["null", "unique", "max_length", "max_digits", "decimal_places", "db_column"];

const DEFAULTS = { null: false, unique: false };

/** Some of these Django writes into migrations, some it leaves out (django/db/models/fields/, 5.2). */
const DEFAULT_LENGTHS: Readonly<Record<string, number>> = {
  EmailField: 254,
  FileField: 100,
  FilePathField: 100,
  GenericIPAddressField: 39,
  ImageField: 100,
  SlugField: 50,
  URLField: 200,
  UUIDField: 32,
};

function unreadSince({ order }: OrderedMigrations, since: string): readonly string[] {
  const first = order.findIndex(({ name }) => name === since);
  return order
    .slice(first)
    .filter(({ operations }) => operations.some(({ kind }) => kind === "unknown"))
    .map(({ name }) => name);
}
