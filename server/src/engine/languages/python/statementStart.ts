/** Whether a line plainly begins a statement: how the layout reader finds its way out of what was left open. */
import {
  afterLineBreak,
  AT,
  BACKTICK,
  COLON,
  COMMA,
  endOfLine,
  endOfName,
  EQUALS,
  HASH,
  isBlank,
  isClosing,
  isLineBreak,
  isNamePart,
  isOpening,
  isQuote,
  OPEN_PAREN,
  skipBlanks,
} from "../../text/characters.ts";
import { endOfLongString, endOfShortString, isLongQuote } from "./strings.ts";

/** Words that stand within no expression, so that they begin a statement wherever they begin a line. */
const STATEMENT_WORDS = new Set(
  "class def return raise pass while with try except finally del assert global nonlocal break continue import elif".split(
    " ",
  ),
);

/** Words that begin a statement, or continue an expression on its next line; only a statement ends with a colon. */
const AMBIGUOUS_WORDS = new Set("if for else".split(" "));

/** Words that stand between two operands. */
const OPERATOR_WORDS = new Set("and or not in is as if for else async from import".split(" "));

/** The other words that may stand before or after another. */
const OTHER_WORDS = new Set("lambda yield await match case type print exec".split(" "));

export interface OpenStatement {
  readonly column: number;
  readonly isClass: boolean;
  /** Of a compound statement, whose last line ends with a colon. */
  readonly isHeader: boolean;
  /** Held open by a backslash alone, not by a bracket. */
  readonly continued: boolean;
  /** The last unit before the line that is neither space nor comment. */
  readonly lastCode: number;
}

/** Whether the line whose first token stands at `offset`, in `column`, cannot go on with the statement left open above. */
export function endsOpenStatement(text: string, offset: number, column: number, open: OpenStatement): boolean {
  const outside = column <= open.column;
  const code = text.charCodeAt(offset);
  if (code === AT) return outside && endOfName(text, offset + 1) > offset + 1;
  if (open.isClass && isQuote(code)) return true;
  const wordEnd = endOfName(text, offset);
  if (wordEnd === offset) return false;
  const word = text.slice(offset, wordEnd);
  if (STATEMENT_WORDS.has(word) && endsWord(text, wordEnd)) return outside || !open.continued;
  if (!outside && !open.isClass) return false;
  if (word === "from" || word === "async") return outside && !open.continued;
  if (AMBIGUOUS_WORDS.has(word)) return outside && !open.continued && !open.isHeader && endsWithColon(text, wordEnd);
  if (OPERATOR_WORDS.has(word)) return false;
  const isChain = open.continued && open.lastCode === EQUALS;
  const assigns = !isChain && isAssignment(text, wordEnd) && !isKeywordArgument(text, wordEnd);
  if (outside) return assigns || (isAfterOperand(open.lastCode) && !open.continued);
  // Keywords in the bases of a class are written without spaces, its fields with them.
  return assigns && (open.lastCode === COLON || isAfterOperand(open.lastCode) || isBlank(text.charCodeAt(wordEnd)));
}

/** Stricter than the above, since prose in a string may begin with `from` or `class` as well. */
export function looksLikeCode(text: string, offset: number): boolean {
  if (text.charCodeAt(offset) === AT) return endOfName(text, offset + 1) > offset + 1;
  const wordEnd = endOfName(text, offset);
  if (wordEnd === offset) return false;
  const nextStart = skipBlanks(text, wordEnd);
  const nextEnd = endOfName(text, nextStart);
  switch (text.slice(offset, wordEnd)) {
    case "class":
    case "def": {
      const after = text.charCodeAt(skipBlanks(text, nextEnd));
      return nextEnd > nextStart && (after === OPEN_PAREN || after === COLON);
    }
    case "import":
      return nextEnd > nextStart && isEndOfLine(text, skipBlanks(text, nextEnd));
    case "from": {
      const line = text.slice(nextStart, endOfLine(text, nextStart));
      return line.split(" ")[1] === "import";
    }
    default:
      return isAssignment(text, wordEnd);
  }
}

/**
 * Whether words follow that stand next to each other, or before a quote of any kind, as they do in no statement: at once,
 * or after lines of a single word, such as the title of a docstring.
 */
export function isProse(text: string, offset: number): boolean {
  let line = skipSpace(text, offset);
  while (!beginsWithProse(text, line)) {
    const end = endOfName(text, line);
    if (end === line || !isLineBreak(text.charCodeAt(end)) || isKeyword(text.slice(line, end))) return false;
    line = skipSpace(text, end);
  }
  return true;
}

function beginsWithProse(text: string, line: number): boolean {
  let at = line;
  let wasName = false;
  for (;;) {
    const end = endOfName(text, at);
    if (end === at) return wasName && (isQuote(text.charCodeAt(at)) || text.charCodeAt(at) === BACKTICK);
    const isName = !isKeyword(text.slice(at, end));
    if (wasName && isName) return true;
    const next = skipBlanks(text, end);
    if (next === end) return false;
    wasName = isName;
    at = next;
  }
}

function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (isBlank(text.charCodeAt(at)) || isLineBreak(text.charCodeAt(at))) at++;
  return at;
}

function isKeyword(word: string): boolean {
  return STATEMENT_WORDS.has(word) || OPERATOR_WORDS.has(word) || OTHER_WORDS.has(word);
}

/** Whether `= …` or `: … = …` follows the name that ends at `offset`. */
function isAssignment(text: string, offset: number): boolean {
  let at = skipBlanks(text, offset);
  if (text.charCodeAt(at) === COLON) {
    const end = endOfLine(text, at);
    while (at < end && text.charCodeAt(at) !== EQUALS) at++;
  }
  return text.charCodeAt(at) === EQUALS && text.charCodeAt(at + 1) !== EQUALS;
}

/** Whether the line after the name that ends at `offset` shows that its `=` gives a keyword argument, not a name. */
function isKeywordArgument(text: string, offset: number): boolean {
  const isTight = text.charCodeAt(offset) === EQUALS;
  let depth = 0;
  let at = offset;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isLineBreak(code) || code === HASH) break;
    if (isQuote(code)) {
      const isLong = isLongQuote(text, at);
      if (isLong && !isTight) return false;
      const end = isLong ? endOfLongString(text, at) : endOfShortString(text, at, { unclosedBefore: 0 });
      if (end === null) return false;
      at = end;
      continue;
    }
    if (isOpening(code)) depth++;
    if (isClosing(code) && --depth < 0) return true;
    if (code === COMMA && depth === 0 && isTight) return true;
    at++;
  }
  if (depth > 0) return false;
  const lineBreak = endOfLine(text, at);
  return isClosing(text.charCodeAt(skipBlanks(text, afterLineBreak(text, lineBreak))));
}

/** Whether a name directly after this unit is an error: two operands in a row. */
function isAfterOperand(code: number): boolean {
  return isNamePart(code) || isQuote(code) || isClosing(code);
}

function endsWithColon(text: string, offset: number): boolean {
  let end = endOfLine(text, offset);
  while (end > offset && isBlank(text.charCodeAt(end - 1))) end--;
  return text.charCodeAt(end - 1) === COLON;
}

function endsWord(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return isEndOfLine(text, offset) || isBlank(code) || code === COLON || code === OPEN_PAREN;
}

function isEndOfLine(text: string, offset: number): boolean {
  return offset >= text.length || isLineBreak(text.charCodeAt(offset));
}
