import { addImportEdits } from "../../../languages/python/editImports.ts";
import { readModule } from "../../../languages/python/module.ts";
import { applyEdits } from "../../../text/textEdit.ts";
import type { FileChange } from "../../model.ts";
import { moduleSeenFrom } from "../migration/migrationFiles.ts";
import type { AppPlan, RowsPlan } from "../migration/rowsPlan.ts";

/** One step of the way of several releases, as migrations do it. */
export interface OnlineStep {
  /** The module of the generated field classes, as seen by the model's file. */
  readonly fieldsModule: string;
  readonly modelPath: string;
  /** Classes by the module of the generated app that they are in. */
  readonly imports: Readonly<Partial<Record<AppModule, readonly string[]>>>;
  /** In short transactions, so that nobody has to wait. */
  readonly isAtomic: boolean;
  /** Source of the operations for a model. */
  readonly operations: (model: string) => readonly string[];
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

function textOf({ folder, dependency: [app, name], fields }: AppPlan, step: OnlineStep): string {
  const operations = fields.flatMap(([model]) => step.operations(model));
  const body = [
    "class Migration(migrations.Migration):",
    ...(step.isAtomic ? [] : ["    # In short transactions, so that nobody has to wait.", "    atomic = False", ""]),
    `    dependencies = [("${app}", "${name}")]`,
    "    operations = [",
    ...operations.flatMap((operation) => operation.split("\n").map((line) => `        ${line}`)),
    "    ]",
  ];
  const text = `from django.db import migrations\n\n\n${body.join("\n")}\n`;
  const imports = Object.entries(step.imports).flatMap(([part, names]) => {
    const module = moduleSeenFrom(folder, moduleOfApp(step.fieldsModule, part as AppModule), step.modelPath);
    return names.map((each) => ({ module, name: each, origin: "project" as const }));
  });
  // One after the other, so that each finds its place among those before.
  return imports.reduce((current, each) => applyEdits(current, addImportEdits(readModule(current), [each])!), text);
}

/** Another module of the app that the field classes are in. */
export function moduleOfApp(fieldsModule: string, part: AppModule): string {
  return fieldsModule.replace(/fields$/, part);
}
