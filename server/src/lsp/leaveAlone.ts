import type { CodeAction, CodeActionParams } from "vscode-languageserver";
import { leaveAlone } from "../engine/fixes/leaveAlone.ts";
import type { Finding } from "../engine/rules/rule.ts";
import { CLIENT_COMMANDS, type FixPlanParams } from "../protocol.ts";
import type { Located } from "./folder.ts";
import { leaveAloneRequest } from "./leaveAloneRequest.ts";
import { areQuickFixesWanted, plannedAt, quickFixes } from "./quickFixes.ts";
import type { Session } from "./session.ts";
import type { PlannedFix } from "./workspaceEdit.ts";

/** The reason in an editor that cannot ask for one. */
const STANDARD_EXCUSE = "reviewed, may stay";

const TITLE = "Leave it alone here…";

/** For each leak or unsafe setting in the range: a comment that silences its rule there, with a reason. */
export async function leaveAloneActions(
  session: Session,
  located: Located,
  params: CodeActionParams,
): Promise<readonly CodeAction[]> {
  const { flags } = session;
  const canAsk = flags.ui?.input === true;
  if (!areQuickFixesWanted(params) || !(canAsk || flags.lazyEdits)) return [];
  const found = located.folder.workspace.besideFields(located.path);
  return quickFixes(session, located, params, found, (finding, atFinding) => {
    const request = leaveAloneRequest(params.textDocument.uri, finding);
    if (!request) return [];
    if (canAsk) {
      const command = { title: TITLE, command: CLIENT_COMMANDS.applyFix, arguments: [request] };
      return [{ title: TITLE, ...atFinding, command }];
    }
    const { uri, entity, field, fixId } = request;
    const input = { value: STANDARD_EXCUSE };
    const data: FixPlanParams = { uri, entity, field, fixId, finding: finding.fingerprint, input };
    return [{ title: `Leave it alone here: ${STANDARD_EXCUSE}`, ...atFinding, data }];
  });
}

/** Null when nothing is found there any more, or no comment can stand there. */
export function plannedLeaveAlone(located: Located, { finding, input }: FixPlanParams): Promise<PlannedFix | null> {
  const { path, folder } = located;
  const found = (): readonly Finding[] => folder.workspace.besideFields(path);
  return plannedAt(located, finding, found, (each, text) => leaveAlone(each, text, input?.value?.trim() ?? ""));
}
