import { endOfLine } from "../../text/characters.ts";
import { dropItems } from "../../languages/python/dropItems.ts";
import type { Expression, SequenceExpression } from "../../languages/python/expression.ts";
import { readModule } from "../../languages/python/module.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import { newlineOf } from "../../text/whitespace.ts";
import type { Project } from "../../project/model.ts";
import { assignmentParts } from "../../project/settings/assignment.ts";
import type { SettingsEnvironment } from "../../project/settings/environments.ts";
import { textOf, type Value } from "../../project/settings/value.ts";
import type { UnguardedEntry } from "../../rules/settings/unguardedTools.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import { inSequence } from "../inSequence.ts";

/** Each entry goes out of its list, and a block at the end of what says it puts them back. */
export function guardedEntries(
  project: Project,
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

/** The statement that adds the entry where it stood. */
function additionOf(value: Value | undefined, { setting, name }: UnguardedEntry): string | null {
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
  return last ? endOfLine(text, last.end) : null;
}
