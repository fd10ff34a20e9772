/**
 * A file as parts that read the same whatever stands around them, so that after a key is hit only the part around it, and its
 * neighbours, have to be read again. A part begins behind a statement of the file itself and leads to a class or function in
 * the first column, which ends whatever was left open above it.
 */
import { ownCopy } from "../../text/ownCopy.ts";
import {
  afterLineBreak,
  BACKSLASH,
  CARRIAGE_RETURN,
  endOfLine,
  HASH,
  isLineBreak,
  skipBlanks,
} from "../../text/characters.ts";
import { type Layout, readLayout, type Statement } from "./layout.ts";
import { endsOpenStatement } from "./statementStart.ts";

export interface Part {
  readonly text: string;
  /** Its offsets refer to the text of the part. */
  readonly layout: Layout;
}

/** Null when something in the text reaches further than its place, such as a string that nothing ends. */
export function partsOf(text: string): readonly Part[] | null {
  return partsBetween(text, undefined, undefined);
}

/** `first` and `last` are taken where the text begins and ends with them. */
function partsBetween(text: string, first: Part | undefined, last: Part | undefined): readonly Part[] | null {
  const layout = readLayout(text);
  if (!layout.isRegular) return null;
  const starts = [0, ...startsIn(text, layout.statements), text.length];
  const parts: Part[] = [];
  for (let index = 1; index < starts.length; index++) {
    const own = text.slice(starts[index - 1], starts[index]);
    const isFirst = index === 1 && own === first?.text;
    const isLast = !isFirst && index === starts.length - 1 && own === last?.text;
    const part = isFirst ? first : isLast ? last : readPart(ownCopy(own));
    if (!part.layout.isRegular) return null;
    parts.push(part);
  }
  return parts;
}

function readPart(text: string): Part {
  return { text, layout: readLayout(text) };
}

/** The same for a text that differs from one before in one place; parts that are the same are the same objects. */
export function partsAgain(text: string, before: readonly Part[]): readonly Part[] | null {
  let first = 0;
  let start = 0;
  for (; first < before.length && isAt(text, start, before[first]!); first++) start += lengthOf(before[first]);
  if (first === before.length && start === text.length) return before;
  let last = before.length;
  let end = text.length;
  for (; last > first && endsWith(text, start, end, before[last - 1]!); last--) end -= lengthOf(before[last - 1]);
  // What stands beside a change may be read otherwise, though it is written the same.
  if (first > 0) start -= lengthOf(before[--first]);
  if (last < before.length) end += lengthOf(before[last++]);
  if (last < before.length && isContinuedAt(text, end)) return null;
  const middle = partsBetween(text.slice(start, end), before[first], before[last - 1]);
  if (!middle) return null;
  return [...before.slice(0, first), ...middle, ...before.slice(last)];
}

function lengthOf(part: Part | undefined): number {
  return part?.text.length ?? 0;
}

function endsWith(text: string, start: number, end: number, part: Part): boolean {
  return end - lengthOf(part) >= start && isAt(text, end - lengthOf(part), part);
}

/** Many times faster than `startsWith`. */
function isAt(text: string, offset: number, part: Part): boolean {
  return text.slice(offset, offset + lengthOf(part)) === part.text;
}

function startsIn(text: string, statements: readonly Statement[]): readonly number[] {
  const starts: number[] = [];
  for (let index = 1; index < statements.length; index++) {
    const start = afterLineBreak(text, endOfLine(text, statements[index - 1]!.end));
    if (beginsPart(text, start, statements[index]!)) starts.push(start);
  }
  return starts;
}

/** Whether nothing but comments and empty lines lie between `start` and a class or function in the first column. */
function beginsPart(text: string, start: number, { kind, span, column, decorators }: Statement): boolean {
  if (kind !== "class" && kind !== "function") return false;
  if (column !== 0 || decorators.some((decorator) => decorator.column !== 0)) return false;
  const first = (decorators[0]?.span ?? span).start;
  if (!isLineBreak(text.charCodeAt(first - 1)) || skipEmptyAndComments(text, start) !== first) return false;
  const column0 = { column: 0, isClass: false, isHeader: false, continued: true, lastCode: 0 };
  return endsOpenStatement(text, first, 0, column0);
}

function skipEmptyAndComments(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const next = skipBlanks(text, at);
    const code = text.charCodeAt(next);
    if (code !== HASH && !isLineBreak(code)) return next;
    at = afterLineBreak(text, endOfLine(text, next));
  }
  return at;
}

/** Whether the line that ends before `offset` goes on after a backslash. */
function isContinuedAt(text: string, offset: number): boolean {
  let end = offset - 1;
  if (text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
  return text.charCodeAt(end - 1) === BACKSLASH;
}
