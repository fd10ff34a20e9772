import { isBlank, isClosing, isLineBreak, isOpening, isQuote, HASH, endOfLine } from "../../text/characters.ts";
import { endOfLongString, endOfShortString, isLongQuote } from "../../languages/python/strings.ts";
import type { Span } from "../../text/span.ts";

/** Where the items of a list or tuple stand; null when it is written in another way, or not to its end. */
export function itemsWithin(text: string, { start, end }: Span): readonly Span[] | null {
  const opening = text[start];
  if (opening !== "[" && opening !== "(") return null;
  const items: Span[] = [];
  /** Of the item that is being read: its first token and the end of its last. */
  let first = -1;
  let last = -1;
  let depth = 0;
  for (let at = start + 1; at < end;) {
    const code = text.charCodeAt(at);
    if (code === HASH) {
      at = endOfLine(text, at);
      continue;
    }
    if (depth === 0 && (text[at] === "," || isClosing(code))) {
      if (first >= 0) items.push({ start: first, end: last });
      if (isClosing(code)) return at + 1 === end ? items : null;
      first = -1;
      at++;
      continue;
    }
    if (isBlank(code) || isLineBreak(code)) {
      at++;
      continue;
    }
    if (first < 0) first = at;
    at = isQuote(code) ? endOfString(text, at, end) : at + 1;
    if (isOpening(code)) depth++;
    else if (isClosing(code)) depth--;
    last = at;
  }
  return null;
}

function endOfString(text: string, at: number, end: number): number {
  return isLongQuote(text, at) ? (endOfLongString(text, at) ?? end) : endOfShortString(text, at, { unclosedBefore: 0 });
}
