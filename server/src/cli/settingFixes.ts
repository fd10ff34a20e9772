import { type FixPlan, isRefusal, type SettingFix } from "../engine/fixes/model.ts";
import { settingAnswersFor, settingFixes } from "../engine/fixes/registry.ts";
import { fixTitle } from "../engine/reports/words.ts";
import type { Finding } from "../engine/rules/rule.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { plainPath } from "./selector.ts";
import { UsageError } from "./verb.ts";

/** `[PATH::]NAME` of a setting in which something is found. */
export const SETTING_SELECTOR = /^(?:(?<path>.+)::)?(?<name>[A-Z][A-Z0-9_]*)$/;

/** Whether something is found about a setting of that name; classes may be called like one. */
export function isSettingFound(workspace: Workspace, selector: string): boolean {
  const name = SETTING_SELECTOR.exec(selector)?.groups?.name;
  return name !== undefined && workspace.settingsFindings.some(({ field }) => field === name);
}

/** @throws UsageError when nothing is found about a setting, or in several files */
export function selectedSettings(workspace: Workspace, selectors: readonly string[]): readonly Finding[] {
  return [...new Set(selectors)].flatMap((selector) => {
    const { path, name } = SETTING_SELECTOR.exec(selector)!.groups!;
    const wanted = path === undefined ? undefined : plainPath(path);
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
 * What the fix does about something that is found, in the workspace as earlier fixes left it; null when it is for something else.
 * @throws UsageError when it is not on offer
 */
export async function settingPlan(workspace: Workspace, finding: Finding, fix: SettingFix): Promise<FixPlan | null> {
  const { path, field, rule } = finding;
  const name = `${path}::${field}`;
  // Found anew: an earlier fix may have changed the file.
  const current = workspace.settingsFindings.find(
    (each) => each.path === path && each.field === field && each.rule === rule,
  );
  const context = current && (await workspace.settingFixContext(current));
  const answer = context && settingAnswersFor(context).find((each) => each.id === fix.id);
  if (!answer) return null;
  if (isRefusal(answer)) throw new UsageError(`${fix.id} is not on offer for ${name}: ${answer.because}`);
  const plan = fix.plan(context);
  if (!plan) throw new UsageError(`${fix.id} cannot edit ${name}; change it by hand`);
  return plan;
}

/** @throws UsageError when it is no fix for settings */
export function settingFixOf(id: string | undefined): SettingFix {
  const fix = settingFixes.find((each) => each.id === id);
  if (fix) return fix;
  const known = settingFixes.map((each) => each.id).join(", ");
  throw new UsageError(`for a setting say what to do with --fix ID: ${known}`);
}
