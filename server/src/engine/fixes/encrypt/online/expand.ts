import { generated, REQUIREMENT } from "../../../protection/generated/provider.ts";
import type { Field } from "../../../schema/schema.ts";
import { isAskedFor, notesOnHashing } from "../askedFor.ts";
import { type AskedOfIndex, askedOfIndex } from "../blindIndex/asked.ts";
import { encryptBlindIndex, purposeOf } from "../blindIndex/encryptBlindIndex.ts";
import {
  addIndexOperation,
  INDEX_CLASS,
  indexCallAtFirst,
  indexName,
  KEYS_WITH_INDEX,
} from "../blindIndex/indexField.ts";
import { dependencyStep } from "../dependency.ts";
import { encrypt } from "../encrypt.ts";
import { generatedAppSteps, sharedAppFor } from "../generatedApp.ts";
import { notesOnFixtures, notesOnHistories } from "../hazards/againstQueries.ts";
import { beforeDeploying } from "../keys/beforeDeploying.ts";
import { moduleOfApp } from "../migration/appImports.ts";
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
    const kept = rowsToKeep(context);
    if (!kept) return null;
    const because = againstReleases(context, kept.rows);
    if (because !== null) return { id: "encrypt-expand", because };
    const index = kept.asked ? ` and a blind index, which ${purposeOf(kept.asked)}` : "";
    return {
      id: "encrypt-expand",
      title: `Encrypt while the project runs, step 1 of 3: add the encrypted column${index}…`,
      kind: "suggestion",
      preferred: isAskedFor(context.subject),
      input: null,
    };
  },

  plan: (context) => planAll([context]),
  planAll,
};

function planAll(contexts: Contexts): FixPlan | null {
  // Without them nobody knows what the field is asked for.
  if (contexts.some(({ uses }) => uses === null)) return null;
  const { project } = contexts[0];
  const app = sharedAppFor(contexts);
  const columns = new Map(contexts.map((context) => [context, columnBeside(context)]));
  const rows = rowsPlan(contexts, "expand");
  if (typeof app === "string" || typeof rows === "string" || [...columns.values()].includes(null)) return null;

  const model = modelStep(contexts, (context) => {
    const { className, name, call, inModel, asked } = columns.get(context)!;
    const { field } = context.subject;
    const module = app.moduleOf(context);
    const index = indexName(field);
    return {
      becomes: null,
      imports: [
        { module, name: className, origin: "project" },
        ...(asked
          ? [{ module: moduleOfApp(module, "blind_index"), name: INDEX_CLASS, origin: "project" } as const]
          : []),
      ],
      editings: (editor, target) => [
        (current) => editor.addBehindField(current, target, `${name} = ${call(inModel)}`),
        ...(asked
          ? [
              (current: string) =>
                editor.addBehindField(
                  current,
                  { ...target, field: name },
                  `${index} = ${indexCallAtFirst(field, asked)}`,
                ),
            ]
          : []),
      ],
      fieldsAfter: (names) =>
        names.flatMap((each) => (each === field.name ? [each, name, ...(asked ? [index] : [])] : [each])),
    };
  });
  if (!model) return null;
  const files = onlineMigrations(rows, {
    fieldsModuleOf: app.moduleInMigrations,
    isAtomic: true,
    operationsOf: (context) => {
      const { className, name, call, inMigration, asked } = columns.get(context)!;
      const { field } = context.subject;
      return {
        imports: {
          fields: [className],
          operations: ["AddFieldOnce", "RequireKnown"],
          ...(asked ? { blind_index: [INDEX_CLASS] } : {}),
        },
        rounds: [
          // Of all fields, before any is added.
          (each) => [`RequireKnown("${each}", "${field.name}"),`],
          (each) => [
            `AddFieldOnce("${each}", "${name}", ${call(inMigration)}),`,
            ...(asked ? [addIndexOperation(each, field, indexCallAtFirst(field, asked))] : []),
          ],
        ],
      };
    },
  });
  const keys = [...columns.values()].some((column) => column?.asked) ? KEYS_WITH_INDEX : undefined;
  const before = beforeDeploying(project, keys);
  return wholePlan({
    id: "encrypt-expand",
    title: `Add an encrypted column beside ${namesOf(contexts)}`,
    model,
    migrations: files,
    references: [],
    around: generatedAppSteps(contexts[0], app, false, keys),
    dependencies: [dependencyStep(project, REQUIREMENT, generated.distributions)],
    notes: [
      ...contexts.map((context) => noteOnWriting(context.subject.field, columns.get(context)!.asked !== null)),
      ...(before.length > 0
        ? before
        : ["Run `manage.py migrate` (with `--database` for each further one), then start the new release."]),
      ...notesOfAll(contexts, (context) => [
        ...notesOnHashing(context.subject),
        ...notesOnFixtures(context),
        ...notesOnHistories(context),
      ]),
      `Only when no process of the release before is left, go on with ${nextStep("encrypt-backfill", "2 of 3")}.`,
    ],
  });
}

function noteOnWriting(field: Field, isIndexed: boolean): string {
  const beside = [namesBeside(field).encrypted, ...(isIndexed ? [indexName(field)] : [])];
  const written = beside.map((name) => `\`${name}\``).join(" and ");
  return `From this release on whatever writes \`${field.name}\` writes ${written} with it; nothing reads that yet, and processes of the release before go on as they are.`;
}

interface ColumnBeside {
  readonly className: string;
  readonly name: string;
  /** `options` as source, of the model or of a migration. */
  readonly call: (options: readonly string[]) => string;
  readonly inModel: readonly string[];
  readonly inMigration: readonly string[];
  /** Of the blind index beside it; null where there is none. */
  readonly asked: AskedOfIndex | null;
}

/** Null where there can be none. */
function columnBeside(context: FixContext): ColumnBeside | null {
  const { field } = context.subject;
  const kept = rowsToKeep(context);
  const change = generated.change(field);
  const migrated = migratedFieldOf(context);
  const options = migrated && sharedOptions(field, migrated);
  if (!kept || typeof change === "string" || !options || againstReleases(context, kept.rows) !== null) return null;
  const className = change.use.name;
  return {
    ...options,
    asked: kept.asked,
    className,
    name: namesBeside(field).encrypted,
    call: (shared) =>
      `${className}(${[`copy_of="${field.name}"`, ...shared, "null=True", "editable=False"].join(", ")})`,
  };
}

interface KeptRows {
  readonly rows: RowsPlan;
  /** Null for what needs no blind index. */
  readonly asked: AskedOfIndex | null;
}

/** Null when it is not plain, cannot be encrypted at all, or has no table yet that has to be kept in use. */
function rowsToKeep(context: FixContext): KeptRows | null {
  if (stageOf(context) !== "plain") return null;
  const needsIndex = !isOffered(encrypt, context);
  if (needsIndex && !isOffered(encryptBlindIndex, context)) return null;
  const rows = rowsPlan([context], "expand");
  if (typeof rows === "string" || rows.migrations.length === 0) return null;
  return { rows, asked: needsIndex ? askedOfIndex(context) : null };
}

function isOffered(fix: Fix, context: FixContext): boolean {
  const answer = fix.offer(context);
  return answer !== null && !isRefusal(answer);
}
