import { addImportEdits } from "../../../languages/python/editImports.ts";
import { readModule } from "../../../languages/python/module.ts";
import { applyEdits } from "../../../text/textEdit.ts";
import type { FileChange, FixContext } from "../../model.ts";
import { moduleSeenFrom } from "../migration/migrationFiles.ts";
import type { AppPlan, PlannedColumn, RowsPlan } from "../migration/rowsPlan.ts";

/** One step of the way of several releases, as migrations do it. */
export interface OnlineStep {
  /** The module of the generated field classes, as seen by the file of the field's model. */
  readonly fieldsModuleOf: (context: FixContext) => string;
  /** In short transactions, so that nobody has to wait. */
  readonly isAtomic: boolean;
  readonly operationsOf: (context: FixContext) => OnlineOperations;
}

/** Of one field. */
export interface OnlineOperations {
  /** Classes by the module of the generated app that they are in. */
  readonly imports: Readonly<Partial<Record<AppModule, readonly string[]>>>;
  /** Source of the operations for a model, each round for all fields before the next one. */
  readonly rounds: readonly ((model: string) => readonly string[])[];
}

export type AppModule = "fields" | "copies" | "operations";

/** One migration an app. */
export function onlineMigrations({ migrations }: RowsPlan, step: OnlineStep): readonly FileChange[] {
  return migrations.map((plan) => ({
    kind: "create",
    path: `${plan.folder}/${plan.name}.py`,
    text: textOf(plan, step),
  }));
}

function textOf({ folder, dependency: [app, name], columns }: AppPlan, step: OnlineStep): string {
  const planned = columns.map((column) => ({ ...column, ...step.operationsOf(column.context) }));
  const body = [
    "class Migration(migrations.Migration):",
    ...(step.isAtomic ? [] : ["    # In short transactions, so that nobody has to wait.", "    atomic = False", ""]),
    `    dependencies = [("${app}", "${name}")]`,
    "    operations = [",
    ...operationsOf(planned).flatMap((operation) => operation.split("\n").map((line) => `        ${line}`)),
    "    ]",
  ];
  const text = `from django.db import migrations\n\n\n${body.join("\n")}\n`;
  const imports = planned.flatMap(({ context, imports: parts }) =>
    Object.entries(parts).flatMap(([part, names]) => {
      const inApp = moduleOfApp(step.fieldsModuleOf(context), part as AppModule);
      const module = moduleSeenFrom(folder, inApp, context.file.schema.path);
      return names.map((each) => ({ module, name: each, origin: "project" as const }));
    }),
  );
  // One after the other, so that each finds its place among those before.
  return imports.reduce((current, each) => applyEdits(current, addImportEdits(readModule(current), [each])!), text);
}

function operationsOf(planned: readonly (PlannedColumn & OnlineOperations)[]): readonly string[] {
  const count = Math.max(...planned.map(({ rounds }) => rounds.length));
  return Array.from({ length: count }, (_, round) =>
    planned.flatMap(({ model, rounds }) => rounds[round]?.(model) ?? []),
  ).flat();
}

/** Another module of the app that the field classes are in. */
export function moduleOfApp(fieldsModule: string, part: AppModule): string {
  return fieldsModule.replace(/fields$/, part);
}
