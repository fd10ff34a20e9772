import { endOfLine } from "../../text/characters.ts";
import { everyStatement } from "../../languages/python/everyStatement.ts";
import type { Expression, SequenceExpression } from "../../languages/python/expression.ts";
import { readModule } from "../../languages/python/module.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import { indentationAt, newlineOf } from "../../text/whitespace.ts";
import type { Project } from "../../project/model.ts";
import { assignmentParts } from "../../project/settings/assignment.ts";
import type { SettingsEnvironment } from "../../project/settings/environments.ts";
import { readSettings, type ProjectSettings } from "../../project/settings/readSettings.ts";
import { textOf } from "../../project/settings/value.ts";
import { applyEdits, type TextEdit } from "../../text/textEdit.ts";
import { settingsHomes } from "../encrypt/keys/settingsHomes.ts";
import type { Editing } from "../inSequence.ts";
import type { PlacedEditing } from "../placedEditing.ts";

const MIDDLEWARE = "MIDDLEWARE";
/** What knows who asks; ours stands behind it. */
const AUTHENTICATION = "django.contrib.auth.middleware.AuthenticationMiddleware";

/** What adds a middleware to each list of the settings; null where that cannot be done for certain. */
export function middlewareEntry(project: Project, name: string): readonly PlacedEditing[] | null {
  const editings = new Map<string, PlacedEditing>();
  const homes = settingsHomes(project);
  for (const environment of homes.flatMap((home) => home.environments)) {
    const before = namesIn(project.settings, environment);
    if (before?.includes(name)) continue;
    const path = project.settings.valueIn(MIDDLEWARE, environment)?.places[0]?.path;
    if (before === null || path === undefined) return null;
    const editing = [behindAuthentication(name), behindTheLast(name)].find((each) =>
      addsIt(project, environment, path, name, each),
    );
    if (!editing) return null;
    if (!editings.has(path)) editings.set(path, { path, editing });
  }
  return homes.length === 0 ? null : [...editings.values()];
}

function namesIn(settings: ProjectSettings, environment: SettingsEnvironment): readonly (string | null)[] | null {
  const value = settings.valueIn(MIDDLEWARE, environment)?.value;
  return value?.kind === "list" ? value.items.map((item) => textOf(item.value)) : null;
}

/** Evaluated once more, it is there once, and nothing else has changed. */
function addsIt(
  project: Project,
  environment: SettingsEnvironment,
  path: string,
  name: string,
  editing: Editing,
): boolean {
  const text = project.texts.get(path) ?? "";
  const edits = editing(text);
  if (!edits) return false;
  const after = namesIn(readSettings(new Map([...project.texts, [path, applyEdits(text, edits)]])), environment);
  const others = after?.filter((each) => each !== name);
  return (
    after?.filter((each) => each === name).length === 1 &&
    others?.join("\n") === namesIn(project.settings, environment)?.join("\n")
  );
}

function behindAuthentication(name: string): Editing {
  return (text) => {
    for (const { span, kind } of everyStatement(readModule(text).layout.statements)) {
      if (kind === "block" || kind === "import" || !text.slice(span.start, span.end).includes(AUTHENTICATION)) continue;
      const parts = assignmentParts(text, span);
      const item = parts && itemIn(readExpression(text, parts.value));
      if (!item) continue;
      const quote = text[item.span.start] === "'" ? "'" : '"';
      const added = `${quote}${name}${quote}`;
      const lineStart = text.lastIndexOf("\n", item.span.start - 1) + 1;
      const indentation = indentationAt(text, item.span.start);
      const rest = text.slice(item.span.end, endOfLine(text, item.span.end));
      const isAlone = text.slice(lineStart, item.span.start) === indentation && /^,\s*(#.*)?$/.test(rest);
      const at = isAlone ? endOfLine(text, item.span.end) : item.span.end;
      return [insertion(at, isAlone ? `${newlineOf(text)}${indentation}${added},` : `, ${added}`)];
    }
    return null;
  };
}

function itemIn(expression: Expression): Expression | null {
  const sequences = (each: Expression): readonly SequenceExpression[] =>
    each.kind === "binary"
      ? [...sequences(each.left), ...sequences(each.right)]
      : each.kind === "sequence"
        ? [each]
        : [];
  const items = sequences(expression).flatMap((each) => each.items);
  return items.find((item) => item.kind === "text" && item.value === AUTHENTICATION) ?? null;
}

/** A statement of its own behind the last one that says what there is. */
function behindTheLast(name: string): Editing {
  return (text) => {
    const { statements } = readModule(text).layout;
    const last = statements.findLast(({ kind, span }) => {
      const parts = kind === "assignment" || kind === "other" ? assignmentParts(text, span) : null;
      return parts !== null && text.slice(parts.targets[0]!.start, parts.targets[0]!.end) === MIDDLEWARE;
    });
    if (!last) return null;
    const isTuple = /=\s*\(/.test(text.slice(last.span.start, last.span.end));
    const list = isTuple ? `("${name}",)` : `["${name}"]`;
    return [insertion(endOfLine(text, last.end), `${newlineOf(text)}${MIDDLEWARE} += ${list}`)];
  };
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}
