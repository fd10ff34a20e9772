import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { isRefusal } from "../engine/fixes/model.ts";
import { classAnswersFor } from "../engine/fixes/registry.ts";
import { lineStartsOf } from "../engine/text/lineIndex.ts";
import { overlaps } from "../engine/text/span.ts";
import type { FixPlanParams } from "../protocol.ts";
import { isOfClass } from "../workspace/classFixContext.ts";
import type { Located } from "./folder.ts";
import { toSpan } from "./fromProtocol.ts";
import type { Session } from "./session.ts";
import { toDiagnostic } from "./toProtocol.ts";

/** Fixes for what is found in the range at classes that show fields. What uses the field is looked at when an edit is asked for. */
export async function classFixActions(
  session: Session,
  located: Located,
  { textDocument, range, context }: CodeActionParams,
): Promise<readonly CodeAction[]> {
  const { flags } = session;
  const isWanted = !context.only || context.only.some((kind) => kind === "" || kind === CodeActionKind.QuickFix);
  if (!isWanted || !flags.lazyEdits || !flags.annotatedFiles) return [];
  const { workspace } = located.folder;
  const findings = workspace.leaksIn(located.path).filter((each) => isOfClass(each) && each.suppressed === null);
  if (findings.length === 0) return [];
  const lines = lineStartsOf((await workspace.text(located.path)) ?? "");
  const span = toSpan(lines, range);
  const actions: CodeAction[] = [];
  for (const finding of findings.filter((each) => overlaps(each.span, span))) {
    const fixContext = await workspace.classFixContext(finding, { withOthers: false });
    for (const offer of fixContext ? classAnswersFor(fixContext) : []) {
      if (isRefusal(offer)) continue;
      const { id, title, preferred } = offer;
      const entity = fixContext!.use.holder.name;
      const data: FixPlanParams = { uri: textDocument.uri, entity, field: finding.field, fixId: id };
      const isPreferred = preferred && flags.preferredActions ? { isPreferred: true } : {};
      const diagnostics = [toDiagnostic(finding, lines, flags)];
      actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, ...isPreferred, data });
    }
  }
  return actions;
}
