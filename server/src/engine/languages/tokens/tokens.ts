import type { Span } from "../../text/span.ts";
import type { PlacedComment } from "../directives.ts";
import { BACKSLASH, DOUBLE_QUOTE, endOfLine, isBlank, isLineBreak, isNamePart } from "../../text/characters.ts";

/** What small declarative languages are made of. Of a `string` the quotes are part; `sign` is any other single character. */
export interface Token extends Span {
  readonly kind: "name" | "string" | "sign" | "line break";
}

export interface Lexis {
  /** What begins a comment that the end of its line ends. */
  readonly lineComment: string;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  readonly comments: readonly PlacedComment[];
}

/**
 * Never fails: a quote that is not closed ends with its line, and so does a comment between `/*` and its end that has none, so that what
 * is half typed costs no more than that.
 */
export function tokensOf(text: string, { lineComment }: Lexis): Tokens {
  const tokens: Token[] = [];
  const comments: PlacedComment[] = [];
  let isFirst = true;
  for (let at = 0; at < text.length;) {
    const start = at;
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      at++;
      continue;
    }
    if (isLineBreak(code)) {
      at++;
      tokens.push({ kind: "line break", start, end: at });
      isFirst = true;
      continue;
    }
    const commentEnd = endOfComment(text, at, lineComment);
    if (commentEnd !== null) {
      at = commentEnd;
      comments.push({ span: { start, end: at }, alone: isFirst });
      continue;
    }
    const kind = isNamePart(code) ? "name" : code === DOUBLE_QUOTE ? "string" : "sign";
    at = kind === "name" ? endOfWord(text, at) : kind === "string" ? endOfString(text, at) : at + 1;
    tokens.push({ kind, start, end: at });
    isFirst = false;
  }
  return { tokens, comments };
}

/** Null where none begins. */
function endOfComment(text: string, at: number, lineComment: string): number | null {
  if (text.startsWith(lineComment, at)) return endOfLine(text, at);
  if (!text.startsWith("/*", at)) return null;
  const close = text.indexOf("*/", at + 2);
  return close < 0 ? endOfLine(text, at) : close + 2;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && isNamePart(text.charCodeAt(at))) at++;
  return at;
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isLineBreak(code)) return at;
    if (code === BACKSLASH) at++;
    else if (code === DOUBLE_QUOTE) return at + 1;
  }
  return text.length;
}
