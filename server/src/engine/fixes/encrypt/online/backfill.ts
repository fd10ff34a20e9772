import type { Contexts, Fix, FixPlan } from "../../model.ts";
import { namesOf } from "../../severalFields.ts";
import { generatedAppFor, sharedAppFor } from "../generatedApp.ts";
import { rowsPlan } from "../migration/rowsPlan.ts";
import { onlineMigrations } from "./onlineMigration.ts";
import { nextStep } from "./nextStep.ts";
import { isBackfilled, stageOf } from "./stage.ts";

const TITLE = "Encrypt while the project runs, step 2 of 3: fill the encrypted column…";

/** The second release: what was stored before the first one is encrypted, too. Its migration does what the command does. */
export const encryptBackfill: Fix = {
  id: "encrypt-backfill",

  offer(context) {
    if (stageOf(context) !== "expanded") return null;
    const rows = rowsPlan([context], "backfill");
    if (typeof rows === "string") return { id: "encrypt-backfill", because: rows };
    if (isBackfilled(context)) return null;
    const app = generatedAppFor(context);
    if (typeof app === "string") return { id: "encrypt-backfill", because: app };
    return { id: "encrypt-backfill", title: TITLE, kind: "suggestion", preferred: true, input: null };
  },

  plan: (context) => planAll([context]),
  planAll,
};

function planAll(contexts: Contexts): FixPlan | null {
  const rows = rowsPlan(contexts, "backfill");
  const app = sharedAppFor(contexts);
  if (typeof rows === "string" || typeof app === "string") return null;
  if (contexts.some((context) => stageOf(context) !== "expanded")) return null;
  const files = onlineMigrations(rows, {
    fieldsModuleOf: app.moduleInMigrations,
    isAtomic: false,
    operationsOf: ({ subject }) => ({
      imports: { operations: ["BackfillEncrypted"] },
      rounds: [(model) => [`BackfillEncrypted("${model}", "${subject.field.name}"),`]],
    }),
  });
  const commands = contexts.flatMap(({ models, subject }) =>
    models.map(
      ({ app: { label }, entity }) => `\`manage.py backfill_encrypted ${label}.${entity.name} ${subject.field.name}\``,
    ),
  );
  return {
    id: "encrypt-backfill",
    title: `Fill the encrypted column beside ${namesOf(contexts)}`,
    steps: [{ label: "Migration", changes: files }],
    notes: [
      `On a large table run ${commands.join(" and ")} by hand first, as often as you like, for each database (\`--database\`): it works in short transactions and may be killed at any time, and with \`--verify\` it only compares. The migration then has little left to do.`,
      "Deploy this release only when no process is left that does not know the encrypted column: the migration stops when rows differ at its end.",
      `Then go on with ${nextStep("encrypt-contract", "3a")}.`,
    ],
  };
}
