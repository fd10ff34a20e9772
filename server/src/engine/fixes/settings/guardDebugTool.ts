import type { Project } from "../../project/model.ts";
import { callsItselfProduction, deployedEnvironments } from "../../project/settings/deployed.ts";
import type { SettingsEnvironment } from "../../project/settings/environments.ts";
import type { DebugTool } from "../../project/settings/debugTools.d.yml.ts";
import debugTools from "../../project/settings/debugTools.yml";
import { hasText, isDebugOff } from "../../rules/deployment.ts";
import { unguardedAddresses } from "../../rules/settings/toolAddresses.ts";
import { unguardedEntries } from "../../rules/settings/unguardedTools.ts";
import type { FileChange, SettingFix, SettingFixContext } from "../model.ts";
import { projectAfter } from "../projectAfter.ts";
import { guardedAddresses } from "./guardedAddresses.ts";
import { guardedEntries } from "./guardedEntries.ts";
import { edit, isMended } from "./settingStatement.ts";

/** A tool for development is installed, runs and has an address only where `DEBUG` is on. */
export const guardDebugTool: SettingFix = {
  id: "guard-debug-tool",

  offer(context) {
    const { id } = guardDebugTool;
    const guard = guardOf(context);
    if (typeof guard === "string") return { id, because: guard };
    return { id, title: titleOf(guard.tool), kind: "suggestion", preferred: true, input: null };
  },

  plan(context) {
    const guard = guardOf(context);
    if (typeof guard === "string") return null;
    const { tool, settings, addresses } = guard;
    return {
      id: guardDebugTool.id,
      title: titleOf(tool),
      steps: [
        { label: "Settings", changes: settings },
        ...(addresses.length > 0 ? [{ label: "Addresses", changes: addresses }] : []),
      ],
      notes: [
        `Where \`DEBUG\` is off, modules of ${tool.name} can no longer be imported: look for others of yours that do.`,
        `Tests run with \`DEBUG\` off, whatever the settings say; the block is for what is on while settings are read.`,
      ],
    };
  },
};

function titleOf({ name }: DebugTool): string {
  return `Install ${name} only where \`DEBUG\` is on…`;
}

interface Guard {
  readonly tool: DebugTool;
  readonly settings: readonly FileChange[];
  readonly addresses: readonly FileChange[];
}

const BY_HAND = "It is installed in a way that is not edited here: guard it by hand.";

/** A sentence where it cannot be done for certain. */
function guardOf(context: SettingFixContext): Guard | string {
  const { finding, project } = context;
  const [environment] = deployedEnvironments(project.settings).filter(
    (each) => each.className === null && isAbout(each, context),
  );
  const tool = environment && toolAt(context, environment);
  if (!environment || !tool) return BY_HAND;
  const entries = unguardedEntries({ project, environment }, tool);
  const [first] = entries;
  const path = first?.part.path ?? finding.path;
  if (entries.some(({ part }) => part.path !== path))
    return "Its app and its middleware stand in several files: guard them by hand.";
  const edits = first ? guardedEntries(project, environment, path, entries) : [];
  const addresses = guardedAddresses(unguardedAddresses(project, environment, tool), project, tool);
  if (!edits || !addresses) return BY_HAND;
  const settings = first ? [edit(path, edits)] : [];
  const after = projectAfter(project, [...settings, ...addresses]);
  if (!isMended(context, after)) return BY_HAND;
  if (!isGoneWithoutDebug(after, environment, tool))
    return "`DEBUG` is on where this is read, and turned off later: move the entries to settings for development.";
  return { tool, settings, addresses };
}

function isAbout(environment: SettingsEnvironment, { finding, project }: SettingFixContext): boolean {
  return finding.field === "urlpatterns"
    ? finding.path.startsWith(environment.folder)
    : project.settings.pathsOf(environment).includes(finding.path);
}

/** The one whose entry or address is found. */
function toolAt({ finding, project }: SettingFixContext, environment: SettingsEnvironment): DebugTool | undefined {
  const text = project.texts.get(finding.path) ?? "";
  const written = text.slice(finding.span.start, finding.span.end);
  return debugTools.tools.find(
    (tool) =>
      [...tool.apps, ...tool.middleware].some((name) => written.slice(1, -1) === name) ||
      (tool.urls !== undefined &&
        written.includes(tool.urls) &&
        unguardedAddresses(project, environment, tool).some(({ path }) => path === finding.path)),
  );
}

/** Settings that are read with `DEBUG` on and deployed with it off would have the tool in production still. */
function isGoneWithoutDebug(after: Project, { folder }: SettingsEnvironment, tool: DebugTool): boolean {
  return deployedEnvironments(after.settings)
    .filter((each) => each.folder === folder)
    .filter((environment) => callsItselfProduction(environment) || isDebugOff({ project: after, environment }))
    .every((environment) => {
      const value = after.settings.valueIn("INSTALLED_APPS", environment)?.value;
      return !tool.apps.some((app) => hasText(value, app));
    });
}
