import { type ClassFix, isRefusal } from "../engine/fixes/model.ts";
import { REMOVE_IGNORE } from "../engine/fixes/removeIgnore.ts";
import { certainAnswersFor } from "../engine/fixes/planTogether.ts";
import { classFixes, settingFixes } from "../engine/fixes/registry.ts";
import { refusalWords } from "../engine/reports/uses.ts";
import type { FixNotDone, FixPlanParams } from "../protocol.ts";
import type { CancellationToken } from "../workspace/ports.ts";
import { classFindings, withFix } from "../workspace/classFindings.ts";
import { cancelled } from "./door.ts";
import { planFix } from "./fixes.ts";
import type { Located } from "./folder.ts";
import { plannedLeaveAlone } from "./leaveAlone.ts";
import { plannedRemoval } from "./unusedIgnores.ts";
import type { Session } from "./session.ts";
import { plannedWhole } from "./wholeFixes.ts";
import { type PlannedFix, textsOf } from "./workspaceEdit.ts";

/** Plans a fix on the current text; null when the field, or the offer, is gone. An offer is made after a quick look: this one counts the uses. */
export async function plannedFix(
  session: Session,
  params: FixPlanParams,
  token: CancellationToken,
): Promise<PlannedFix | FixNotDone | null> {
  const located = session.locate(params.uri);
  if (!located) return null;
  // A plan may touch the whole project, so it has to be known.
  await session.known(located.folder);
  if (token.isCancellationRequested) throw cancelled();
  await located.folder.workspace.refreshProjectFiles();
  const { workspace } = located.folder;
  const { entity, field, fixId } = params;
  if (fixId === REMOVE_IGNORE) return plannedRemoval(located, params);
  if (params.finding !== undefined) return plannedLeaveAlone(located, params);
  if (field === null) return plannedWhole(located, entity, fixId, params.input ?? {});
  if (entity === null) return plannedSettingFix(located, field, fixId);
  const classFix = classFixes.find(({ id }) => id === fixId);
  if (classFix) return plannedClassFix(located, entity, field, classFix);
  const context = await workspace.countedFixContext(located.path, entity, field);
  if (!context) return null;
  const plan = planFix(context, fixId, params.input ?? {});
  if (plan) return { plan, located, text: context.text, texts: textsOf(context) };
  const refusal = certainAnswersFor(context).find(({ id }) => id === fixId);
  return refusal && isRefusal(refusal) ? { because: refusalWords(refusal) } : null;
}

async function plannedSettingFix(located: Located, setting: string, fixId: string): Promise<PlannedFix | null> {
  const { path, folder } = located;
  for (const finding of folder.workspace.settingsFindings) {
    if (finding.path !== path || finding.field !== setting) continue;
    const context = await folder.workspace.settingFixContext(finding);
    const { texts } = context.project;
    const plan = settingFixes.find(({ id }) => id === fixId)?.plan(context);
    const text = texts.get(path);
    if (plan && text !== undefined) return { plan, located, text, texts };
  }
  return null;
}

/** Who uses the field is looked at now, in all files. */
async function plannedClassFix(
  located: Located,
  holder: string,
  field: string,
  fix: ClassFix,
): Promise<PlannedFix | FixNotDone | null> {
  const { path, folder } = located;
  await folder.workspace.uses.refresh();
  for (const { finding } of withFix(await classFindings(folder.workspace, { path, holder }), fix.id)) {
    if (finding.field !== field) continue;
    const context = await folder.workspace.classFixContext(finding, { withOthers: true });
    if (!context) continue;
    const plan = fix.plan(context);
    if (isRefusal(plan)) return { because: refusalWords(plan) };
    return { plan, located, text: context.text, texts: new Map() };
  }
  return null;
}
