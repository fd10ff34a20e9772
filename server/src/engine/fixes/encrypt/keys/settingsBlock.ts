import { endOfLine } from "../../../text/characters.ts";
import type { Statement } from "../../../languages/python/layout.ts";
import { type PythonModule, readModule } from "../../../languages/python/module.ts";
import { indentationAt, newlineOf } from "../../../text/whitespace.ts";
import type { TextEdit } from "../../../text/textEdit.ts";

/** Lines that stand together, behind the last of some names where those are assigned. */
export interface Lines {
  readonly beside: readonly string[];
  readonly lines: readonly string[];
}

/**
 * Lines as a paragraph of a module, or of a class in it: behind what they belong with and the offset `after`, else at the end.
 * Null where the class is not there, or written on one line.
 */
export function addToSettings(
  text: string,
  className: string | null,
  blocks: readonly Lines[],
  after: number,
): readonly TextEdit[] | null {
  if (blocks.length === 0) return [];
  const module = readModule(text);
  const body = bodyOf(module, className);
  if (!body) return null;
  const newline = newlineOf(text);
  const indentation = className === null ? "" : indentationAt(text, body[0]!.span.start);
  const lines = blocks
    .flatMap((block) => block.lines)
    .map((line) => indentation + inQuotesOf(text, line))
    .join(newline);
  const names = new Set(blocks.flatMap(({ beside }) => beside));
  const neighbours = body.flatMap((statement) =>
    names.has(assignedIn(module, statement) ?? "") ? [statement.end] : [],
  );
  const previous =
    neighbours.length > 0
      ? Math.max(...neighbours, after)
      : className === null
        ? endBeforeOverrides(module, after)
        : body.at(-1)!.end;
  const place = previous === null ? text.length : endOfLine(text, previous);
  const paragraph = place < text.length ? newline + newline + lines : gapAtEnd(text, newline) + lines + newline;
  return [{ span: { start: place, end: place }, text: paragraph }];
}

/** Whether a module, or a class in it, assigns a name itself. */
export function isAssigned(module: PythonModule, className: string | null, name: string): boolean {
  return bodyOf(module, className)?.some((statement) => assignedIn(module, statement) === name) ?? false;
}

/** What a module assigns at its top, with the statements that do. */
export function namesAtTop(module: PythonModule): readonly { readonly name: string; readonly source: string }[] {
  return module.layout.statements.flatMap((statement) => {
    const name = assignedIn(module, statement);
    return name === null ? [] : [{ name, source: module.text.slice(statement.span.start, statement.span.end) }];
  });
}

function bodyOf({ text, layout }: PythonModule, className: string | null): readonly Statement[] | null {
  if (className === null) return layout.statements;
  const found = layout.statements.find(
    ({ kind, name }) => kind === "class" && name && text.slice(name.start, name.end) === className,
  );
  const first = found?.body[0];
  // What stands behind the colon has no indentation to go by.
  return first && endOfLine(text, found.span.end) < first.span.start ? found.body : null;
}

function assignedIn({ text }: PythonModule, { kind, name }: Statement): string | null {
  return kind === "assignment" && name ? text.slice(name.start, name.end) : null;
}

function gapAtEnd(text: string, newline: string): string {
  if (text === "" || text.endsWith(newline + newline)) return "";
  return text.endsWith(newline) ? newline : newline + newline;
}

/**
 * Where a module ends but for `from .local import *` of settings that overrule it; null where that is its end, or where what is needed
 * stands behind it.
 */
function endBeforeOverrides({ layout, imports }: PythonModule, after: number): number | null {
  const { statements } = layout;
  const takesAll = ({ span, end }: Statement): boolean =>
    imports.some(
      (item) => span.start <= item.span.start && item.span.end <= end && item.names.some(({ name }) => name === "*"),
    );
  // `except` and `else` are statements behind that of their `try`.
  const last = statements.findLastIndex((statement) => !takesAll(statement) && statement.kind !== "block");
  const isOverruled = statements.slice(last + 1).some(takesAll);
  const isPlace = isOverruled && statements.slice(0, last + 1).some(({ kind }) => kind === "assignment");
  return isPlace && statements[last]!.end >= after ? statements[last]!.end : null;
}

/** Most people keep to one kind of quotes. */
function inQuotesOf(text: string, line: string): string {
  const count = (quote: string): number => text.split(quote).length;
  return count("'") > 2 * count('"') ? line.replaceAll('"', "'") : line;
}
