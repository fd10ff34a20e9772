import { innermostAt, syntaxTreeOf } from "../python/syntaxTree.ts";
import type { Span } from "../../text/span.ts";
import { applyEdits, type TextEdit } from "../../text/textEdit.ts";
import { endOfLine } from "../../text/characters.ts";
import { readModule } from "../python/module.ts";
import { indentationAt, isFirstOnLine, newlineOf } from "../../text/whitespace.ts";
import { ignoresAt, statementAround } from "./ignores.ts";

/** A directive above the statement around a place, or behind one that does not begin its line. Null where neither would silence `rule` there. */
export function silencingEdit(text: string, offset: number, rule: string, comment: string): TextEdit | null {
  const statement = statementAround(innermostAt(syntaxTreeOf(text), offset, "behind"));
  const edits = [above(text, statement, comment), behind(text, statement, comment)];
  return edits.find((edit) => edit !== null && silences(text, edit, statement, rule)) ?? null;
}

function above(text: string, { start }: Span, comment: string): TextEdit | null {
  if (!isFirstOnLine(text, start)) return null;
  const indentation = indentationAt(text, start);
  const line = start - indentation.length;
  return { span: { start: line, end: line }, text: `${indentation}# ${comment}${newlineOf(text)}` };
}

function behind(text: string, { end }: Span, comment: string): TextEdit | null {
  const at = endOfLine(text, end);
  return text.slice(end, at).trim() === "" ? { span: { start: end, end: at }, text: `  # ${comment}` } : null;
}

function silences(text: string, edit: TextEdit, { start, end }: Span, rule: string): boolean {
  const moved = edit.span.start <= start ? edit.text.length : 0;
  const statement = { start: start + moved, end: end + moved };
  const said = ignoresAt(readModule(applyEdits(text, [edit])), [statement]).get(statement.start);
  return said?.some(({ rules }) => rules.includes(rule)) ?? false;
}
