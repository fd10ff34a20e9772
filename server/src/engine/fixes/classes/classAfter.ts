import { classAt, moduleOf, type ShownClass } from "../../languages/django/shownClass.ts";
import { endOfLine } from "../../text/characters.ts";
import { applyEdits, type TextEdit } from "../../text/textEdit.ts";

/**
 * The class whose word `class` stood at `start`, as edits leave it; null when it is gone. Only the outermost statement around it is read again:
 * every class of a file asks.
 */
export function classAfter(text: string, edits: readonly TextEdit[], start: number): ShownClass | null {
  const outer = moduleOf(text).layout.statements.find(({ end }) => start < end);
  const from = Math.min(start, outer?.span.start ?? start, ...(outer?.decorators ?? []).map(({ span }) => span.start));
  const to = outer ? endOfLine(text, outer.end) : start;
  const isWithin = edits.every(({ span }) => from <= span.start && span.end <= to);
  const [first, last] = isWithin ? [from, to] : [0, text.length];
  const moved = edits.map((edit) => ({
    ...edit,
    span: { start: edit.span.start - first, end: edit.span.end - first },
  }));
  const before = edits.filter(({ span }) => span.end <= start);
  const shift = before.reduce((sum, edit) => sum + edit.text.length - (edit.span.end - edit.span.start), 0);
  return classAt(applyEdits(text.slice(first, last), moved), start - first + shift);
}
