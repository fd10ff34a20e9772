import { languageOf } from "../../languages/registry.ts";
import { generated } from "../../protection/generated/provider.ts";
import type { ClassifiedField } from "../../project/model.ts";
import keyFacts from "../../protection/keyFacts.yml";
import type { ProtectionChange, Provider } from "../../protection/provider.ts";
import { providersFor } from "../../protection/providers.ts";
import type { Contexts, Fix, FixContext, FixInput, FixPlan, ProviderChoice } from "../model.ts";
import { isAskedFor, mayBeHashed } from "./askedFor.ts";
import { hasDependency } from "./dependency.ts";
import { planWith } from "./encryptPlan.ts";
import { againstQueries } from "./hazards/againstQueries.ts";
import { generatedAppFor, isInPlace } from "./generatedApp.ts";
import { againstMissingSetting } from "./keys/missingSetting.ts";
import { type RowsPlan, rowsPlan } from "./migration/rowsPlan.ts";
import { againstReleases } from "./online/possible.ts";
import { againstDoor, reasonAgainst } from "./reasonAgainst.ts";

export const encrypt: Fix = {
  id: "encrypt",

  offer(context) {
    const { subject } = context;
    const { verdict, treatment } = subject.classification;
    if (verdict !== "sensitive" || treatment === "none") return null;
    const door = againstDoor(context);
    if (door) return { id: "encrypt", ...door };
    const because = reasonAgainst(context);
    if (because !== null) return { id: "encrypt", because };
    const queried = againstQueries(context);
    if (queried) return { id: "encrypt", ...queried };
    const provider = chooseProvider(context);
    const change = provider.change(subject.field);
    if (typeof change === "string") return { id: "encrypt", because: sentence(change) };
    const keyless = againstMissingSetting(context, provider);
    if (keyless !== null) return { id: "encrypt", because: keyless };
    const app = provider === generated ? generatedAppFor(context) : null;
    if (typeof app === "string") return { id: "encrypt", because: app };
    if (!canImport(context, change.use.name, app?.helper.module ?? change.module!)) {
      return {
        id: "encrypt",
        because: `The file has an \`import *\` that may bring another \`${change.use.name}\`: name what it imports first.`,
      };
    }
    const rows = rowsPlan([context]);
    if (typeof rows === "string") return { id: "encrypt", because: rows };
    return {
      id: "encrypt",
      title: titleOf(context, provider, change, rows),
      kind: "suggestion",
      preferred:
        isAskedFor(subject) &&
        (provider.readsPlaintext || !rows.leavesRows) &&
        // Whose table exists already is better encrypted while the project runs.
        (rows.migrations.length === 0 || againstReleases(context, rows) !== null),
      input: null,
      choices: choicesOf(context, provider),
    };
  },

  plan: (context, input) => planAll([context], input),
  planAll,
};

function planAll(contexts: Contexts, { provider: asked }: FixInput): FixPlan | null {
  // Without them nobody knows what the edit would break.
  if (contexts.some(({ uses }) => uses === null)) return null;
  const providers = new Map(contexts.map((context) => [context, chooseProvider(context, asked)]));
  if (asked !== undefined && [...providers.values()].some(({ id }) => id !== asked)) return null;
  return planWith(contexts, (context) => providers.get(context)!);
}

/** A quick look, because every finding asks: without a star import, the plan finds out. */
export function canImport({ file, text }: FixContext, name: string, module: string): boolean {
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
  const isWide = rows.migrations.length > 0 || changesOtherFiles(context, provider, change, rows);
  return `Encrypt with ${name}${conditionOf(context.subject)}${rows.migrations.length > 0 ? ONE_RELEASE : ""}${isWide ? "…" : ""}`;
}

function conditionOf(subject: ClassifiedField): string {
  if (subject.classification.treatment === "tokenize") return " (the system stays in PCI DSS scope)";
  return mayBeHashed(subject) ? " (if it is sent to others; hash what is only compared)" : "";
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

function sentence(part: string): string {
  return `${part[0]!.toUpperCase()}${part.slice(1)}.`;
}
