import type { CodeAction, CodeActionParams } from "vscode-languageserver";
import { REMOVAL, removeIgnores } from "../engine/fixes/removeIgnore.ts";
import type { Finding } from "../engine/rules/rule.ts";
import type { FixPlanParams } from "../protocol.ts";
import type { Located } from "./folder.ts";
import { areQuickFixesWanted, plannedAt, quickFixes } from "./quickFixes.ts";
import type { Session } from "./session.ts";
import { type PlannedFix, toClientEdit } from "./workspaceEdit.ts";

/** For each comment in the range that hides nothing: to take it out. */
export async function removalActions(
  session: Session,
  located: Located,
  params: CodeActionParams,
): Promise<readonly CodeAction[]> {
  if (!areQuickFixesWanted(params)) return [];
  const { flags } = session;
  const found = located.folder.workspace.unusedIgnoresIn(located.path);
  return quickFixes(session, located, params, found, async (finding, atFinding, text) => {
    const plan = removeIgnores([finding], text);
    if (!plan) return [];
    const shared = { title: REMOVAL.title, ...atFinding, ...(flags.preferredActions ? { isPreferred: true } : {}) };
    if (!flags.lazyEdits) {
      const { edit } = await toClientEdit(session, { plan, located, text, texts: new Map() });
      return [{ ...shared, edit }];
    }
    const { entity, field, fingerprint } = finding;
    const { uri } = params.textDocument;
    const data: FixPlanParams = { uri, entity, field, fixId: plan.id, finding: fingerprint };
    return [{ ...shared, data }];
  });
}

/** Null when it is gone, or hides something by now. */
export function plannedRemoval(located: Located, { finding }: FixPlanParams): Promise<PlannedFix | null> {
  const { path, folder } = located;
  const found = (): readonly Finding[] => folder.workspace.unusedIgnoresIn(path);
  return plannedAt(located, finding, found, (each, text) => removeIgnores([each], text));
}
