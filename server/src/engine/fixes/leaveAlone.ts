import { languageOf } from "../languages/registry.ts";
import type { Finding } from "../rules/rule.ts";
import type { FixPlan } from "./model.ts";

export const LEAVE_ALONE = "leave-alone";

/** Whether a comment can stand at what is found there. */
export function canBeLeftAlone({ path }: Pick<Finding, "path">): boolean {
  return languageOf(path) !== undefined;
}

/** Silences the rule at one place, with the reason that a person gives. `text`: of the file. Null where no comment can stand. */
export function leaveAlone(finding: Finding, text: string, reason: string): FixPlan | null {
  const { path, rule, span } = finding;
  const comment = `fieldguard: ignore[${rule}] ${reason}`;
  const edit = reason === "" ? null : languageOf(path)?.editor.silence(text, span.start, rule, comment);
  if (!edit) return null;
  const changes = [{ kind: "edit", path, edits: [edit] }] as const;
  return { id: LEAVE_ALONE, title: "Leave it alone", steps: [{ label: "Comment", changes }], notes: [] };
}
