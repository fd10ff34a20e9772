import { fieldCallIn } from "../../languages/django/field.ts";
import { classesOf, type ClassScope, nameOf, sourceOf } from "../../languages/django/scope.ts";
import type { CallExpression, Expression } from "../../languages/python/expression.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import { calleeOf, literalOf } from "../../languages/python/literals.ts";
import { type PythonModule, readModule } from "../../languages/python/module.ts";
import { protectionOfDeclaration } from "../../protection/recognise.ts";
import type { Span } from "../../text/span.ts";
import { itemsWithin } from "./listItems.ts";
import { sqlTexts } from "./sqlTexts.ts";
import type { MigratedField, Migration, MigrationReference, Operation } from "./model.ts";

/** Null for a file that holds no migration, such as an `__init__.py`. Never fails: what cannot be read is `unknown`. */
export function readMigration(path: string, text: string): Migration | null {
  if (!text.includes("Migration")) return null;
  const module = readModule(text);
  const scope = classesOf(module).find(
    ({ name, bases }) => name === "Migration" && bases.some((base) => base.qualified.endsWith("Migration")),
  );
  if (!scope) return null;
  const valueOf = (name: string): Span | null => assignedIn(module, scope, name);
  return {
    name: path.slice(path.lastIndexOf("/") + 1, -".py".length),
    path,
    dependencies: references(module, valueOf("dependencies")),
    replaces: references(module, valueOf("replaces")),
    operations: operationsIn(module, valueOf("operations")),
    inConflict: /^(?:<{7}|>{7}) /m.test(text),
  };
}

function assignedIn(module: PythonModule, { members }: ClassScope, wanted: string): Span | null {
  return (
    members.find(({ kind, name }) => kind === "assignment" && name && sourceOf(module, name) === wanted)?.value ?? null
  );
}

/** `[("auth", "0001_initial"), migrations.swappable_dependency(…)]`: what is no pair is about another app. */
function references({ text }: PythonModule, span: Span | null): readonly MigrationReference[] {
  return (span ? (itemsWithin(text, span) ?? []) : []).flatMap((item) => {
    const pair = readExpression(text, item);
    const [app, name] = pair.kind === "sequence" ? pair.items.map(literalOf) : [];
    return typeof app === "string" && typeof name === "string" ? [{ app, name }] : [];
  });
}

/**
 * Each item of the list is read by itself: a first migration may be longer than what is read of one expression.
 */
function operationsIn(module: PythonModule, span: Span | null): readonly Operation[] {
  if (!span) return [];
  const items = itemsWithin(module.text, span);
  if (!items) return [UNREADABLE];
  return items.flatMap((item) => {
    const expression = readExpression(module.text, item);
    // The end of one that is very long is not read.
    return operationsOf(module, expression.kind === "call" ? { ...expression, span: item } : expression);
  });
}

/** Of the state they are what Django then takes the models for; what really becomes of the tables is not known. */
function withinOperation(module: PythonModule, items: Expression | undefined): readonly Operation[] {
  return items?.kind === "sequence" ? items.items.flatMap((item) => operationsOf(module, item)) : [];
}

const UNREADABLE: Operation = { kind: "unknown", name: "operations", sql: [] };

function operationsOf(module: PythonModule, expression: Expression): readonly Operation[] {
  if (expression.kind !== "call") return [UNREADABLE];
  const callee = calleeOf(expression);
  const name = callee.slice(callee.lastIndexOf(".") + 1);
  const text = (keyword: string, position: number): string | null => {
    const value = argumentOf(expression, keyword, position);
    const literal = value && literalOf(value);
    return typeof literal === "string" ? literal : null;
  };
  const unknown: Operation = { kind: "unknown", name, sql: [] };
  switch (name) {
    case "CreateModel":
      return [createModel(module, expression, text("name", 0)) ?? unknown];
    case "DeleteModel": {
      const model = text("name", 0);
      return [model === null ? unknown : { kind: "delete model", model }];
    }
    case "RenameModel": {
      const [model, to] = [text("old_name", 0), text("new_name", 1)];
      return [model === null || to === null ? unknown : { kind: "rename model", model, to }];
    }
    case "AlterModelTable": {
      const model = text("name", 0);
      return [model === null ? unknown : { kind: "alter table", model, table: text("table", 1) }];
    }
    // Those with `Once` are of the app that `encrypt` generates, as are some below.
    case "AddField":
    case "AddFieldOnce":
    case "AlterField": {
      const [model, field] = [text("model_name", 0), text("name", 1)];
      if (model === null || field === null) return [unknown];
      const made = migratedField(module, field, argumentOf(expression, "field", 2));
      return [{ kind: name === "AlterField" ? "alter field" : "add field", model, field: made }];
    }
    case "EncryptField":
    case "TokenizeField": {
      // Of our own migrations: which class the field has from then on is decided when Django runs them.
      const [model, field] = [text("model_name", 0), text("name", 1)];
      if (model === null || field === null) return [unknown];
      const kind = name === "EncryptField" ? "encrypted" : "tokenized";
      const made: MigratedField = { name: field, type: null, protection: { kind, by: null }, options: {} };
      return [{ kind: "alter field", model, field: made }];
    }
    case "ChangeField": {
      const [model, field] = [text("model_name", 0), text("name", 1)];
      return [model === null || field === null ? unknown : changeField(module, expression, model, field)];
    }
    case "BackfillEncrypted":
    case "ErasePlain": {
      const [model, field] = [text("model_name", 0), text("name", 1)];
      if (model === null || field === null) return [unknown];
      return [{ kind: name === "ErasePlain" ? "erase field" : "backfill field", model, field }];
    }
    case "RemoveField":
    case "RemoveFieldOnce": {
      const [model, field] = [text("model_name", 0), text("name", 1)];
      return [model === null || field === null ? unknown : { kind: "remove field", model, field }];
    }
    case "RenameField": {
      const [model, field, to] = [text("model_name", 0), text("old_name", 1), text("new_name", 2)];
      return [model === null || field === null || to === null ? unknown : { kind: "rename field", model, field, to }];
    }
    case "SeparateDatabaseAndState": {
      const run = withinOperation(module, argumentOf(expression, "database_operations", 0));
      const sql = run.flatMap((operation) => (operation.kind === "unknown" ? operation.sql : []));
      return [{ ...unknown, sql }, ...withinOperation(module, argumentOf(expression, "state_operations", 1))];
    }
    case "RunSQL": {
      const sql = sqlTexts(module, argumentOf(expression, "sql", 0));
      return [{ ...unknown, sql }, ...withinOperation(module, argumentOf(expression, "state_operations", 2))];
    }
    case "RunPython":
      return [{ ...unknown, sql: sqlTexts(module, argumentOf(expression, "code", 0)) }];
    default:
      return CHANGES_NO_COLUMN.has(name) ? [] : [unknown];
  }
}

/**
 * django/db/migrations/operations/models.py and django/contrib/postgres/operations.py (Django 5.2): indexes, constraints, what
 * the database is given besides tables, and what Django only remembers; and three of the app that `encrypt` generates.
 */
const CHANGES_NO_COLUMN: ReadonlySet<string> = new Set([
  "AddConstraint",
  "AddConstraintNotValid",
  "AddIndex",
  "AddIndexConcurrently",
  "AlterConstraint",
  "AlterIndexTogether",
  "AlterModelManagers",
  "AlterModelOptions",
  "AlterModelTableComment",
  "AlterOrderWithRespectTo",
  "AlterUniqueTogether",
  "BloomExtension",
  "BtreeGinExtension",
  "BtreeGistExtension",
  "CITextExtension",
  "CreateCollation",
  "CreateExtension",
  "CryptoExtension",
  "FillBlindIndex",
  "HStoreExtension",
  "MakeUnique",
  "MoveUniqueness",
  "RemoveCollation",
  "RemoveConstraint",
  "RemoveIndex",
  "RemoveIndexConcurrently",
  "RenameIndex",
  "TrigramExtension",
  "UnaccentExtension",
  "ValidateConstraint",
]);

function changeField(module: PythonModule, expression: CallExpression, model: string, field: string): Operation {
  const to = argumentOf(expression, "to", 2);
  const type = to?.kind === "name" ? nameOf(module, to.text).qualified : null;
  const protection = protectionOfDeclaration(type ?? "", []);
  return { kind: "change field", model, field: { name: field, type, protection, options: columnOptions(expression) } };
}

/** Taken apart by its text: with the choices of its fields, one model may be longer than what is read of one expression. */
function createModel(module: PythonModule, { open, span }: CallExpression, model: string | null): Operation | null {
  const { text } = module;
  const values = (itemsWithin(text, { start: open, end: span.end }) ?? []).map((item) => argumentAt(text, item));
  const valueOf = (keyword: string, position: number): Span | null =>
    (values.find(({ name }) => name === keyword) ?? values.filter(({ name }) => name === null)[position])?.value ??
    null;
  const fields = valueOf("fields", 1);
  const items = fields && itemsWithin(text, fields);
  if (model === null || !items) return null;
  const found = items.flatMap((item) => {
    const pair = readExpression(text, item);
    const [name, field] = pair.kind === "sequence" ? pair.items : [];
    const literal = name && literalOf(name);
    return typeof literal === "string" ? [migratedField(module, literal, field)] : [];
  });
  const options = valueOf("options", 2);
  return {
    kind: "create model",
    model,
    table: options && tableIn(readExpression(text, options)),
    fields: found,
    whole: found.length === items.length,
  };
}

function argumentAt(text: string, { start, end }: Span): { readonly name: string | null; readonly value: Span } {
  const named = /^(\w+)\s*=(?!=)\s*/.exec(text.slice(start, Math.min(end, start + 200)));
  return { name: named?.[1] ?? null, value: { start: start + (named?.[0].length ?? 0), end } };
}

function tableIn(options: Expression): string | null {
  if (options.kind !== "dictionary") return null;
  const table = options.entries.find(({ key }) => literalOf(key) === "db_table")?.value;
  const name = table && literalOf(table);
  return typeof name === "string" ? name : null;
}

/** Options that decide what the column is. */
const COLUMN_OPTIONS = new Set([
  "db_column",
  "db_index",
  "decimal_places",
  "max_digits",
  "max_length",
  "null",
  "primary_key",
  "unique",
]);

function migratedField(module: PythonModule, name: string, expression: Expression | undefined): MigratedField {
  const made = expression ? fieldCallIn(module, expression) : null;
  if (!made) return { name, type: null, protection: { kind: "none", by: null }, options: {} };
  const type = made.callee.qualified;
  return {
    name,
    type,
    protection: protectionOfDeclaration(type, made.wrappers),
    options: columnOptions(made.call),
  };
}

function columnOptions(call: CallExpression): MigratedField["options"] {
  const options = call.arguments.flatMap((argument) => {
    const value = argument.name !== null && COLUMN_OPTIONS.has(argument.name) ? literalOf(argument.value) : undefined;
    return value === undefined ? [] : [[argument.name!, value] as const];
  });
  return Object.fromEntries(options);
}

function argumentOf(call: CallExpression, keyword: string, position: number): Expression | undefined {
  const named = call.arguments.find((argument) => argument.name === keyword);
  const positional = call.arguments.filter(({ name, stars }) => name === null && stars === "")[position];
  return (named ?? positional)?.value;
}
