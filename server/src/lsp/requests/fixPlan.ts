import { RequestType } from "vscode-languageserver";
import { FIX_PLAN_REQUEST, type FixPlanParams, type FixNotDone, type FixPlanResult } from "../../protocol.ts";
import { onRequest } from "../door.ts";
import { plannedFix } from "../plannedFix.ts";
import { toClientEdit } from "../workspaceEdit.ts";

const type = new RequestType<FixPlanParams, FixPlanResult | FixNotDone | null, void>(FIX_PLAN_REQUEST);

/** The change that a fix makes, once the client has asked the person for what it needs to know. */
export const fixPlan = onRequest(type, async (session, params, token) => {
  const fix = await plannedFix(session, params, token);
  if (!fix || "because" in fix) return fix;
  const { edit } = await toClientEdit(session, fix);
  return { title: fix.plan.title, edit, notes: fix.plan.notes };
});
