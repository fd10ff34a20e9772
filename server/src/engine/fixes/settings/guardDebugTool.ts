import { dropItems } from "../../languages/python/dropItems.ts";
import type { Expression, SequenceExpression } from "../../languages/python/expression.ts";
import { readModule } from "../../languages/python/module.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import { newlineOf } from "../../languages/python/whitespace.ts";
import { assignmentParts } from "../../project/settings/assignment.ts";
import { callsItselfProduction, deployedEnvironments } from "../../project/settings/deployed.ts";
import type { SettingsEnvironment } from "../../project/settings/environments.ts";
import { readSettings } from "../../project/settings/readSettings.ts";
import { textOf } from "../../project/settings/value.ts";
import type { DebugTool } from "../../rules/settings/debugTools.d.yml.ts";
import debugTools from "../../rules/settings/debugTools.yml";
import { isDebugOff } from "../../rules/settings/deployment.ts";
import { unguardedAddresses } from "../../rules/settings/toolAddresses.ts";
import { type UnguardedEntry, unguardedEntries } from "../../rules/settings/unguardedTools.ts";
import { applyEdits, type TextEdit } from "../../text/textEdit.ts";
import { inSequence } from "../inSequence.ts";
import type { FileChange, SettingFix, SettingFixContext } from "../model.ts";
import { guardedAddresses } from "./guardedAddresses.ts";
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
  const edits = first ? settingsEdits(context, environment, path, entries) : [];
  const addresses = guardedAddresses(unguardedAddresses(project, environment, tool), project, tool);
  if (!edits || !addresses) return BY_HAND;
  const settings = first ? [edit(path, edits)] : [];
  if (!isMended(context, [...settings, ...addresses])) return BY_HAND;
  if (!isGoneWithoutDebug(context, environment, tool, settings))
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

/** Each entry goes out of its list, and a block at the end of what says it puts them back. */
function settingsEdits(
  { project }: SettingFixContext,
  environment: SettingsEnvironment,
  path: string,
  entries: readonly UnguardedEntry[],
): readonly TextEdit[] | null {
  const text = project.texts.get(path) ?? "";
  const additions = entries.map((entry) =>
    additionOf(project.settings.valueIn(entry.setting, environment)?.value, entry),
  );
  if (additions.includes(null) || !/^DEBUG\s*(:\s*\w+\s*)?=|^from\s+\S+\s+import\s+\*/m.test(text)) return null;
  const newline = newlineOf(text);
  const block = ["", "if DEBUG:", ...additions.map((addition) => `    ${addition}`)].join(newline);
  return inSequence(text, [
    ...entries.map(
      ({ name }) =>
        (current: string) =>
          withoutText(current, name),
    ),
    (current) => {
      const place = endOfSettings(current);
      return place === null ? null : [{ span: { start: place, end: place }, text: newline + block }];
    },
  ]);
}

type ListOfSettings = ReturnType<SettingFixContext["project"]["settings"]["valueIn"]>;

/** The statement that adds the entry where it stood. */
function additionOf(
  value: NonNullable<ListOfSettings>["value"] | undefined,
  { setting, name }: UnguardedEntry,
): string | null {
  if (value?.kind !== "list" || value.of === "set") return null;
  const at = value.items.findIndex((item) => textOf(item.value) === name);
  const isLast = at === value.items.length - 1;
  if (isLast || setting === "INSTALLED_APPS")
    return `${setting} += ${value.of === "list" ? `["${name}"]` : `("${name}",)`}`;
  if (at === 0)
    return value.of === "list" ? `${setting}.insert(0, "${name}")` : `${setting} = ("${name}",) + ${setting}`;
  const before = textOf(value.items[at - 1]!.value);
  if (before === null || !value.items[at - 1]!.always || value.of !== "list") return null;
  return `${setting}.insert(${setting}.index("${before}") + 1, "${name}")`;
}

/** Out of the list in brackets that it stands in. */
function withoutText(text: string, name: string): readonly TextEdit[] | null {
  const module = readModule(text);
  for (const { span, kind } of module.layout.statements) {
    if (kind === "block" || kind === "import" || !text.slice(span.start, span.end).includes(name)) continue;
    const parts = assignmentParts(text, span);
    const list = parts && listWith(readExpression(text, parts.value), name);
    if (!list || !"[(".includes(text[list.span.start]!)) continue;
    const items = list.items.map((item) => item.span);
    const at = list.items.findIndex((item) => isText(item, name));
    const edits = dropItems(
      module,
      { open: list.span.start, close: list.span.end - 1, items },
      (index) => index === at,
    );
    const left = items.length === 2 && list.of === "tuple" ? items[1 - at]! : null;
    const hasComma = text.slice(items.at(-1)!.end, list.span.end).includes(",");
    // A tuple of one is one by its comma.
    return left && !hasComma ? [...edits, { span: { start: left.end, end: left.end }, text: "," }] : edits;
  }
  return null;
}

function isText(expression: Expression, name: string): boolean {
  return expression.kind === "text" && expression.value === name;
}

function listWith(expression: Expression, name: string): SequenceExpression | null {
  if (expression.kind === "binary") return listWith(expression.left, name) ?? listWith(expression.right, name);
  if (expression.kind !== "sequence") return null;
  return expression.items.some((item) => isText(item, name)) ? expression : null;
}

/** Behind the last statement of the module that says what is installed or runs, or whether `DEBUG` is on. */
function endOfSettings(text: string): number | null {
  const { layout } = readModule(text);
  const last = layout.statements.findLast(({ span, end, kind }) => {
    const source = text.slice(span.start, kind === "block" ? end : span.end);
    return kind !== "import" && /(^|\n[ \t]*)(INSTALLED_APPS|MIDDLEWARE|DEBUG)\b\s*([.:+=]|\+=)/.test(source);
  });
  if (!last) return null;
  const lineEnd = /\r|\n|(?![^])/.exec(text.slice(last.end))!.index;
  return last.end + lineEnd;
}

/** Settings that are read with `DEBUG` on and deployed with it off would have the tool in production still. */
function isGoneWithoutDebug(
  { project }: SettingFixContext,
  { folder }: SettingsEnvironment,
  tool: DebugTool,
  changes: readonly FileChange[],
): boolean {
  const texts = new Map(project.texts);
  for (const change of changes)
    if (change.kind === "edit") texts.set(change.path, applyEdits(texts.get(change.path) ?? "", change.edits));
  const after = { ...project, texts, settings: readSettings(texts) };
  return deployedEnvironments(after.settings)
    .filter((each) => each.folder === folder)
    .filter((environment) => callsItselfProduction(environment) || isDebugOff({ project: after, environment }))
    .every((environment) => {
      const value = after.settings.valueIn("INSTALLED_APPS", environment)?.value;
      return (
        value?.kind !== "list" ||
        !value.items.some((item) => item.always && tool.apps.includes(textOf(item.value) ?? ""))
      );
    });
}
