import type { TextEdit } from "../../server/src/engine/text/textEdit.ts";

/** What takes edits of a text back in the text that they made. */
export function inverseOf(edits: readonly TextEdit[], text: string): readonly TextEdit[] {
  let shift = 0;
  return edits
    .toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .map(({ span, text: inserted }) => {
      const start = span.start + shift;
      shift += inserted.length - (span.end - span.start);
      return { span: { start, end: start + inserted.length }, text: text.slice(span.start, span.end) };
    });
}

/** Kinds of line ends, of all lines but the last. */
export function endsOfLines(text: string): readonly string[] {
  return [...new Set(text.match(/\r?\n/g))];
}
