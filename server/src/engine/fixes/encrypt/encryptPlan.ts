import { generated } from "../../protection/generated/provider.ts";
import type { ProtectionChange, Provider } from "../../protection/provider.ts";
import { modelStep } from "../modelStep.ts";
import type { Contexts, FixContext, FixPlan } from "../model.ts";
import { namesOf, notesOfAll } from "../severalFields.ts";
import { notesOnHashing } from "./askedFor.ts";
import { dependencyStep } from "./dependency.ts";
import { generatedAppSteps, sharedAppFor } from "./generatedApp.ts";
import { notesOnQueries } from "./hazards/againstQueries.ts";
import { referenceSteps } from "./hazards/references.ts";
import { beforeDeploying, beforeDeployingPackages } from "./keys/beforeDeploying.ts";
import { migrationFiles, notesOnMigrations } from "./migration/migrationFiles.ts";
import type { Encryption } from "./migration/migrationText.ts";
import { rowsPlan } from "./migration/rowsPlan.ts";
import { wholePlan } from "./wholePlan.ts";

/** Null when a text no longer allows it, or when the fields do not go together. */
export function planWith(contexts: Contexts, providerOf: (context: FixContext) => Provider): FixPlan | null {
  const encryptions = encryptionsOf(contexts, providerOf);
  const rows = rowsPlan(contexts);
  if (!encryptions || typeof rows === "string") return null;
  const all = [...encryptions.values()];
  const model = modelStep(contexts, (context) => {
    const { change, module, origin } = encryptions.get(context)!;
    const { use, dropKeywords, setKeywords } = change;
    const called = use.kind === "class" ? { callee: use.name } : { wrapper: use.name };
    return {
      becomes: use.name,
      imports: [{ module, name: use.name, origin }],
      editings: (editor, target) => [
        (text) => editor.changeField(text, target, { ...called, dropKeywords, setKeywords }),
      ],
    };
  });
  const files = migrationFiles(rows, (context) => {
    const encryption = encryptions.get(context)!;
    return { ...encryption, module: encryption.app?.moduleInMigrations(context) ?? encryption.module };
  });
  const references = referenceSteps(contexts);
  if (!model || !files || !references) return null;

  const { project } = contexts[0];
  const own = all.find(({ app }) => app !== null);
  const required = new Map(all.map((each) => [each.change.requirement.name, each]));
  const dependencies = [...required.values()].map(({ change, provider }) =>
    dependencyStep(project, change.requirement, provider.distributions),
  );
  // Each is an edit of the text as it is.
  if (dependencies.filter(({ step }) => step).length > 1) return null;
  const names = [...new Set(all.map(({ change }) => change.use.name))];
  return wholePlan({
    id: "encrypt",
    title: `Encrypt ${namesOf(contexts)} with ${names.join(", ")}`,
    model,
    migrations: files,
    references,
    around: own?.app ? generatedAppSteps(contexts[0], own.app, rows.leavesRows) : null,
    dependencies,
    notes: [
      ...notesOnMigrations(rows),
      ...notesOfAll(contexts, (context) => {
        const { change } = encryptions.get(context)!;
        return [
          ...(context.subject.classification.treatment === "tokenize" ? [ON_CARDS] : []),
          ...notesOnHashing(context.subject),
          ...(rows.leavesRows ? change.notesOnRows : []),
          ...change.notes,
          ...notesOnQueries(context),
        ];
      }),
      ...(own ? beforeDeploying(project) : []),
      ...beforeDeployingPackages(all.map(({ provider }) => provider)),
    ],
  });
}

const ON_CARDS =
  "A system that only encrypts card numbers stays in PCI DSS scope: better let the payment processor keep them, or put tokens in their place (`tokenize`).";

interface FieldEncryption extends Encryption {
  readonly change: ProtectionChange;
  readonly provider: Provider;
  /** Null for those of a package. */
  readonly app: Exclude<ReturnType<typeof sharedAppFor>, string> | null;
}

function encryptionsOf(
  contexts: Contexts,
  providerOf: (context: FixContext) => Provider,
): ReadonlyMap<FixContext, FieldEncryption> | null {
  const [first, ...others] = contexts.filter((context) => providerOf(context) === generated);
  const shared = first ? sharedAppFor([first, ...others]) : null;
  const encryptions = new Map<FixContext, FieldEncryption>();
  for (const context of contexts) {
    const provider = providerOf(context);
    const change = provider.change(context.subject.field);
    const app = provider === generated ? shared : null;
    if (typeof change === "string" || typeof app === "string") return null;
    encryptions.set(context, {
      provider,
      change,
      app,
      keepsEmptyText: provider.keepsEmptyText,
      module: app?.moduleOf(context) ?? change.module!,
      origin: app ? "project" : "package",
    });
  }
  return encryptions;
}
