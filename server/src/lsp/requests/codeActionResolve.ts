import { CodeActionResolveRequest, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { FixPlanParams } from "../../protocol.ts";
import { refuseMalformed } from "../checkedMessages.ts";
import { contentModified, onRequest } from "../door.ts";
import { property } from "../fromProtocol.ts";
import { plannedFix } from "../plannedFix.ts";
import { toClientEdit } from "../workspaceEdit.ts";

/** Makes the edit of an action that was chosen, from the text as it is now. */
export const codeActionResolve = onRequest(CodeActionResolveRequest.type, async (session, action, token) => {
  if (action.edit || action.command || typeof property(action.data, "fixId") !== "string") return action;
  refuseMalformed("data of codeAction/resolve", action.data);
  const fix = await plannedFix(session, action.data as FixPlanParams, token);
  if (!fix) throw contentModified();
  // What clients of the protocol show as it is.
  if ("because" in fix) throw new ResponseError(LSPErrorCodes.RequestFailed, fix.because);
  const { edit } = await toClientEdit(session, fix);
  return { ...action, edit };
});
