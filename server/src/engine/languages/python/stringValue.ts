import { BACKSLASH, isLineBreak, isQuote } from "../../text/characters.ts";
import { isLongQuote } from "./strings.ts";

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

const HEXADECIMAL_ESCAPES: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

/** The text that one string literal stands for, finished or not; null for bytes and for format strings. */
export function decodeString(literal: string): string | null {
  let start = 0;
  while (start < literal.length && !isQuote(literal.charCodeAt(start))) start++;
  const prefix = literal.slice(0, start).toLowerCase();
  if (prefix.includes("b") || prefix.includes("f") || prefix.includes("t")) return null;
  const quotes = isLongQuote(literal, start) ? 3 : 1;
  const closing = literal.slice(start, start + quotes);
  const isClosed = literal.length >= start + 2 * quotes && literal.endsWith(closing);
  const content = literal.slice(start + quotes, isClosed ? -quotes : undefined);
  return prefix.includes("r") ? content : unescaped(content);
}

function unescaped(content: string): string {
  if (!content.includes("\\")) return content;
  let result = "";
  let at = 0;
  while (at < content.length) {
    if (content.charCodeAt(at) !== BACKSLASH) {
      result += content[at++]!;
      continue;
    }
    const { value, end } = escapeAt(content, at + 1);
    result += value;
    at = end;
  }
  return result;
}

/** `offset` is that of the unit after the backslash. What is no escape stands for itself, as in Python. */
function escapeAt(content: string, offset: number): { value: string; end: number } {
  const letter = content.charAt(offset);
  const simple = SIMPLE_ESCAPES.get(letter);
  if (simple !== undefined) return { value: simple, end: offset + 1 };
  if (isLineBreak(content.charCodeAt(offset))) {
    return { value: "", end: offset + (content.startsWith("\r\n", offset) ? 2 : 1) };
  }
  const length = HEXADECIMAL_ESCAPES.get(letter);
  if (length !== undefined) {
    const code = codeOf(content, offset + 1, length, 16);
    if (code !== null && code <= 0x10ffff) return { value: String.fromCodePoint(code), end: offset + 1 + length };
  }
  for (let digits = 3; digits >= 1; digits--) {
    const code = codeOf(content, offset, digits, 8);
    if (code !== null) return { value: String.fromCodePoint(code), end: offset + digits };
  }
  return { value: "\\", end: offset };
}

function codeOf(content: string, offset: number, length: number, base: 8 | 16): number | null {
  const digits = content.slice(offset, offset + length);
  const allowed = base === 8 ? "01234567" : "0123456789abcdefABCDEF";
  for (let at = 0; at < length; at++) {
    if (at >= digits.length || !allowed.includes(digits.charAt(at))) return null;
  }
  return parseInt(digits, base);
}
