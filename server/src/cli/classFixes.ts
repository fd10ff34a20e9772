import { type ClassFix, type ClassFixContext, type FixPlan, isRefusal } from "../engine/fixes/model.ts";
import { classAnswersFor, classFixes } from "../engine/fixes/registry.ts";
import { refusalWords } from "../engine/reports/uses.ts";
import { fixTitle } from "../engine/reports/words.ts";
import { type ClassFinding, classFindings, withFix } from "../workspace/classFindings.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { plainPath } from "./selector.ts";
import { UsageError } from "./verb.ts";

/** `[PATH::]Class[:field]` of a class that shows fields. */
const CLASS_SELECTOR = /^(?:(?<path>.+)::)?(?<holder>[\w.]+?)(?::(?<field>\w+))?$/u;

export interface SelectedClass {
  readonly selector: string;
  readonly path: string;
  readonly holder: string;
  /** Null for the one that is found first. */
  readonly field: string | null;
  readonly found: readonly ClassFinding[];
}

/**
 * Null where nothing is found about such a class.
 * @throws UsageError when it may be several, or when it names a field of a class and nothing is found there
 */
export async function selectedClass(workspace: Workspace, selector: string): Promise<SelectedClass | null> {
  const parts = CLASS_SELECTOR.exec(selector)?.groups;
  if (!parts) return null;
  const holder = parts.holder!;
  await workspace.uses.refresh();
  const found = await classFindings(workspace, {
    path: parts.path === undefined ? null : plainPath(parts.path),
    holder,
  });
  const paths = [...new Set(found.map(({ finding }) => finding.path))];
  if (paths.length > 1) {
    const names = paths.map((path) => `${path}::${holder}`).join(", ");
    throw new UsageError(`${selector} may be ${paths.length} classes; name one: ${names}`);
  }
  if (paths.length === 0 && parts.field !== undefined) throw new UsageError(`nothing is found about ${selector}`);
  return paths.length === 0 ? null : { selector, path: paths[0]!, holder, field: parts.field ?? null, found };
}

/**
 * What can be done about what is found, and why not the rest.
 * @throws UsageError when it tells of other fields alone
 */
export async function classListing(
  workspace: Workspace,
  { path, holder, selector, field, found }: SelectedClass,
): Promise<string> {
  const shown: string[] = [];
  for (const { finding, context } of found) {
    const named = field === null ? context : await workspace.classFixContext(finding, { field, withOthers: false });
    // It tells of other fields.
    if (!named) continue;
    const answers = classAnswersFor(named);
    shown.push(
      `${path}::${holder}  ${finding.rule}`,
      ...answers.map((answer) =>
        isRefusal(answer)
          ? `  not on offer: ${answer.id}  ${refusalWords(answer)}`
          : `  ${answer.id}  ${fixTitle(answer.title)}`,
      ),
      ...(answers.length === 0 ? ["  There is nothing that can be done about it here."] : []),
    );
  }
  if (shown.length === 0) throw new UsageError(`nothing is found about ${selector}`);
  return `${shown.join("\n")}\n`;
}

/**
 * What the fix does, in the workspace as earlier fixes left it.
 * @throws UsageError when it is not on offer
 */
export async function classPlan(workspace: Workspace, selected: SelectedClass, fix: ClassFix): Promise<FixPlan> {
  const { path, holder, selector, field } = selected;
  await workspace.uses.refresh();
  let context: ClassFixContext | null = null;
  for (const { finding } of withFix(await classFindings(workspace, { path, holder }), fix.id))
    context ??= await workspace.classFixContext(finding, { ...(field === null ? {} : { field }), withOthers: true });
  const answer = context && fix.offer(context);
  if (!context || !answer)
    throw new UsageError(`${fix.id} has nothing to do at ${selector}; --list tells what is on offer`);
  const plan = isRefusal(answer) ? answer : fix.plan(context);
  if (isRefusal(plan)) throw new UsageError(`${fix.id} is not on offer for ${selector}: ${refusalWords(plan)}`);
  return plan;
}

/** @throws UsageError when it is no fix for classes */
export function classFixOf(id: string | undefined): ClassFix {
  const fix = classFixes.find((each) => each.id === id);
  if (fix) return fix;
  const known = classFixes.map((each) => each.id).join(", ");
  throw new UsageError(`for a class say what to do with --fix ID: ${known}`);
}
