import type { Statement } from "../../languages/python/layout.ts";
import { type PythonModule, readModule } from "../../languages/python/module.ts";
import type { Project } from "../../project/model.ts";
import type { SettingsEnvironment } from "../../project/settings/environments.ts";
import { checkDeployments } from "../../rules/checkSettings.ts";
import { EMPTY_POLICY, type Policy } from "../../project/policy/model.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import type { FileChange, SettingFixContext } from "../model.ts";

/** The file of a finding about a setting, and the statement that gives it. */
export interface FoundSetting {
  readonly module: PythonModule;
  readonly statement: Statement;
}

/** Null where the setting is not given by a plain assignment, of the module or of a class. */
export function foundSetting({ finding, project }: SettingFixContext): FoundSetting | null {
  const module = readModule(project.texts.get(finding.path) ?? "");
  const pending = [...module.layout.statements];
  for (let each = pending.pop(); each; each = pending.pop()) {
    // What is missing is found at another setting.
    const isIt = each.name !== null && module.text.slice(each.name.start, each.name.end) === finding.field;
    const isHere = each.span.start <= finding.span.start && finding.span.end <= each.span.end;
    if (each.kind === "assignment" && isHere && isIt) return { module, statement: each };
    if (each.kind === "block" || each.kind === "class") pending.push(...each.body);
  }
  return null;
}

/** The environments that take names from the file. */
export function environmentsOf({ finding, project }: SettingFixContext): readonly SettingsEnvironment[] {
  const { settings } = project;
  return settings.environments.filter((each) => settings.pathsOf(each).includes(finding.path));
}

/** A last look: in the project as the changes leave it, the rule finds nothing there any more. */
export function isMended({ finding }: SettingFixContext, after: Project): boolean {
  const found = checkDeployments(after, ALL);
  return found.every(({ fingerprint }) => fingerprint !== finding.fingerprint);
}

const ALL: Policy = { ...EMPTY_POLICY, profile: "strict" };

export function edit(path: string, edits: readonly TextEdit[]): FileChange {
  return { kind: "edit", path, edits };
}
