import type { Contexts, Fix, FixContext, FixPlan } from "../../model.ts";
import { askedOfIndex } from "../blindIndex/asked.ts";
import { indexName, isIndexed } from "../blindIndex/indexField.ts";
import { generatedAppFor } from "../generatedApp.ts";
import { rowsPlan } from "../migration/rowsPlan.ts";
import { planOf } from "./contractPlan.ts";
import { contractSteps } from "./contractSteps.ts";
import { isBackfilled, type Stage, stageOf } from "./stage.ts";

/** The last of several releases, in the small steps that each can be deployed while processes of the one before still run. */
export const encryptContract: Fix = {
  id: "encrypt-contract",

  offer(context) {
    const stage = stageOf(context);
    const title = TITLES[stage];
    if (title === null) return null;
    const rows = rowsPlan([context], "contract");
    if (typeof rows === "string") return { id: "encrypt-contract", because: rows };
    if (rows.migrations.length === 0) return null;
    const app = generatedAppFor(context);
    if (typeof app === "string") return { id: "encrypt-contract", because: app };
    if (stage === "expanded" && !isBackfilled(context)) {
      return { id: "encrypt-contract", because: "Not before the encrypted column is filled (`encrypt-backfill`)." };
    }
    if (stage === "expanded" && lacksIndex(context)) {
      return {
        id: "encrypt-contract",
        because: `It is unique, and has no blind index \`${indexName(context.subject.field)}\` beside it that would keep it so.`,
      };
    }
    return {
      id: "encrypt-contract",
      title: `Encrypt while the project runs, step ${title}…`,
      kind: "suggestion",
      preferred: true,
      input: null,
    };
  },

  plan: (context) => planAll([context]),
  planAll,
};

/** Those that have come equally far. */
function planAll(contexts: Contexts): FixPlan | null {
  const stage = stageOf(contexts[0]);
  if (stage === "plain" || stage === "done" || contexts.some((context) => stageOf(context) !== stage)) return null;
  // Without its uses nobody knows what the code asks of a field that is about to be read in another way.
  if (stage === "expanded" && contexts.some((context) => context.uses === null || lacksIndex(context))) return null;
  return planOf(contexts, contractSteps[stage]);
}

/** Its uniqueness would be lost with the plain column. */
function lacksIndex(context: FixContext): boolean {
  const asked = askedOfIndex(context);
  const { entity, field } = context.subject;
  return asked !== null && (asked.unique || asked.together) && !isIndexed(entity, field);
}

const TITLES: Readonly<Record<Stage, string | null>> = {
  plain: null,
  expanded: "3a: read the encrypted column",
  switched: "3b: stop writing the plain column",
  stopped: "3c: erase the plain column",
  forgotten: "3d: drop the plain column",
  done: null,
};
