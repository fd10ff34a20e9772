import type { CodeAction, CodeActionParams } from "vscode-languageserver";
import { isRefusal } from "../engine/fixes/model.ts";
import { classAnswersFor } from "../engine/fixes/registry.ts";
import type { FixPlanParams } from "../protocol.ts";
import { isOfClass } from "../workspace/classFixContext.ts";
import type { Located } from "./folder.ts";
import { areQuickFixesWanted, quickFixes } from "./quickFixes.ts";
import type { Session } from "./session.ts";

/** Fixes for what is found in the range at classes that show fields. What uses the field is looked at when an edit is asked for. */
export async function classFixActions(
  session: Session,
  located: Located,
  params: CodeActionParams,
): Promise<readonly CodeAction[]> {
  const { flags } = session;
  if (!areQuickFixesWanted(params) || !flags.lazyEdits || !flags.annotatedFiles) return [];
  const { workspace } = located.folder;
  const found = workspace.leaksIn(located.path).filter(isOfClass);
  return quickFixes(session, located, params, found, async (finding, atFinding) => {
    const fixContext = await workspace.classFixContext(finding, { withOthers: false });
    if (!fixContext) return [];
    const entity = fixContext.use.holder.name;
    return classAnswersFor(fixContext).flatMap((offer): CodeAction[] => {
      if (isRefusal(offer)) return [];
      const { id, title, preferred } = offer;
      const data: FixPlanParams = { uri: params.textDocument.uri, entity, field: finding.field, fixId: id };
      return [{ title, ...atFinding, ...(preferred && flags.preferredActions ? { isPreferred: true } : {}), data }];
    });
  });
}
