import { type FixPlan, isRefusal } from "../engine/fixes/model.ts";
import { settingAnswersFor, settingFixes } from "../engine/fixes/registry.ts";
import { fixTitle } from "../engine/reports/words.ts";
import type { Finding } from "../engine/rules/rule.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { UsageError } from "./verb.ts";

/** `[PATH::]NAME` of a setting in which something is found. */
export const SETTING_SELECTOR = /^(?:(?<path>.+)::)?(?<name>[A-Z][A-Z0-9_]*)$/;

/** @throws UsageError when nothing is found about a setting, or in several files */
export function selectedSettings(workspace: Workspace, selectors: readonly string[]): readonly Finding[] {
  return [...new Set(selectors)].flatMap((selector) => {
    const { path, name } = SETTING_SELECTOR.exec(selector)!.groups!;
    const wanted = path?.replaceAll("\\", "/").replace(/^(\.\/)+/, "");
    const found = workspace.settingsFindings.filter(
      (finding) => finding.field === name && (wanted === undefined || finding.path === wanted),
    );
    const paths = [...new Set(found.map((finding) => finding.path))];
    if (paths.length === 0) throw new UsageError(`nothing is found about a setting ${selector}`);
    if (paths.length > 1) {
      const names = paths.map((each) => `${each}::${name}`).join(", ");
      throw new UsageError(`${selector} may be ${paths.length} settings; name one: ${names}`);
    }
    return found;
  });
}

/** What can be done about what is found, and why not the rest. */
export async function settingListing(workspace: Workspace, finding: Finding): Promise<string> {
  const { path, field, rule } = finding;
  const answers = settingAnswersFor(await workspace.settingFixContext(finding));
  const lines = answers.map((answer) =>
    isRefusal(answer) ? `  not on offer: ${answer.id}  ${answer.because}` : `  ${answer.id}  ${fixTitle(answer.title)}`,
  );
  const shown = lines.length > 0 ? lines : ["  There is nothing that can be done about it here."];
  return [`${path}::${field}  ${rule}`, ...shown].join("\n") + "\n";
}

/**
 * Of all that is found about the selected settings, what the fix is for.
 * @throws UsageError when it is for nothing of that, or not on offer
 */
export async function settingPlans(
  workspace: Workspace,
  findings: readonly Finding[],
  id: string | undefined,
): Promise<readonly FixPlan[]> {
  if (findings.length === 0) return [];
  const fix = settingFixes.find((each) => each.id === id);
  if (!fix) {
    const known = settingFixes.map((each) => each.id).join(", ");
    throw new UsageError(`for a setting say what to do with --fix ID: ${known}`);
  }
  const plans: FixPlan[] = [];
  for (const finding of findings) {
    const name = `${finding.path}::${finding.field}`;
    const context = await workspace.settingFixContext(finding);
    const answer = settingAnswersFor(context).find((each) => each.id === fix.id);
    if (!answer) continue;
    if (isRefusal(answer)) throw new UsageError(`${fix.id} is not on offer for ${name}: ${answer.because}`);
    const plan = fix.plan(context);
    if (!plan) throw new UsageError(`${fix.id} cannot edit ${name}; change it by hand`);
    plans.push(plan);
  }
  if (plans.length === 0) throw new UsageError(`${fix.id} has nothing to do there; --list tells what is on offer`);
  return plans;
}
