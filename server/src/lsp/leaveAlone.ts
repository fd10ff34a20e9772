import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { leaveAlone } from "../engine/fixes/leaveAlone.ts";
import { lineStartsOf } from "../engine/text/lineIndex.ts";
import { overlaps } from "../engine/text/span.ts";
import { CLIENT_COMMANDS, type FixPlanParams } from "../protocol.ts";
import type { Located } from "./folder.ts";
import { toSpan } from "./fromProtocol.ts";
import { leaveAloneRequest } from "./leaveAloneRequest.ts";
import type { Session } from "./session.ts";
import { toDiagnostic } from "./toProtocol.ts";
import type { PlannedFix } from "./workspaceEdit.ts";

/** The reason in an editor that cannot ask for one. */
const STANDARD_EXCUSE = "reviewed, may stay";

const TITLE = "Leave it alone here…";

/** For each leak or unsafe setting in the range: a comment that silences its rule there, with a reason. */
export async function leaveAloneActions(
  session: Session,
  located: Located,
  { textDocument, range, context }: CodeActionParams,
): Promise<readonly CodeAction[]> {
  const { flags } = session;
  const isWanted = !context.only || context.only.some((kind) => kind === "" || kind === CodeActionKind.QuickFix);
  const canAsk = flags.ui?.input === true;
  if (!isWanted || !(canAsk || flags.lazyEdits)) return [];
  const { workspace } = located.folder;
  const findings = workspace.besideFields(located.path).filter(({ suppressed }) => suppressed === null);
  if (findings.length === 0) return [];
  const lines = lineStartsOf((await workspace.text(located.path)) ?? "");
  const span = toSpan(lines, range);
  return findings
    .filter((finding) => overlaps(finding.span, span))
    .flatMap((finding): CodeAction[] => {
      const request = leaveAloneRequest(textDocument.uri, finding);
      if (!request) return [];
      const shared = { kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(finding, lines, flags)] };
      if (canAsk) {
        const command = { title: TITLE, command: CLIENT_COMMANDS.applyFix, arguments: [request] };
        return [{ title: TITLE, ...shared, command }];
      }
      const { uri, entity, field, fixId } = request;
      const input = { value: STANDARD_EXCUSE };
      const data: FixPlanParams = { uri, entity, field, fixId, finding: finding.fingerprint, input };
      return [{ title: `Leave it alone here: ${STANDARD_EXCUSE}`, ...shared, data }];
    });
}

/** Null when nothing is found there any more, or no comment can stand there. */
export async function plannedLeaveAlone(
  located: Located,
  { finding: fingerprint, input }: FixPlanParams,
): Promise<PlannedFix | null> {
  const { path, folder } = located;
  await folder.workspace.uses.refresh();
  const finding = folder.workspace
    .besideFields(path)
    .find((each) => each.suppressed === null && each.fingerprint === fingerprint);
  const text = await folder.workspace.text(path);
  const plan = finding && text !== null ? leaveAlone(finding, text, input?.value?.trim() ?? "") : null;
  return plan && text !== null ? { plan, located, text, texts: new Map() } : null;
}
