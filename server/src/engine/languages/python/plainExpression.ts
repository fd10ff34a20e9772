/**
 * Reads what most expressions of a file are made of, many times faster than the parser: dotted names, texts, numbers, constants, calls,
 * subscripts, lists, tuples, dictionaries, plain sums, comparisons and conditions, all of them complete. At anything else it gives up, and the parser has its
 * turn. A spec compares the two.
 */
import { ownCopy } from "../../text/ownCopy.ts";
import type { Span } from "../../text/span.ts";
import {
  afterLineBreak,
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  COMMA,
  DOT,
  endOfLine,
  EQUALS,
  HASH,
  isBlank,
  isDigit,
  isLineBreak,
  isQuote,
  MINUS,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  STAR,
} from "../../text/characters.ts";
import type { CallArgument, DictionaryExpression, Expression } from "./expression.ts";
import { isLongQuote } from "./strings.ts";
import { decodeString } from "./stringValue.ts";

/** Null for one that is not plain, or not finished. */
export function readPlainExpression(text: string, { start, end }: Span): Expression | null {
  if (end - start > LONGEST) return null;
  const reader = new PlainReader(text, start, end);
  const expression = reader.expression(0);
  return expression !== null && reader.isAtEnd() ? expression : null;
}

/** As many units as the parser reads. */
const LONGEST = 1 << 15;

const DEEPEST = 20;

/** Words that are no names, and those that were statements in Python 2. */
const KEYWORDS = new Set(
  "and as assert async await break class continue def del elif else except exec finally for from global if import in is lambda nonlocal not or pass print raise return try while with yield".split(
    " ",
  ),
);

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ["True", true],
  ["False", false],
  ["None", null],
]);

/** Operators that may stand several times in a row. */
const JOINS = new Set(["+", "|"]);

const LONGEST_WORD = "continue".length;

class PlainReader {
  private readonly text: string;
  private readonly end: number;
  private at: number;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  isAtEnd(): boolean {
    this.skipSpace();
    return this.at === this.end;
  }

  /** Begins at its first unit, space before it included, and ends behind its last. */
  expression(depth: number): Expression | null {
    if (depth > DEEPEST) return null;
    this.skipSpace();
    const start = this.at;
    const whenTrue = this.joined("or", depth);
    if (whenTrue === null || !this.takesWord("if")) return whenTrue;
    // The parser has `not` take all of the condition.
    if (hasNot(whenTrue)) return null;
    const test = this.joined("or", depth);
    if (test === null || !this.takesWord("else")) return null;
    const whenFalse = this.expression(depth + 1);
    return whenFalse && { kind: "conditional", span: { start, end: this.at }, test, whenTrue, whenFalse };
  }

  /** What `or` joins, or else `and`. */
  private joined(operator: "or" | "and", depth: number): Expression | null {
    const next = (): Expression | null => (operator === "or" ? this.joined("and", depth) : this.denied(depth));
    let left = next();
    for (let level = depth; left !== null && level <= DEEPEST; level++) {
      if (!this.takesWord(operator)) return left;
      const right = next();
      if (right === null) return null;
      left = { kind: "binary", span: { start: left.span.start, end: right.span.end }, operator, left, right };
    }
    return null;
  }

  /** With `not` before it, or without. */
  private denied(depth: number): Expression | null {
    this.skipSpace();
    const start = this.at;
    if (!this.takesWord("not")) return this.comparison(depth);
    const operand = this.comparison(depth);
    return operand && { kind: "unary", span: { start, end: operand.span.end }, operator: "not", operand };
  }

  /** Of two, or one alone. */
  private comparison(depth: number): Expression | null {
    this.skipSpace();
    const start = this.at;
    const left = this.sum(depth);
    const operator = left && this.comparing();
    if (!operator) return left;
    const right = this.sum(depth);
    // Of several in a row Python compares each with the next.
    if (right === null || this.comparing() !== null) return null;
    return { kind: "binary", span: { start, end: this.at }, operator, left, right };
  }

  /** The operator that comes next and compares; null when something else does. */
  private comparing(): string | null {
    const start = this.at;
    this.skipSpace();
    const { text, at } = this;
    const code = text.charCodeAt(at);
    if (at < this.end && isComparing(code)) {
      const isLong = at + 1 < this.end && text.charCodeAt(at + 1) === EQUALS;
      this.at = at + (isLong ? 2 : 1);
      const operator = text.slice(at, this.at);
      const next = text.charCodeAt(this.at);
      if (operator !== "=" && operator !== "!" && !isComparing(next)) return operator;
    } else if (this.takesWord("is")) return this.takesWord("not") ? "is not" : "is";
    else if (this.takesWord("in")) return "in";
    else if (this.takesWord("not") && this.takesWord("in")) return "not in";
    this.at = start;
    return null;
  }

  /** Whether that word comes next; it is behind us then. */
  private takesWord(word: string): boolean {
    const start = this.at;
    this.skipSpace();
    const end = this.at + word.length;
    const { text } = this;
    if (end <= this.end && text.startsWith(word, this.at) && !isNamePartOrQuote(text.charCodeAt(end))) {
      this.at = end;
      return true;
    }
    this.at = start;
    return false;
  }

  /** One operand, or several with operators of one unit between them. */
  private sum(depth: number): Expression | null {
    this.skipSpace();
    const start = this.at;
    let expression = this.operand(depth);
    let before: string | null = null;
    for (let level = depth; expression !== null && level <= DEEPEST; level++) {
      const end = this.at;
      const operator = this.operator();
      if (operator === null) {
        this.at = end;
        return expression;
      }
      // What binds closer than what is the parser's to tell.
      if (before !== null && !(operator === before && JOINS.has(operator))) return null;
      before = operator;
      const right = this.operand(depth);
      if (right === null) return null;
      expression = { kind: "binary", span: { start, end: this.at }, operator, left: expression, right };
    }
    return null;
  }

  /** The operator of one unit that comes next; null when something else does. */
  private operator(): string | null {
    this.skipSpace();
    if (this.at >= this.end) return null;
    return isOperator(this.text.charCodeAt(this.at)) ? this.text.charAt(this.at++) : null;
  }

  private operand(depth: number): Expression | null {
    this.skipSpace();
    if (depth > DEEPEST || this.at >= this.end) return null;
    const code = this.text.charCodeAt(this.at);
    if (isQuote(code)) return this.afterwards(this.at, this.texts(this.at), depth);
    if (code === OPEN_BRACKET) return this.list(depth);
    if (code === OPEN_PAREN) return this.parentheses(depth);
    if (code === OPEN_BRACE) return this.dictionary(depth);
    if (isDigit(code) || code === MINUS) return this.number();
    return isAsciiNameStart(code) ? this.word(depth) : null;
  }

  private word(depth: number): Expression | null {
    const start = this.at;
    const end = this.endOfName(start);
    if (end > this.end) return null;
    const next = this.text.charCodeAt(end);
    if (isQuote(next)) {
      return TEXT_PREFIX.test(this.text.slice(start, end)) ? this.afterwards(start, this.texts(start), depth) : null;
    }
    const word = this.text.slice(start, end);
    if (isKeyword(word)) return null;
    this.at = end;
    const constant = word.length <= LONGEST_CONSTANT ? CONSTANTS.get(word) : undefined;
    if (constant !== undefined) return { kind: "constant", span: { start, end }, value: constant };
    return this.afterwards(start, { kind: "name", span: { start, end }, text: ownCopy(word) }, depth);
  }

  /** The attributes, calls and subscripts behind something. */
  private afterwards(start: number, first: Expression | null, depth: number): Expression | null {
    let expression = first;
    for (let level = depth; expression !== null && level <= DEEPEST; level++) {
      const end = this.at;
      this.skipSpace();
      const code = this.text.charCodeAt(this.at);
      if (this.at >= this.end || !goesOn(code)) {
        this.at = end;
        return expression;
      }
      if (code === DOT) expression = this.attribute(start, expression);
      else if (code === OPEN_PAREN) expression = this.call(start, expression, level);
      else expression = this.subscript(start, expression, level);
    }
    return null;
  }

  private attribute(start: number, object: Expression): Expression | null {
    this.at++;
    this.skipSpace();
    const nameStart = this.at;
    const end = this.endOfName(nameStart);
    if (end === nameStart || end > this.end) return null;
    const name = this.text.slice(nameStart, end);
    if (isKeyword(name) || CONSTANTS.has(name) || isQuote(this.text.charCodeAt(end))) return null;
    this.at = end;
    const span = { start, end };
    return object.kind === "name"
      ? { kind: "name", span, text: `${object.text}.${name}` }
      : { kind: "method", span, object, name: ownCopy(name) };
  }

  /** With an index, or several, which are no slices. */
  private subscript(start: number, object: Expression, depth: number): Expression | null {
    const given = this.separated(CLOSE_BRACKET, () => this.expression(depth + 1));
    const [index, ...others] = given?.found ?? [];
    if (!given || !index || given.trailingComma !== null) return null;
    const span = { start, end: this.at };
    return others.length > 0 ? { kind: "opaque", span } : { kind: "subscript", span, object, index };
  }

  private call(start: number, callee: Expression, depth: number): Expression | null {
    const open = this.at;
    const given = this.separated(CLOSE_PAREN, () => this.argument(depth + 1));
    if (!given) return null;
    const span = { start, end: this.at };
    const close = this.at - 1;
    return { kind: "call", span, callee, open, close, arguments: given.found, trailingComma: given.trailingComma };
  }

  private argument(depth: number): CallArgument | null {
    const start = this.at;
    const stars = this.stars();
    if (stars !== "") {
      const value = this.expression(depth);
      return value && { span: { start, end: this.at }, name: null, nameSpan: null, stars, value };
    }
    const nameEnd = this.endOfName(start);
    if (nameEnd > start) {
      this.at = nameEnd;
      this.skipSpace();
      const isNamed = this.text.charCodeAt(this.at) === EQUALS && this.text.charCodeAt(this.at + 1) !== EQUALS;
      const name = this.text.slice(start, nameEnd);
      if (isNamed) {
        if (isKeyword(name) || CONSTANTS.has(name)) return null;
        this.at++;
        const named = this.expression(depth);
        const span = { start, end: this.at };
        return named && { span, name: ownCopy(name), nameSpan: { start, end: nameEnd }, stars: "", value: named };
      }
      this.at = start;
    }
    const value = this.expression(depth);
    return value && { span: { start, end: this.at }, name: null, nameSpan: null, stars: "", value };
  }

  private stars(): CallArgument["stars"] {
    const start = this.at;
    while (this.at < start + 2 && this.at < this.end && this.text.charCodeAt(this.at) === STAR) this.at++;
    return this.at === start ? "" : this.at === start + 1 ? "*" : "**";
  }

  private list(depth: number): Expression | null {
    const start = this.at;
    const items = this.separated(CLOSE_BRACKET, () => this.item(depth + 1));
    return items && { kind: "sequence", span: { start, end: this.at }, of: "list", items: items.found };
  }

  /** A tuple, or what stands in parentheses by itself. */
  private parentheses(depth: number): Expression | null {
    const start = this.at;
    const items = this.separated(CLOSE_PAREN, () => this.item(depth + 1));
    const [first] = items?.found ?? [];
    if (!items || !first) return null;
    const end = this.at;
    this.skipSpace();
    const next = this.text.charCodeAt(this.at);
    // To what is behind them they belong.
    if (this.at < this.end && goesOn(next)) return null;
    this.at = end;
    if (items.found.length === 1 && items.trailingComma === null) return first.kind === "starred" ? null : first;
    return { kind: "sequence", span: { start, end }, of: "tuple", items: items.found };
  }

  private item(depth: number): Expression | null {
    const start = this.at;
    const stars = this.stars();
    if (stars === "") return this.expression(depth);
    const value = stars === "*" ? this.sum(depth) : null;
    return value && { kind: "starred", span: { start, end: this.at }, value };
  }

  private dictionary(depth: number): DictionaryExpression | null {
    const start = this.at;
    const entries = this.separated(CLOSE_BRACE, () => this.entry(depth + 1));
    return entries && { kind: "dictionary", span: { start, end: this.at }, entries: entries.found };
  }

  private entry(depth: number): { key: Expression; value: Expression } | null {
    const key = this.expression(depth);
    this.skipSpace();
    if (key === null || this.at >= this.end || this.text.charCodeAt(this.at) !== COLON) return null;
    this.at++;
    const value = this.expression(depth);
    return value && { key, value };
  }

  /** From an opening bracket up to behind the one that closes it: what stands between commas. */
  private separated<T>(closing: number, read: () => T | null): Separated<T> | null {
    this.at++;
    const found: T[] = [];
    let trailingComma: number | null = null;
    for (;;) {
      this.skipSpace();
      if (this.at >= this.end) return null;
      if (this.text.charCodeAt(this.at) === closing) break;
      if (found.length > 0 && trailingComma === null) return null;
      const next = read();
      if (next === null) return null;
      found.push(next);
      trailingComma = this.comma();
    }
    this.at++;
    return { found, trailingComma };
  }

  /** The offset of the comma that comes next; null when something else does. */
  private comma(): number | null {
    this.skipSpace();
    return this.at < this.end && this.text.charCodeAt(this.at) === COMMA ? this.at++ : null;
  }

  private number(): Expression | null {
    const { text, at: start } = this;
    let end = start;
    if (text.charCodeAt(end) === MINUS) end++;
    const digits = end;
    while (isDigit(text.charCodeAt(end))) end++;
    if (end === digits || (end > digits + 1 && text.startsWith("0", digits))) return null;
    if (text.charCodeAt(end) === DOT && isDigit(text.charCodeAt(end + 1))) {
      end++;
      while (isDigit(text.charCodeAt(end))) end++;
    }
    const next = text.charCodeAt(end);
    if (end > this.end || isNamePartOrDot(next)) return null;
    this.at = end;
    return { kind: "number", span: { start, end }, value: Number(text.slice(start, end)) };
  }

  /** One literal, or several in a row. */
  private texts(start: number): Expression | null {
    let value = "";
    let count = 0;
    let end = start;
    this.at = start;
    while (this.at < this.end) {
      const from = this.at;
      const prefixEnd = this.endOfName(from);
      if (!isQuote(this.text.charCodeAt(prefixEnd))) break;
      if (prefixEnd > from && !TEXT_PREFIX.test(this.text.slice(from, prefixEnd))) return null;
      end = this.endOfText(prefixEnd);
      const part = end < 0 || end > this.end ? null : decodeString(this.text.slice(from, end));
      if (part === null) return null;
      value = count === 0 ? part : value + part;
      count++;
      this.at = end;
      this.skipSpace();
    }
    if (count === 0) return null;
    const next = this.text.charCodeAt(this.at);
    // Whether what follows belongs to the last of them or to all is the parser's to tell.
    if (count > 1 && this.at < this.end && goesOn(next)) return null;
    this.at = end;
    return { kind: "text", span: { start, end }, value: ownCopy(value) };
  }

  /** -1 when it is not closed, or goes on after a backslash. */
  private endOfText(quote: number): number {
    const { text } = this;
    const mark = text.charCodeAt(quote);
    const isLong = isLongQuote(text, quote);
    for (let at = quote + (isLong ? 3 : 1); at < this.end; at++) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) {
        if (isLineBreak(text.charCodeAt(++at))) return -1;
      } else if (code === mark && (!isLong || isLongQuote(text, at))) return at + (isLong ? 3 : 1);
      else if (!isLong && isLineBreak(code)) return -1;
    }
    return -1;
  }

  /** Line breaks mean nothing within an expression. */
  private skipSpace(): void {
    const { text } = this;
    while (this.at < this.end) {
      const code = text.charCodeAt(this.at);
      if (isBlank(code)) this.at++;
      else if (isLineBreak(code)) this.at = afterLineBreak(text, this.at);
      else if (code === HASH) this.at = endOfLine(text, this.at);
      else return;
    }
  }

  private endOfName(offset: number): number {
    const { text } = this;
    if (!isAsciiNameStart(text.charCodeAt(offset))) return offset;
    let end = offset + 1;
    while (isAsciiNamePart(text.charCodeAt(end))) end++;
    return end;
  }
}

interface Separated<T> {
  readonly found: readonly T[];
  /** Offset of the comma behind the last; null when there is none. */
  readonly trailingComma: number | null;
}

/** Of a literal that is a text: neither bytes nor a format string. */
const TEXT_PREFIX = /^[uUrR]$/;

const LONGEST_CONSTANT = "False".length;

/** `+`, `-`, `*`, `/`, `%`, `|` and `&`: asked behind each operand. */
function isOperator(code: number): boolean {
  return code === 43 || code === 45 || code === 42 || code === 47 || code === 37 || code === 124 || code === 38;
}

/** `<`, `=`, `>` and `!`. */
function isComparing(code: number): boolean {
  return code === 60 || code === EQUALS || code === 62 || code === 33;
}

/** Whether some `not` stands outside of brackets. */
function hasNot(expression: Expression): boolean {
  if (expression.kind === "unary") return true;
  return expression.kind === "binary" && (hasNot(expression.left) || hasNot(expression.right));
}

/** Whether an attribute, a call or a subscript begins there. */
function goesOn(code: number): boolean {
  return code === DOT || code === OPEN_PAREN || code === OPEN_BRACKET;
}

function isKeyword(word: string): boolean {
  return word.length <= LONGEST_WORD && KEYWORDS.has(word);
}

/** Which letters beyond ASCII a name may have is left to the parser. */
function isAsciiNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isAsciiNamePart(code: number): boolean {
  return isAsciiNameStart(code) || isDigit(code);
}

function isNamePartOrQuote(code: number): boolean {
  return isAsciiNamePart(code) || isQuote(code) || code >= 128;
}

function isNamePartOrDot(code: number): boolean {
  return isAsciiNamePart(code) || code === DOT || code >= 128;
}
