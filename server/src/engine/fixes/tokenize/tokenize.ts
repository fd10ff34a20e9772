import { languageOf } from "../../languages/registry.ts";
import { REQUIREMENT } from "../../protection/generated/provider.ts";
import { losesValue } from "../../rules/storage/random-field-discards-value/rule.ts";
import { applyEdits } from "../../text/textEdit.ts";
import { type Installing, installing } from "../encrypt/appSettings.ts";
import { dependencyStep } from "../encrypt/dependency.ts";
import { isStillDeclared } from "../encrypt/encrypt.ts";
import { referencesOf } from "../encrypt/hazards/references.ts";
import { beforeDeploying } from "../encrypt/keys/beforeDeploying.ts";
import { environmentStep } from "../encrypt/keys/environmentStep.ts";
import { keySettingsStep } from "../encrypt/keySettings.ts";
import { type RowsPlan, rowsPlan } from "../encrypt/migration/rowsPlan.ts";
import { inSequence } from "../inSequence.ts";
import type { Fix, FixContext, FixPlan, FixStep } from "../model.ts";
import { RANDOM_FIELD, reasonAgainstTokens } from "./reasonAgainstTokens.ts";
import { tokenMigrations } from "./tokenMigrations.ts";
import { notesOnTokens } from "./tokenNotes.ts";
import { type TokenTable, tokenTableFor } from "./tokenTable.ts";

/** A token in the field's column, and its value encrypted in a table of tokens that is generated into the project. */
export const tokenize: Fix = {
  id: "tokenize",

  offer(context) {
    const { subject } = context;
    const { verdict, treatment } = subject.classification;
    const loses = losesValue(subject);
    if (verdict !== "sensitive" || (treatment !== "tokenize" && !loses)) return null;
    const reason = reasonAgainstTokens(context);
    if (reason) return { id: "tokenize", ...reason };
    const parts = partsOf(context);
    if (typeof parts === "string") return { id: "tokenize", because: parts };
    const scope = treatment === "tokenize" ? "; the system stays in PCI DSS scope" : "";
    const rows = parts.rows.migrations.length > 0 ? "; rows included (small table, maintenance window)" : "";
    return {
      id: "tokenize",
      title: `Keep a token here, and the value encrypted in a table of tokens${scope}${rows}…`,
      kind: "suggestion",
      // A card's number is better not here at all.
      preferred: loses,
      input: null,
    };
  },

  plan(context) {
    // Without them nobody knows what the edit would break.
    if (!context.uses) return null;
    const parts = partsOf(context);
    return typeof parts === "string" ? null : planWith(context, parts);
  },
};

interface Parts {
  readonly table: TokenTable;
  readonly app: Installing;
  readonly rows: RowsPlan;
}

function partsOf(context: FixContext): Parts | string {
  const table = tokenTableFor(context);
  if (typeof table === "string") return table;
  const app = installing(context.project, table.app);
  if (typeof app === "string") return app;
  if (app.byHand)
    return "The table of tokens needs an app in `INSTALLED_APPS`, and no settings say what is installed in a way that is edited here.";
  const rows = rowsPlan(context, "tokenize");
  if (typeof rows === "string") return rows;
  if (rows.leavesRows) {
    return "Its app has no migrations, so that the values of rows that may exist could not be taken along.";
  }
  return { table, app, rows };
}

function planWith(context: FixContext, { table, app, rows }: Parts): FixPlan | null {
  const { file, text, subject, project } = context;
  const { entity, field } = subject;
  const { path } = file.schema;
  const editor = languageOf(path)?.editor;
  if (!editor) return null;
  const kind = kindOf(context);
  const length = field.arguments.find(({ name }) => name === "length");
  const isRandom = field.type.qualified === RANDOM_FIELD;
  const change = {
    callee: CLASS,
    dropKeywords: isRandom ? OF_RANDOM_FIELDS : [],
    setKeywords: { kind: `"${kind}"`, ...(isRandom && length ? { max_length: length.text } : {}) },
  };
  const module = `${table.app}.token_fields`;
  const edits = inSequence(text, [
    (current) => editor.addImports(current, [{ module, name: CLASS, origin: "project" }]),
    (current) => editor.changeField(current, { entity: entity.name, field: field.name }, change),
  ]);
  if (!edits || !isStillDeclared(context, editor, applyEdits(text, edits))) return null;

  const migrations = tokenMigrations(rows, table.app, kind);
  const settings = keySettingsStep(project, false, app.editings);
  const environment = environmentStep(project);
  const dependency = dependencyStep(project, REQUIREMENT, []);
  const steps: readonly (FixStep | null)[] = [
    { label: "Model", changes: [{ kind: "edit", path, edits }] },
    migrations.length > 0 ? { label: "Migration", changes: migrations } : null,
    ...referencesOf(context).changes.map((each) => ({
      label: `Search, filters and order in ${each.path}`,
      changes: [each],
    })),
    table.create.length > 0 ? { label: "Table of tokens", changes: table.create } : null,
    settings.step,
    environment.step,
    dependency.step,
  ];
  return {
    id: "tokenize",
    title: `Keep tokens in ${entity.name}.${field.name}`,
    steps: steps.filter((step) => step !== null),
    notes: [
      ...notesOnTokens(context, rows, isRandom),
      ...settings.notes,
      ...environment.notes,
      ...dependency.notes,
      ...beforeDeploying(project),
    ],
  };
}

const CLASS = "TokenField";

/** What `RandomCharField` of django-extensions 4.1 knows beyond a `CharField`, and the options that it sets by itself. */
const OF_RANDOM_FIELDS = [
  "blank",
  "editable",
  "include_alpha",
  "include_digits",
  "include_punctuation",
  "keep_default",
  "length",
  "lowercase",
  "max_unique_query_attempts",
  "uppercase",
] as const;

/** The same for all fields of a category, so that a value has one token wherever it stands. */
function kindOf({ subject: { category, field } }: FixContext): string {
  const last = category?.key.split(".").at(-1) ?? field.name;
  return last
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, "_")
    .slice(0, 40);
}
