import type { Span } from "../text/span.ts";
import { applyEdits, type TextEdit } from "../text/textEdit.ts";

/** Edits of a text; null when it does not allow them. */
export type Editing = (text: string) => readonly TextEdit[] | null;

/**
 * Edits one after the other, each on the text that the one before left, as edits of the text at the beginning: so that
 * none has to know of the others. Null when one of them is.
 */
export function inSequence(text: string, editings: readonly Editing[]): readonly TextEdit[] | null {
  let current = text;
  let pieces: readonly Piece[] = [{ start: 0, end: text.length }];
  for (const editing of editings) {
    const edits = editing(current);
    if (!edits) return null;
    pieces = rearrange(pieces, edits);
    current = applyEdits(current, edits);
  }
  return editsOf(pieces, text.length);
}

/** Part of the result: taken over from the text at the beginning, or new. */
type Piece = Span | string;

function rearrange(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const sorted = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const result: Piece[] = [];
  let position = 0;
  for (const { span, text } of sorted) {
    result.push(...slice(pieces, position, span.start), text);
    position = span.end;
  }
  return [...result, ...slice(pieces, position, Infinity)];
}

/** The pieces between two offsets of the text that they make up. */
function slice(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  const result: Piece[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const length = typeof piece === "string" ? piece.length : piece.end - piece.start;
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, length);
    if (from < to) {
      result.push(
        typeof piece === "string" ? piece.slice(from, to) : { start: piece.start + from, end: piece.start + to },
      );
    }
    offset += length;
  }
  return result;
}

function editsOf(pieces: readonly Piece[], length: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let position = 0;
  let added = "";
  for (const piece of [...pieces, { start: length, end: length }]) {
    if (typeof piece === "string") {
      added += piece;
      continue;
    }
    if (added !== "" || piece.start > position) {
      edits.push({ span: { start: position, end: piece.start }, text: added });
    }
    position = piece.end;
    added = "";
  }
  return edits;
}
