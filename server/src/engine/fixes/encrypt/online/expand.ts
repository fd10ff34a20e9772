import { languageOf } from "../../../languages/registry.ts";
import { generated } from "../../../protection/generated/provider.ts";
import { dependencyStep } from "../dependency.ts";
import { encrypt } from "../encrypt.ts";
import { generatedAppFor, generatedAppSteps } from "../generatedApp.ts";
import { notesOnFixtures, notesOnHistories } from "../hazards/againstQueries.ts";
import { beforeDeploying } from "../keys/beforeDeploying.ts";
import { rowsPlan, type RowsPlan } from "../migration/rowsPlan.ts";
import { type Fix, type FixContext, isRefusal } from "../../model.ts";
import { inSequence } from "../../inSequence.ts";
import { modelStep } from "./modelStep.ts";
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

  plan(context) {
    const { subject, text, file, project } = context;
    const { entity, field } = subject;
    const rows = rowsToKeep(context);
    const app = generatedAppFor(context);
    const change = generated.change(field);
    const editor = languageOf(file.schema.path)?.editor;
    const migrated = migratedFieldOf(context);
    const options = migrated && sharedOptions(field, migrated);
    if (!rows || typeof app === "string" || typeof change === "string" || !editor || !options) return null;
    if (againstReleases(context, rows) !== null) return null;

    const name = namesBeside(field).encrypted;
    const target = { entity: entity.name, field: field.name };
    const call = (shared: readonly string[]): string =>
      `${change.use.name}(${[`copy_of="${field.name}"`, ...shared, "null=True", "editable=False"].join(", ")})`;
    const { module } = app.helper;
    const edits = inSequence(text, [
      (current) => editor.addImports(current, [{ module, name: change.use.name, origin: "project" }]),
      (current) => editor.addBehindField(current, target, `${name} = ${call(options.inModel)}`),
    ]);
    const model = modelStep(context, edits, (names) =>
      names.flatMap((each) => (each === field.name ? [each, name] : [each])),
    );
    if (!model) return null;
    const files = onlineMigrations(rows, {
      fieldsModule: module,
      modelPath: file.schema.path,
      imports: { fields: [change.use.name], operations: ["AddFieldOnce"] },
      isAtomic: true,
      operations: (each) => [`AddFieldOnce("${each}", "${name}", ${call(options.inMigration)}),`],
    });
    const around = generatedAppSteps(context, app, false);
    const dependency = dependencyStep(project, change.requirement, generated.distributions);
    return {
      id: "encrypt-expand",
      title: `Add an encrypted column beside ${entity.name}.${field.name}`,
      steps: [
        model,
        { label: "Migration", changes: files },
        ...around.steps,
        ...(dependency.step ? [dependency.step] : []),
      ],
      notes: [
        ...around.notes,
        ...dependency.notes,
        `From this release on whatever writes \`${field.name}\` writes \`${name}\` with it; nothing reads that yet, and processes of the release before go on as they are.`,
        "Run `manage.py migrate` (with `--database` for each further one), then start the new release. Only when no process of the one before is left, go on with `encrypt-backfill`.",
        ...notesOnFixtures(context),
        ...notesOnHistories(context),
        ...beforeDeploying(project),
      ],
    };
  },
};

/** Null when it is not plain, cannot be encrypted at all, or has no table yet that has to be kept in use. */
function rowsToKeep(context: FixContext): RowsPlan | null {
  if (stageOf(context) !== "plain") return null;
  const whole = encrypt.offer(context);
  if (!whole || isRefusal(whole)) return null;
  const rows = rowsPlan(context, "expand");
  return typeof rows === "string" || rows.migrations.length === 0 ? null : rows;
}
