import { generated, REQUIREMENT } from "../../../protection/generated/provider.ts";
import type { ProtectionChange } from "../../../protection/provider.ts";
import { providersFor } from "../../../protection/providers.ts";
import { modelStep } from "../../modelStep.ts";
import type { Contexts, Fix, FixContext, FixPlan, Reason } from "../../model.ts";
import { namesOf, notesOfAll } from "../../severalFields.ts";
import { dependencyStep } from "../dependency.ts";
import { isAskedFor, notesOnHashing } from "../askedFor.ts";
import { canImport } from "../encrypt.ts";
import { generatedAppFor, generatedAppSteps, sharedAppFor } from "../generatedApp.ts";
import { notesOnQueries } from "../hazards/againstQueries.ts";
import { referenceSteps } from "../hazards/references.ts";
import { beforeDeploying } from "../keys/beforeDeploying.ts";
import { moduleOfApp } from "../migration/appImports.ts";
import { migrationFiles, notesOnMigrations } from "../migration/migrationFiles.ts";
import { type RowsPlan, rowsPlan } from "../migration/rowsPlan.ts";
import { againstReleases } from "../online/possible.ts";
import { againstIndexed } from "../reasonAgainst.ts";
import { wholePlan } from "../wholePlan.ts";
import { type AskedOfIndex, askedOfIndex, isServedByIndex } from "./asked.ts";
import {
  addIndexOperation,
  fillIndexOperation,
  INDEX_CLASS,
  indexCall,
  indexName,
  KEYS_WITH_INDEX,
  moveUniquenessOperation,
  notesOnIndex,
} from "./indexField.ts";
import { againstProject, reasonAgainstIndex } from "./reasonAgainstIndex.ts";

const ID = "encrypt-blind-index";

/** Ciphertext, and beside it a keyed hash that keeps the field unique and finds whole values. */
export const encryptBlindIndex: Fix = {
  id: ID,

  offer(context) {
    const parts = partsOf(context);
    if (parts === null) return null;
    if ("because" in parts) return { id: ID, ...parts };
    const { asked, rows } = parts;
    const isOneRelease = rows.migrations.length > 0;
    const isNeeded = asked.unique || asked.together || asked.lookup === "sure";
    return {
      id: ID,
      title: `Encrypt with a blind index, which ${purposeOf(asked)}${isOneRelease ? ", rows included (small table, maintenance window)" : ""}…`,
      kind: "suggestion",
      preferred: isNeeded && isAskedFor(context.subject) && (!isOneRelease || againstReleases(context, rows) !== null),
      input: null,
    };
  },

  plan: (context) => planAll([context]),
  planAll,
};

export function purposeOf({ unique, together, lookup }: AskedOfIndex): string {
  return [...(unique || together ? ["keeps it unique"] : []), ...(lookup || unique ? ["finds whole values"] : [])].join(
    " and ",
  );
}

interface Parts {
  readonly asked: AskedOfIndex;
  readonly change: ProtectionChange;
  readonly rows: RowsPlan;
}

/** Null where nothing asks for an index, or where _Encrypt_ says all that there is to say. */
function partsOf(context: FixContext): Parts | Reason | null {
  const { subject, file, project } = context;
  const { verdict, treatment } = subject.classification;
  if (verdict !== "sensitive" || treatment === "none" || againstIndexed(context) !== null) return null;
  const asked = askedOfIndex(context);
  const change = generated.change(subject.field);
  if (asked === null || typeof change === "string") return null;
  if (providersFor({ packages: project.packages, imports: file.schema.imports })[0] !== generated) return null;
  const reason = reasonAgainstIndex(context, asked, change.use.name);
  if (reason) return reason;
  const app = generatedAppFor(context);
  if (typeof app === "string") return { because: app };
  const rows = rowsPlan([context]);
  if (typeof rows === "string") return { because: rows };
  const because = againstProject(rows, app.helper);
  if (because !== null) return { because };
  const { module } = app.helper;
  return canImport(context, change.use.name, module) &&
    canImport(context, INDEX_CLASS, moduleOfApp(module, "blind_index"))
    ? { asked, change, rows }
    : { because: "The file has an `import *` that may bring another class of a name that is needed." };
}

function planAll(contexts: Contexts): FixPlan | null {
  // Without them nobody knows what the edit would break.
  if (contexts.some(({ uses }) => uses === null)) return null;
  const parts = new Map<FixContext, Parts>();
  for (const context of contexts) {
    const found = partsOf(context);
    if (found === null || "because" in found) return null;
    parts.set(context, found);
  }
  const { project } = contexts[0];
  const app = sharedAppFor(contexts);
  const rows = rowsPlan(contexts);
  if (typeof app === "string" || typeof rows === "string") return null;

  const model = modelStep(contexts, (context) => {
    const { field } = context.subject;
    const { asked, change } = parts.get(context)!;
    const { use, dropKeywords, setKeywords } = change;
    const name = indexName(field);
    const module = app.moduleOf(context);
    return {
      becomes: use.name,
      imports: [
        { module, name: use.name, origin: "project" },
        { module: moduleOfApp(module, "blind_index"), name: INDEX_CLASS, origin: "project" },
      ],
      editings: (editor, target) => [
        (text) => editor.renameInUniqueness(text, target, name),
        (text) => editor.changeField(text, target, { callee: use.name, dropKeywords, setKeywords }),
        (text) => editor.addBehindField(text, target, `${name} = ${indexCall(field, asked)}`),
      ],
      fieldsAfter: (names) => names.flatMap((each) => (each === field.name ? [each, name] : [each])),
    };
  });
  const files = migrationFiles(rows, (context) => {
    const { field } = context.subject;
    const { asked, change } = parts.get(context)!;
    return {
      change,
      keepsEmptyText: generated.keepsEmptyText,
      module: app.moduleInMigrations(context),
      origin: "project",
      first: {
        imports: {
          blind_index: [INDEX_CLASS],
          operations: ["AddFieldOnce", "FillBlindIndex", ...(asked.together ? ["MoveUniqueness"] : [])],
        },
        operations: (each) => [
          addIndexOperation(each, field, indexCall(field, asked)),
          fillIndexOperation(each, field),
          ...(asked.together ? [moveUniquenessOperation(each, field)] : []),
        ],
      },
    };
  });
  const references = referenceSteps(contexts);
  if (!model || !files || !references) return null;

  return wholePlan({
    id: ID,
    title: `Encrypt ${namesOf(contexts)} with a blind index`,
    model,
    migrations: files,
    references,
    around: generatedAppSteps(contexts[0], app, false, KEYS_WITH_INDEX),
    dependencies: [dependencyStep(project, REQUIREMENT, generated.distributions)],
    notes: [
      ...notesOnMigrations(rows),
      ...notesOfAll(contexts, (context) => [
        ...notesOnHashing(context.subject),
        ...notesOnIndex(context, parts.get(context)!.asked),
        ...notesOnQueries(context, (use) => isServedByIndex(use, context.subject.field.name)),
      ]),
      ...beforeDeploying(project, KEYS_WITH_INDEX),
    ],
  });
}
