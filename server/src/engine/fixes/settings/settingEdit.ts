import type { FileChange, SettingFix, SettingFixContext } from "../model.ts";
import { projectAfter } from "../projectAfter.ts";
import { isMended } from "./settingStatement.ts";

/** What is done about a finding where one change of one file is enough. */
export interface SettingEdit {
  readonly title: string;
  readonly change: FileChange;
  /** As of a plan. */
  readonly notes: readonly string[];
}

/** `because`: what is said where there is no such edit, or the rule would still find the same. */
export function fixByEdit(
  id: string,
  because: string,
  editOf: (context: SettingFixContext) => SettingEdit | null,
): SettingFix {
  const mending = (context: SettingFixContext): SettingEdit | null => {
    const found = editOf(context);
    return found && isMended(context, projectAfter(context.project, [found.change])) ? found : null;
  };
  return {
    id,

    offer(context) {
      const found = mending(context);
      return found ? { id, title: found.title, kind: "suggestion", preferred: true, input: null } : { id, because };
    },

    plan(context) {
      const found = mending(context);
      if (!found) return null;
      const { title, change, notes } = found;
      return { id, title, steps: [{ label: "Settings", changes: [change] }], notes };
    },
  };
}
