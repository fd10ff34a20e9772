import { REQUIREMENT } from "../../protection/generated/provider.ts";
import { losesValue } from "../../rules/storage/random-field-discards-value/rule.ts";
import type { Field } from "../../schema/schema.ts";
import { type Installing, installing } from "../encrypt/appSettings.ts";
import { dependencyStep } from "../encrypt/dependency.ts";
import { referenceSteps } from "../encrypt/hazards/references.ts";
import { beforeDeploying } from "../encrypt/keys/beforeDeploying.ts";
import { environmentStep } from "../encrypt/keys/environmentStep.ts";
import { keySettingsStep } from "../encrypt/keySettings.ts";
import { type RowsPlan, rowsPlan } from "../encrypt/migration/rowsPlan.ts";
import { modelStep } from "../modelStep.ts";
import type { Contexts, Fix, FixContext, FixPlan, FixStep } from "../model.ts";
import { namesOf, notesOfAll } from "../severalFields.ts";
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
    const parts = partsOf([context]);
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

  plan: (context) => planAll([context]),
  planAll,
};

function planAll(contexts: Contexts): FixPlan | null {
  // Without them nobody knows what the edit would break.
  if (contexts.some(({ uses }) => uses === null)) return null;
  const parts = partsOf(contexts);
  return typeof parts === "string" ? null : planWith(contexts, parts);
}

interface Parts {
  readonly table: TokenTable;
  readonly app: Installing;
  readonly rows: RowsPlan;
}

function partsOf(contexts: Contexts): Parts | string {
  const { project } = contexts[0];
  // Where the project imports from is known then, so that all have the same one.
  const table = tokenTableFor(contexts[0]);
  if (typeof table === "string") return table;
  const app = installing(project, table.app);
  if (typeof app === "string") return app;
  if (app.byHand)
    return "The table of tokens needs an app in `INSTALLED_APPS`, and no settings say what is installed in a way that is edited here.";
  const rows = rowsPlan(contexts, "tokenize");
  if (typeof rows === "string") return rows;
  if (rows.leavesRows) {
    return "Its app has no migrations, so that the values of rows that may exist could not be taken along.";
  }
  return { table, app, rows };
}

function planWith(contexts: Contexts, { table, app, rows }: Parts): FixPlan | null {
  const { project } = contexts[0];
  const model = modelStep(contexts, (context) => {
    const { field } = context.subject;
    const length = field.arguments.find(({ name }) => name === "length");
    const setKeywords = {
      kind: `"${kindOf(context)}"`,
      ...(isRandom(field) && length ? { max_length: length.text } : {}),
    };
    const change = { callee: CLASS, dropKeywords: isRandom(field) ? OF_RANDOM_FIELDS : [], setKeywords };
    return {
      becomes: CLASS,
      imports: [{ module: `${table.app}.token_fields`, name: CLASS, origin: "project" }],
      editings: (editor, target) => [(text) => editor.changeField(text, target, change)],
    };
  });
  const references = referenceSteps(contexts);
  if (!model || !references) return null;

  const migrations = tokenMigrations(rows, table.app, kindOf);
  const settings = keySettingsStep(project, false, app.editings);
  const environment = environmentStep(project);
  const dependency = dependencyStep(project, REQUIREMENT, []);
  const steps: readonly (FixStep | null)[] = [
    model,
    migrations.length > 0 ? { label: "Migration", changes: migrations } : null,
    ...references,
    table.create.length > 0 ? { label: "Table of tokens", changes: table.create } : null,
    settings.step,
    environment.step,
    dependency.step,
  ];
  return {
    id: "tokenize",
    title: `Keep tokens in ${namesOf(contexts)}`,
    steps: steps.filter((step) => step !== null),
    notes: [
      ...notesOfAll(contexts, (context) => notesOnTokens(context, rows, isRandom(context.subject.field))),
      ...settings.notes,
      ...environment.notes,
      ...dependency.notes,
      ...beforeDeploying(project),
    ],
  };
}

function isRandom(field: Field): boolean {
  return field.type.qualified === RANDOM_FIELD;
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
