import { truthOf } from "../../project/settings/value.ts";
import { unguardedTexts, type WrittenPart } from "../../project/settings/writtenTexts.ts";
import type { Deployment } from "../rule.ts";
import type { DebugTool } from "../../project/settings/debugTools.d.yml.ts";
import { hasText } from "../deployment.ts";

export interface UnguardedEntry {
  readonly setting: "INSTALLED_APPS" | "MIDDLEWARE";
  /** The app or the middleware. */
  readonly name: string;
  readonly part: WrittenPart;
}

/** Where a tool is installed, or runs, in all that the settings are used for. */
export function unguardedEntries(deployment: Deployment, tool: DebugTool): readonly UnguardedEntry[] {
  return [
    ...entriesIn(deployment, "INSTALLED_APPS", tool.apps),
    ...entriesIn(deployment, "MIDDLEWARE", tool.middleware),
  ];
}

function entriesIn(
  { project, environment }: Deployment,
  setting: UnguardedEntry["setting"],
  names: readonly string[],
): readonly UnguardedEntry[] {
  const value = project.settings.valueIn(setting, environment)?.value;
  return names
    .filter((name) => hasText(value, name))
    .flatMap((name) => {
      const part = unguardedTexts(project, environment, name).at(-1);
      return part ? [{ setting, name, part }] : [];
    });
}

/** Its own settings keep out who may not see it. */
export function isRestricted({ project, environment }: Deployment, { restrictedBy = [] }: DebugTool): boolean {
  return restrictedBy.some((name) => {
    const setting = project.settings.valueIn(name, environment);
    return setting !== null && truthOf(setting.value) !== false;
  });
}
