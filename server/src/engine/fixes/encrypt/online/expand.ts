import { generated, REQUIREMENT } from "../../../protection/generated/provider.ts";
import type { Field } from "../../../schema/schema.ts";
import { dependencyStep } from "../dependency.ts";
import { encrypt } from "../encrypt.ts";
import { generatedAppSteps, sharedAppFor } from "../generatedApp.ts";
import { notesOnFixtures, notesOnHistories } from "../hazards/againstQueries.ts";
import { beforeDeploying } from "../keys/beforeDeploying.ts";
import { rowsPlan, type RowsPlan } from "../migration/rowsPlan.ts";
import { type Contexts, type Fix, type FixContext, type FixPlan, isRefusal } from "../../model.ts";
import { modelStep } from "../../modelStep.ts";
import { namesOf, notesOfAll } from "../../severalFields.ts";
import { wholePlan } from "../wholePlan.ts";
import { nextStep } from "./nextStep.ts";
import { onlineMigrations } from "./onlineMigration.ts";
import { sharedOptions } from "./options.ts";
import { againstReleases, migratedFieldOf } from "./possible.ts";
import { namesBeside, stageOf } from "./stage.ts";

/** The first of several releases in which a column is encrypted while the project runs: the encrypted one is added, and written. */
export const encryptExpand: Fix = {
  id: "encrypt-expand",

  offer(context) {
    const rows = rowsToKeep(context);
    if (!rows) return null;
    const because = againstReleases(context, rows);
    if (because !== null) return { id: "encrypt-expand", because };
    return {
      id: "encrypt-expand",
      title: "Encrypt while the project runs, step 1 of 3: add the encrypted column…",
      kind: "suggestion",
      preferred: context.subject.classification.treatment === "encrypt" && context.subject.lacksTreatment,
      input: null,
    };
  },

  plan: (context) => planAll([context]),
  planAll,
};

function planAll(contexts: Contexts): FixPlan | null {
  const { project } = contexts[0];
  const app = sharedAppFor(contexts);
  const columns = new Map(contexts.map((context) => [context, columnBeside(context)]));
  const rows = rowsPlan(contexts, "expand");
  if (typeof app === "string" || typeof rows === "string" || [...columns.values()].includes(null)) return null;

  const model = modelStep(contexts, (context) => {
    const { className, name, call, inModel } = columns.get(context)!;
    const { field } = context.subject;
    return {
      becomes: null,
      imports: [{ module: app.moduleOf(context), name: className, origin: "project" }],
      editings: (editor, target) => [(current) => editor.addBehindField(current, target, `${name} = ${call(inModel)}`)],
      fieldsAfter: (names) => names.flatMap((each) => (each === field.name ? [each, name] : [each])),
    };
  });
  if (!model) return null;
  const files = onlineMigrations(rows, {
    fieldsModuleOf: app.moduleOf,
    isAtomic: true,
    operationsOf: (context) => {
      const { className, name, call, inMigration } = columns.get(context)!;
      return {
        imports: { fields: [className], operations: ["AddFieldOnce"] },
        rounds: [(each) => [`AddFieldOnce("${each}", "${name}", ${call(inMigration)}),`]],
      };
    },
  });
  const before = beforeDeploying(project);
  return wholePlan({
    id: "encrypt-expand",
    title: `Add an encrypted column beside ${namesOf(contexts)}`,
    model,
    migrations: files,
    references: [],
    around: generatedAppSteps(contexts[0], app, false),
    dependencies: [dependencyStep(project, REQUIREMENT, generated.distributions)],
    notes: [
      ...contexts.map(({ subject: { field } }) => noteOnWriting(field)),
      ...(before.length > 0
        ? before
        : ["Run `manage.py migrate` (with `--database` for each further one), then start the new release."]),
      ...notesOfAll(contexts, (context) => [...notesOnFixtures(context), ...notesOnHistories(context)]),
      `Only when no process of the release before is left, go on with ${nextStep("encrypt-backfill", "2 of 3")}.`,
    ],
  });
}

function noteOnWriting(field: Field): string {
  const { encrypted } = namesBeside(field);
  return `From this release on whatever writes \`${field.name}\` writes \`${encrypted}\` with it; nothing reads that yet, and processes of the release before go on as they are.`;
}

interface ColumnBeside {
  readonly className: string;
  readonly name: string;
  /** `options` as source, of the model or of a migration. */
  readonly call: (options: readonly string[]) => string;
  readonly inModel: readonly string[];
  readonly inMigration: readonly string[];
}

/** Null where there can be none. */
function columnBeside(context: FixContext): ColumnBeside | null {
  const { field } = context.subject;
  const rows = rowsToKeep(context);
  const change = generated.change(field);
  const migrated = migratedFieldOf(context);
  const options = migrated && sharedOptions(field, migrated);
  if (!rows || typeof change === "string" || !options || againstReleases(context, rows) !== null) return null;
  const className = change.use.name;
  return {
    ...options,
    className,
    name: namesBeside(field).encrypted,
    call: (shared) =>
      `${className}(${[`copy_of="${field.name}"`, ...shared, "null=True", "editable=False"].join(", ")})`,
  };
}

/** Null when it is not plain, cannot be encrypted at all, or has no table yet that has to be kept in use. */
function rowsToKeep(context: FixContext): RowsPlan | null {
  if (stageOf(context) !== "plain") return null;
  const whole = encrypt.offer(context);
  if (!whole || isRefusal(whole)) return null;
  const rows = rowsPlan([context], "expand");
  return typeof rows === "string" || rows.migrations.length === 0 ? null : rows;
}
