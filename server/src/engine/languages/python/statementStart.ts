/** Whether a line plainly begins a statement: how the layout reader finds its way out of what was left open. */
import {
  AT,
  COLON,
  endOfLine,
  endOfName,
  EQUALS,
  isBlank,
  isLineBreak,
  isQuote,
  OPEN_PAREN,
  skipBlanks,
} from "./characters.ts";

/** Words that stand within no expression, so that they begin a statement wherever they begin a line. */
const STATEMENT_WORDS = new Set(
  "class def return raise pass while with try except finally del assert global nonlocal break continue import elif".split(
    " ",
  ),
);

/** Words that may continue an expression on its next line. */
const OPERATOR_WORDS = new Set("and or not in is if else for async as from import".split(" "));

export interface OpenStatement {
  readonly column: number;
  /** Its first word: `class`, `def`, a name … */
  readonly isClass: boolean;
  /** Held open by a backslash alone, not by a bracket. */
  readonly continued: boolean;
  /** The last unit before the line that is neither space nor comment. */
  readonly lastCode: number;
}

/** Whether the line whose first token stands at `offset`, in `column`, cannot go on with the statement left open above. */
export function endsOpenStatement(text: string, offset: number, column: number, open: OpenStatement): boolean {
  const outside = column <= open.column;
  if (text.charCodeAt(offset) === AT) return outside;
  if (open.isClass && isQuote(text.charCodeAt(offset))) return true;
  const wordEnd = endOfName(text, offset);
  if (wordEnd === offset) return false;
  const word = text.slice(offset, wordEnd);
  if (STATEMENT_WORDS.has(word) && endsWord(text, wordEnd)) return outside || !open.continued;
  if (!outside && !open.isClass) return false;
  if (word === "from" || word === "async") return outside && !open.continued;
  if (OPERATOR_WORDS.has(word)) return outside && word !== "not" && endsWithColon(text, wordEnd);
  const assigns = isAssignment(text, wordEnd);
  if (outside) return assigns || isAfterOperand(open.lastCode);
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

/** Whether `= …` or `: … = …` follows the name that ends at `offset`. */
function isAssignment(text: string, offset: number): boolean {
  let at = skipBlanks(text, offset);
  if (text.charCodeAt(at) === COLON) {
    const end = endOfLine(text, at);
    while (at < end && text.charCodeAt(at) !== EQUALS) at++;
  }
  return text.charCodeAt(at) === EQUALS && text.charCodeAt(at + 1) !== EQUALS;
}

/** Whether a name directly after this unit is an error: two operands in a row. */
function isAfterOperand(code: number): boolean {
  return (
    endOfName(String.fromCharCode(code), 0) === 1 ||
    (code >= 48 && code <= 57) ||
    isQuote(code) ||
    ")]}".includes(String.fromCharCode(code))
  );
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
