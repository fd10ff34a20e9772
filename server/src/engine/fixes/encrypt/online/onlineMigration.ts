import type { FileChange, FixContext } from "../../model.ts";
import { type AppImports, importsOfApp, withImports } from "../migration/appImports.ts";
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
  readonly imports: AppImports;
  /** Source of the operations for a model, each round for all fields before the next one. */
  readonly rounds: readonly ((model: string) => readonly string[])[];
}

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
    importsOfApp(parts, step.fieldsModuleOf(context), folder, context.file.schema.path),
  );
  return withImports(text, imports)!;
}

function operationsOf(planned: readonly (PlannedColumn & OnlineOperations)[]): readonly string[] {
  const count = Math.max(...planned.map(({ rounds }) => rounds.length));
  return Array.from({ length: count }, (_, round) =>
    planned.flatMap(({ model, rounds }) => rounds[round]?.(model) ?? []),
  ).flat();
}
