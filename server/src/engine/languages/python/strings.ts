/** Where the string literals of Python end, also those that are not finished. Offsets are UTF-16. */
import {
  afterLineBreak,
  BACKSLASH,
  CLOSE_BRACE,
  isLineBreak,
  isNamePart,
  isQuote,
  OPEN_BRACE,
} from "../../text/characters.ts";

/** Fields within strings within fields …: CPython allows more, nobody writes more. */
const MOST_NESTED_FORMATS = 10;

/** Whether three quotes stand at `offset`. */
export function isLongQuote(text: string, offset: number): boolean {
  const quote = text.charCodeAt(offset);
  return isQuote(quote) && text.charCodeAt(offset + 1) === quote && text.charCodeAt(offset + 2) === quote;
}

/** Whether the letters directly before the quote at `offset` make it a format (or template) string. */
export function isFormatString(text: string, offset: number): boolean {
  let format = false;
  let start = offset;
  for (; offset - start < 3; start--) {
    const code = text.charCodeAt(start - 1) | 32;
    if (code === 102 || code === 116) format = true;
    else if (code !== 114 && code !== 98 && code !== 117) break;
  }
  return format && !isNamePart(text.charCodeAt(start - 1));
}

/** The end of the string in three quotes that starts at `offset`; null when nothing ends it. */
export function endOfLongString(text: string, offset: number): number | null {
  const quote = text.charCodeAt(offset);
  for (let at = offset + 3; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === quote && isLongQuote(text, at)) return at + 3;
  }
  return null;
}

/** What is known of the `{…}` of format strings: none that opens before this offset is closed on its line. */
export interface FormatMemory {
  unclosedBefore: number;
}

/** The end of the string in single quotes that starts at `offset`: at the latest the end of its line. */
export function endOfShortString(text: string, offset: number, memory: FormatMemory): number {
  return isFormatString(text, offset) ? endOfFormat(text, offset, 0, memory) : endOfPlain(text, offset);
}

function endOfPlain(text: string, offset: number): number {
  const quote = text.charCodeAt(offset);
  let at = offset + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (isLineBreak(code)) return at;
    at = code === BACKSLASH ? afterEscape(text, at) : at + 1;
  }
  return text.length;
}

/** Since Python 3.12 the quotes of the string may stand again within its `{…}`. */
function endOfFormat(text: string, offset: number, depth: number, memory: FormatMemory): number {
  const quote = text.charCodeAt(offset);
  let at = offset + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (isLineBreak(code)) return at;
    if (code === OPEN_BRACE && text.charCodeAt(at + 1) === OPEN_BRACE) at += 2;
    else if (code === OPEN_BRACE) at = endOfReplacement(text, at, depth, memory) ?? at + 1;
    else at = code === BACKSLASH ? afterEscape(text, at) : at + 1;
  }
  return text.length;
}

/** The end of the `{…}` at `offset`; null when its line does not close it, which is found out once for each line. */
function endOfReplacement(text: string, offset: number, depth: number, memory: FormatMemory): number | null {
  if (depth >= MOST_NESTED_FORMATS || offset < memory.unclosedBefore) return null;
  let open = 0;
  let at = offset;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isLineBreak(code)) break;
    if (code === OPEN_BRACE) open++;
    else if (code === CLOSE_BRACE && --open === 0) return at + 1;
    at = !isQuote(code)
      ? at + 1
      : isFormatString(text, at)
        ? endOfFormat(text, at, depth + 1, memory)
        : endOfPlain(text, at);
  }
  memory.unclosedBefore = Math.max(memory.unclosedBefore, at);
  return null;
}

function afterEscape(text: string, offset: number): number {
  return isLineBreak(text.charCodeAt(offset + 1)) ? afterLineBreak(text, offset + 1) : offset + 2;
}

/** The lines of a string, as the offsets at which they start, without the first. */
export function* laterLines(text: string, start: number, end: number): Iterable<number> {
  let at = start;
  while (at < end) {
    if (!isLineBreak(text.charCodeAt(at))) at++;
    else {
      at = afterLineBreak(text, at);
      if (at < end) yield at;
    }
  }
}
