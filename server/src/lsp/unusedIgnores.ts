import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { REMOVAL, removeIgnores } from "../engine/fixes/removeIgnore.ts";
import { lineStartsOf } from "../engine/text/lineIndex.ts";
import { overlaps } from "../engine/text/span.ts";
import type { FixPlanParams } from "../protocol.ts";
import type { Located } from "./folder.ts";
import { toSpan } from "./fromProtocol.ts";
import type { Session } from "./session.ts";
import { toDiagnostic } from "./toProtocol.ts";
import { type PlannedFix, toClientEdit } from "./workspaceEdit.ts";

/** For each comment in the range that hides nothing: to take it out. */
export async function removalActions(
  session: Session,
  located: Located,
  { textDocument, range, context }: CodeActionParams,
): Promise<readonly CodeAction[]> {
  const { flags } = session;
  const isWanted = !context.only || context.only.some((kind) => kind === "" || kind === CodeActionKind.QuickFix);
  const { workspace } = located.folder;
  const findings = workspace.unusedIgnoresIn(located.path).filter(({ suppressed }) => suppressed === null);
  const text = isWanted && findings.length > 0 ? await workspace.text(located.path) : null;
  if (text === null) return [];
  const lines = lineStartsOf(text);
  const span = toSpan(lines, range);
  const actions: CodeAction[] = [];
  for (const finding of findings.filter((each) => overlaps(each.span, span))) {
    const plan = removeIgnores([finding], text);
    if (!plan) continue;
    const shared = {
      title: REMOVAL.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(finding, lines, flags)],
      ...(flags.preferredActions ? { isPreferred: true } : {}),
    };
    if (flags.lazyEdits) {
      const { entity, field, fingerprint } = finding;
      const data: FixPlanParams = { uri: textDocument.uri, entity, field, fixId: plan.id, finding: fingerprint };
      actions.push({ ...shared, data });
    } else {
      const { edit } = await toClientEdit(session, { plan, located, text, texts: new Map() });
      actions.push({ ...shared, edit });
    }
  }
  return actions;
}

/** Null when it is gone, or hides something by now. */
export async function plannedRemoval(
  located: Located,
  { finding: fingerprint }: FixPlanParams,
): Promise<PlannedFix | null> {
  const { path, folder } = located;
  await folder.workspace.uses.refresh();
  const finding = folder.workspace
    .unusedIgnoresIn(path)
    .find((each) => each.suppressed === null && each.fingerprint === fingerprint);
  const text = await folder.workspace.text(path);
  const plan = finding && text !== null ? removeIgnores([finding], text) : null;
  return plan && text !== null ? { plan, located, text, texts: new Map() } : null;
}
