import type { LanguageEditor } from "../../languages/language.ts";
import { languageOf } from "../../languages/registry.ts";
import { generated } from "../../protection/generated/provider.ts";
import keyFacts from "../../protection/keyFacts.yml";
import type { ProtectionChange, Provider } from "../../protection/provider.ts";
import { providersFor } from "../../protection/providers.ts";
import { applyEdits } from "../../text/textEdit.ts";
import { inSequence } from "../inSequence.ts";
import type { Fix, FixContext, FixPlan, FixStep, ProviderChoice } from "../model.ts";
import { dependencyStep, hasDependency } from "./dependency.ts";
import { beforeDeploying } from "./keys/beforeDeploying.ts";
import { againstQueries, notesOnQueries } from "./hazards/againstQueries.ts";
import { referencesOf } from "./hazards/references.ts";
import { generatedAppFor, generatedAppSteps, isInPlace } from "./generatedApp.ts";
import { migrationFiles, notesOnMigrations } from "./migration/migrationFiles.ts";
import { type RowsPlan, rowsPlan } from "./migration/rowsPlan.ts";
import { againstReleases } from "./online/possible.ts";
import { reasonAgainst } from "./reasonAgainst.ts";

export const encrypt: Fix = {
  id: "encrypt",

  offer(context) {
    const { subject } = context;
    const { verdict, treatment } = subject.classification;
    if (verdict !== "sensitive" || treatment === "none") return null;
    const because = reasonAgainst(context);
    if (because !== null) return { id: "encrypt", because };
    const queried = againstQueries(context);
    if (queried) return { id: "encrypt", ...queried };
    const provider = chooseProvider(context);
    const change = provider.change(subject.field);
    if (typeof change === "string") return { id: "encrypt", because: sentence(change) };
    const app = provider === generated ? generatedAppFor(context) : null;
    if (typeof app === "string") return { id: "encrypt", because: app };
    if (!canImport(context, change.use.name, app?.helper.module ?? change.module!)) {
      return {
        id: "encrypt",
        because: `The file has an \`import *\` that may bring another \`${change.use.name}\`: name what it imports first.`,
      };
    }
    const rows = rowsPlan(context);
    if (typeof rows === "string") return { id: "encrypt", because: rows };
    return {
      id: "encrypt",
      title: titleOf(context, provider, change, rows),
      kind: "suggestion",
      preferred:
        treatment === "encrypt" &&
        subject.lacksTreatment &&
        (provider.readsPlaintext || !rows.leavesRows) &&
        // Whose table exists already is better encrypted while the project runs.
        (rows.migrations.length === 0 || againstReleases(context, rows) !== null),
      input: null,
      choices: choicesOf(context, provider),
    };
  },

  plan(context, input) {
    // Without them nobody knows what the edit would break.
    if (!context.uses) return null;
    const provider = chooseProvider(context, input.provider);
    if (input.provider !== undefined && provider.id !== input.provider) return null;
    return planWith(context, provider);
  },
};

/** A quick look, because every finding asks: without a star import, the plan finds out. */
function canImport({ file, text }: FixContext, name: string, module: string): boolean {
  if (!/\bimport\s*\(?\s*\*/.test(text)) return true;
  const editor = languageOf(file.schema.path)?.editor;
  return editor?.addImports(text, [{ module, name, origin: "project" }]) !== null;
}

/** The one asked for, if the project can have it; else the one that fits best and has something for this field. */
function chooseProvider({ file, project, subject }: FixContext, id?: string): Provider {
  const choice = providersFor({ packages: project.packages, imports: file.schema.imports });
  const asked = choice.find((provider) => provider.id === id);
  return asked ?? choice.find((provider) => typeof provider.change(subject.field) !== "string") ?? choice[0]!;
}

/** The chosen one first, then the others that the project can have for this field. */
function choicesOf(context: FixContext, chosen: Provider): readonly ProviderChoice[] {
  const { file, project, subject } = context;
  const others = providersFor({ packages: project.packages, imports: file.schema.imports }).filter(
    (provider) =>
      provider !== chosen &&
      typeof provider.change(subject.field) !== "string" &&
      (provider !== generated || canGenerate(context)),
  );
  return [chosen, ...others].map(({ id }) => {
    const { name, keyFrom, wrongKey, filter, source } = keyFacts.packages.find(({ provider }) => provider === id)!;
    return { provider: id, name, keyFrom, wrongKey, filter, source };
  });
}

function canGenerate(context: FixContext): boolean {
  return typeof generatedAppFor(context) !== "string";
}

function titleOf(context: FixContext, provider: Provider, change: ProtectionChange, rows: RowsPlan): string {
  const name = change.use.kind === "wrapper" ? provider.label : change.use.name;
  const scope = context.subject.classification.treatment === "tokenize" ? " (the system stays in PCI DSS scope)" : "";
  const isWide = rows.migrations.length > 0 || changesOtherFiles(context, provider, change, rows);
  return `Encrypt with ${name}${scope}${rows.migrations.length > 0 ? ONE_RELEASE : ""}${isWide ? "…" : ""}`;
}

const ONE_RELEASE = ", rows included (small table, maintenance window)";

/** Told without a plan, because every finding asks. */
function changesOtherFiles(
  context: FixContext,
  provider: Provider,
  change: ProtectionChange,
  { leavesRows }: RowsPlan,
): boolean {
  const { project } = context;
  if (project.dependencyPath !== null && !hasDependency(project, change.requirement, provider.distributions))
    return true;
  if (change.module !== null) return false;
  const app = generatedAppFor(context);
  return typeof app !== "string" && !isInPlace(context, app, leavesRows);
}

function planWith(context: FixContext, provider: Provider): FixPlan | null {
  const { file, text, subject, project } = context;
  const { entity, field } = subject;
  const { path } = file.schema;
  const change = provider.change(field);
  const editor = languageOf(path)?.editor;
  if (typeof change === "string" || !editor) return null;
  const app = change.module === null ? generatedAppFor(context) : null;
  const rows = rowsPlan(context);
  if (typeof app === "string" || typeof rows === "string") return null;

  const { use, dropKeywords, setKeywords } = change;
  const target = { entity: entity.name, field: field.name };
  const called = use.kind === "class" ? { callee: use.name } : { wrapper: use.name };
  const module = app?.helper.module ?? change.module!;
  const origin = app ? "project" : "package";
  const edits = inSequence(text, [
    (current) => editor.addImports(current, [{ module, name: use.name, origin }]),
    (current) => editor.changeField(current, target, { ...called, dropKeywords, setKeywords }),
  ]);
  if (!edits || !isStillDeclared(context, editor, applyEdits(text, edits))) return null;

  const files = migrationFiles(rows, {
    change,
    keepsEmptyText: provider.keepsEmptyText,
    module,
    origin,
    modelPath: path,
  });
  const steps: FixStep[] = [
    { label: "Model", changes: [{ kind: "edit", path, edits }] },
    ...(files.length > 0 ? [{ label: "Migration", changes: files }] : []),
    ...referencesOf(context).changes.map((each) => ({
      label: `Search, filters and order in ${each.path}`,
      changes: [each],
    })),
  ];
  const notes: string[] = [];
  if (app) {
    const around = generatedAppSteps(context, app, rows.leavesRows);
    steps.push(...around.steps);
    notes.push(...around.notes);
  }
  const dependency = dependencyStep(project, change.requirement, provider.distributions);
  if (dependency.step) steps.push(dependency.step);
  notes.push(
    ...dependency.notes,
    ...notesOnMigrations(rows),
    ...(rows.leavesRows ? change.notesOnRows : []),
    ...change.notes,
    ...notesOnQueries(context),
    ...(app ? beforeDeploying(project) : []),
  );
  return { id: "encrypt", title: `Encrypt ${entity.name}.${field.name} with ${use.name}`, steps, notes };
}

/** Whether the changed text declares all that it did: a last look before it reaches a person's file. */
export function isStillDeclared({ file, text, subject }: FixContext, editor: LanguageEditor, changed: string): boolean {
  const { path } = file.schema;
  // Both by themselves: some models are known as such by other files alone.
  const namesIn = (source: string): string | undefined =>
    languageOf(path)
      ?.read(path, source)
      .entities.map(({ name, fields }) => `${name}: ${fields.map((field) => field.name).join(" ")}`)
      .join("\n");
  // What the editor could change once more is a whole call.
  const isWhole = editor.changeField(changed, { entity: subject.entity.name, field: subject.field.name }, {}) !== null;
  return isWhole && namesIn(changed) === namesIn(text);
}

function sentence(part: string): string {
  return `${part[0]!.toUpperCase()}${part.slice(1)}.`;
}
