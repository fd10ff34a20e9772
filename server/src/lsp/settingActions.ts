import type { CodeAction, CodeActionParams } from "vscode-languageserver";
import { isRefusal } from "../engine/fixes/model.ts";
import { settingAnswersFor } from "../engine/fixes/registry.ts";
import type { FixPlanParams } from "../protocol.ts";
import type { Located } from "./folder.ts";
import { areQuickFixesWanted, quickFixes } from "./quickFixes.ts";
import type { Session } from "./session.ts";

/**
 * Fixes for what is found about settings in the range. They change several files, so that they are for clients that make edits later and
 * show all of them first.
 */
export async function settingActions(
  session: Session,
  located: Located,
  params: CodeActionParams,
): Promise<readonly CodeAction[]> {
  const { flags } = session;
  if (!areQuickFixesWanted(params) || !flags.lazyEdits || !flags.annotatedFiles) return [];
  const { workspace } = located.folder;
  const found = workspace.settingsFindings.filter(({ path }) => path === located.path);
  return quickFixes(session, located, params, found, async (finding, atFinding) => {
    const answers = settingAnswersFor(await workspace.settingFixContext(finding));
    return answers.flatMap((offer): CodeAction[] => {
      if (isRefusal(offer)) return [];
      const { id, title, preferred } = offer;
      const data: FixPlanParams = { uri: params.textDocument.uri, entity: null, field: finding.field, fixId: id };
      return [{ title, ...atFinding, ...(preferred && flags.preferredActions ? { isPreferred: true } : {}), data }];
    });
  });
}
