import type { LanguageEditor } from "../../../languages/language.ts";
import { languageOf } from "../../../languages/registry.ts";
import { generated } from "../../../protection/generated/provider.ts";
import { type Editing, inSequence } from "../../inSequence.ts";
import type { FixContext, FixPlan, FixStep } from "../../model.ts";
import { notesOnQueries } from "../hazards/againstQueries.ts";
import { referencesOf } from "../hazards/references.ts";
import { generatedAppFor } from "../generatedApp.ts";
import { rowsPlan } from "../migration/rowsPlan.ts";
import { modelStep } from "./modelStep.ts";
import { moduleOfApp, type OnlineStep, onlineMigrations } from "./onlineMigration.ts";
import { pythonLiteral, sharedOptions } from "./options.ts";
import { migratedFieldOf } from "./possible.ts";
import { namesBeside, operationsOn, type Stage } from "./stage.ts";

type ContractStage = Exclude<Stage, "plain" | "done">;

/** By how far the field has come. */
export const contractSteps: Readonly<Record<ContractStage, (context: FixContext) => FixPlan | null>> = {
  expanded: readEncrypted,
  switched: stopWriting,
  stopped: erasePlain,
  forgotten: dropPlain,
};

/** The field becomes the encrypted one, and a plain field follows it for processes that know no other. */
function readEncrypted(context: FixContext): FixPlan | null {
  const { field } = context.subject;
  const change = generated.change(field);
  const migrated = migratedFieldOf(context);
  const options = migrated && sharedOptions(field, migrated);
  if (typeof change === "string" || !migrated || !options) return null;
  const { encrypted, plain } = namesBeside(field);
  const column = migrated.options.db_column;
  const index = migrated.options.db_index;
  const plainClass = change.use.name.replace(/^Encrypted/, "Plain");
  const plainCall = (shared: readonly string[]): string =>
    callOf(plainClass, [
      `copy_of="${field.name}"`,
      `db_column="${typeof column === "string" ? column : field.name}"`,
      ...shared,
      // The index stays as long as the column does.
      ...(index === undefined ? [] : [`db_index=${pythonLiteral(index)}`]),
      "null=True",
      "editable=False",
    ]);
  const newOptions = { ...change.setKeywords, db_column: `"${encrypted}"`, null: "True" };
  const dropped = change.dropKeywords.filter((name) => !(name in newOptions));
  return planOf(context, {
    verb: "read_encrypted",
    title: "Read the encrypted column in place of the plain one:",
    edit: (editor, target, module) => [
      (text) =>
        editor.addImports(text, [
          { module, name: change.use.name, origin: "project" },
          { module: moduleOfApp(module, "copies"), name: plainClass, origin: "project" },
        ]),
      (text) =>
        editor.changeField(text, target, { callee: change.use.name, dropKeywords: dropped, setKeywords: newOptions }),
      (text) => editor.removeField(text, { ...target, field: encrypted }),
      (text) => editor.addBehindField(text, target, `${plain} = ${plainCall(options.inModel)}`),
    ],
    fieldsAfter: (names) =>
      names.filter((name) => name !== encrypted).flatMap((name) => (name === field.name ? [name, plain] : [name])),
    migration: {
      imports: { fields: [change.use.name], copies: [plainClass], operations: ["ChangeField", "RestorePlain"] },
      isAtomic: true,
      operations: (model) => [
        ...(migrated.options.null === true ? [] : [`ChangeField("${model}", "${field.name}", null=True),`]),
        [
          "# The columns stay as they are: only the fields change places.",
          "migrations.SeparateDatabaseAndState(",
          "    state_operations=[",
          `        migrations.RemoveField("${model}", "${encrypted}"),`,
          `        ChangeField("${model}", "${field.name}", ${[change.use.name, `drop=${tuple(dropped)}`, ...keywords(newOptions)].join(", ")}),`,
          `        migrations.AddField("${model}", "${plain}", ${plainCall(options.inMigration)}),`,
          "    ]",
          "),",
        ].join("\n"),
        `RestorePlain("${model}", "${plain}"),`,
      ],
    },
    steps: referencesOf(context).changes.map((each) => ({
      label: `Search, filters and order in ${each.path}`,
      changes: [each],
    })),
    notes: [
      "From this release on the encrypted column is read. Processes of the release before go on reading and writing the plain one, which is kept right.",
      "Run `manage.py migrate`, then start the new release. Only when no process of the one before is left, go on with `encrypt-contract` once more.",
      ...change.notes,
      ...notesOnQueries(context),
    ],
  });
}

function stopWriting(context: FixContext): FixPlan | null {
  const { field } = context.subject;
  const { plain } = namesBeside(field);
  return planOf(context, {
    verb: "stop_writing_plain",
    title: "Stop writing the plain column of",
    edit: (editor, target) => [
      (text) => editor.changeField(text, { ...target, field: plain }, { setKeywords: { erase: "True" } }),
    ],
    fieldsAfter: (names) => names,
    migration: {
      imports: { operations: ["ChangeField", "RequireNoDifferences"] },
      isAtomic: true,
      operations: (model) => [
        `RequireNoDifferences("${model}", "${plain}"),`,
        `ChangeField("${model}", "${plain}", erase=True),`,
      ],
    },
    steps: [],
    notes: [
      "The migration stops when a row is not the same in both columns: then a process of an earlier release still writes, or `manage.py backfill_encrypted` is due.",
      "Run `manage.py migrate`, then start the new release. Only when no process of the one before is left, go on with `encrypt-contract` once more.",
    ],
  });
}

function erasePlain(context: FixContext): FixPlan | null {
  const { field } = context.subject;
  const { plain } = namesBeside(field);
  return planOf(context, {
    verb: "erase_plain",
    title: "Erase the plain column of",
    edit: (editor, target) => [(text) => editor.removeField(text, { ...target, field: plain })],
    fieldsAfter: (names) => names.filter((name) => name !== plain),
    migration: {
      imports: { operations: ["ErasePlain"] },
      isAtomic: false,
      operations: (model) => [
        `ErasePlain("${model}", "${plain}"),`,
        "# The column goes once no process that knows it is left.",
        `migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("${model}", "${plain}")]),`,
      ],
    },
    steps: [],
    notes: [
      "Make a backup first: what is erased cannot be had from the plain column again. Where the encrypted column does not hold the same, the value stays and the migration stops.",
      "Run `manage.py migrate`, then start the new release. Only when no process of the one before is left, go on with `encrypt-contract` once more.",
    ],
  });
}

function dropPlain(context: FixContext): FixPlan | null {
  const { field } = context.subject;
  const { plain } = namesBeside(field);
  const added = operationsOn(context, plain).find(({ kind }) => kind === "add field");
  if (added?.kind !== "add field") return null;
  const plainClass = added.field.type?.replace(/^.*\./, "") ?? "";
  if (!/^Plain\w+Field$/.test(plainClass)) return null;
  const options = Object.entries(added.field.options).filter(([name]) => name !== "null");
  const plainCall = callOf(plainClass, [
    `copy_of="${field.name}"`,
    ...options.map(([name, value]) => `${name}=${pythonLiteral(value)}`),
    "erase=True",
    "null=True",
    "editable=False",
  ]);
  const wasNullable = !operationsOn(context, field.name).some(
    (operation) =>
      operation.kind === "change field" && operation.field.type === null && operation.field.options.null === true,
  );
  return planOf(context, {
    verb: "drop_plain",
    title: "Drop the plain column of",
    edit: (editor, target) =>
      wasNullable ? [] : [(text) => editor.changeField(text, target, { dropKeywords: ["null"] })],
    fieldsAfter: (names) => names,
    migration: {
      imports: {
        copies: [plainClass],
        operations: ["RemoveFieldOnce", "RequireNoDifferences", ...(wasNullable ? [] : ["ChangeField"])],
      },
      isAtomic: true,
      operations: (model) => [
        [
          "migrations.SeparateDatabaseAndState(",
          `    state_operations=[migrations.AddField("${model}", "${plain}", ${plainCall})]`,
          "),",
        ].join("\n"),
        `RequireNoDifferences("${model}", "${plain}"),`,
        `RemoveFieldOnce("${model}", "${plain}"),`,
        ...(wasNullable ? [] : [`ChangeField("${model}", "${field.name}", null=False),`]),
      ],
    },
    steps: [],
    notes: [
      "The plain column goes, if each row holds the same without it. Run `manage.py migrate`; no process has to be started anew for that.",
      "Older backups, replicas and exports keep the plain values, as do pages that the database has not cleared yet (PostgreSQL: `VACUUM FULL`).",
    ],
  });
}

interface ContractStep {
  /** Of the migration's name. */
  readonly verb: string;
  readonly title: string;
  readonly edit: (
    editor: LanguageEditor,
    target: { readonly entity: string; readonly field: string },
    fieldsModule: string,
  ) => readonly Editing[];
  readonly fieldsAfter: (names: readonly string[]) => readonly string[];
  readonly migration: Pick<OnlineStep, "imports" | "isAtomic" | "operations">;
  /** In files besides the model's and the migration. */
  readonly steps: readonly FixStep[];
  readonly notes: readonly string[];
}

function planOf(context: FixContext, step: ContractStep): FixPlan | null {
  const { subject, text, file } = context;
  const { entity, field } = subject;
  const rows = rowsPlan(context, step.verb);
  const app = generatedAppFor(context);
  const editor = languageOf(file.schema.path)?.editor;
  if (typeof rows === "string" || typeof app === "string" || !editor) return null;
  const fieldsModule = app.helper.module;
  const edits = inSequence(text, step.edit(editor, { entity: entity.name, field: field.name }, fieldsModule));
  const model = modelStep(context, edits, step.fieldsAfter);
  if (!model) return null;
  const files = onlineMigrations(rows, { fieldsModule, modelPath: file.schema.path, ...step.migration });
  return {
    id: "encrypt-contract",
    title: `${step.title} ${entity.name}.${field.name}`,
    steps: [...(edits!.length > 0 ? [model] : []), { label: "Migration", changes: files }, ...step.steps],
    notes: step.notes,
  };
}

function callOf(name: string, items: readonly string[]): string {
  return `${name}(${items.join(", ")})`;
}

function keywords(options: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(options).map(([name, value]) => `${name}=${value}`);
}

function tuple(names: readonly string[]): string {
  return names.length === 1 ? `("${names[0]!}",)` : `(${names.map((name) => `"${name}"`).join(", ")})`;
}
