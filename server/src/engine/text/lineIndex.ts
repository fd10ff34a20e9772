/** A place in a text, 0-based; `character` counts UTF-16 units, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The offsets at which lines start. Small and serialisable, so it can outlive the text. */
export type LineStarts = readonly number[];

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Lines end at `\n`, `\r\n` or a lone `\r` (LSP, "Text Documents"). */
export function lineStartsOf(text: string): LineStarts {
  const starts = [0];
  if (!text.includes("\r")) {
    // Many times faster than to look at each unit.
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === CARRIAGE_RETURN && text.charCodeAt(i + 1) === LINE_FEED) continue;
    if (code === LINE_FEED || code === CARRIAGE_RETURN) starts.push(i + 1);
  }
  return starts;
}

export function positionAt(lines: LineStarts, offset: number): Position {
  let low = 0;
  let high = lines.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lines[middle]! <= offset) low = middle;
    else high = middle;
  }
  return { line: low, character: Math.max(0, offset - lines[low]!) };
}

/** As people count: from 1. */
export function lineNumberAt(lines: LineStarts, offset: number): number {
  return positionAt(lines, offset).line + 1;
}

/** The offset of a position; a line past the end gives the last line's start plus the character. */
export function offsetAt(lines: LineStarts, position: Position): number {
  const line = Math.min(Math.max(position.line, 0), lines.length - 1);
  return lines[line]! + Math.max(position.character, 0);
}
