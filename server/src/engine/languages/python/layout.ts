/**
 * Splits Python source into its blocks and statements by indentation. It never fails: what a grammar would reject
 * damages only its own statement, because a line that plainly begins a statement ends whatever was left open above it.
 * One pass, linear in the length of the text, no recursion over nesting.
 */
import type { Span } from "../../text/span.ts";
import {
  afterLineBreak,
  AT,
  BACKSLASH,
  BYTE_ORDER_MARK,
  CARRIAGE_RETURN,
  COLON,
  endOfLine,
  endOfName,
  EQUALS,
  FORM_FEED,
  HASH,
  isBlank,
  isClosing,
  isLineBreak,
  isNamePart,
  isNameStart,
  isOpening,
  isQuote,
  LINE_FEED,
  OPEN_PAREN,
  SEMICOLON,
  skipBlanks,
  SPACE,
  TAB,
} from "../../text/characters.ts";
import { endsOpenStatement, isProse, looksLikeCode } from "./statementStart.ts";
import { endOfLongString, endOfShortString, type FormatMemory, isLongQuote, laterLines } from "./strings.ts";

export interface Layout {
  readonly statements: readonly Statement[];
  /** In source order, with the `#`. */
  readonly comments: readonly Comment[];
  /** Each string ends where its quotes do, and the first line of code is not indented: no part of it upsets the others. */
  readonly isRegular: boolean;
}

export interface Comment {
  readonly span: Span;
  /** Nothing but space stands before it on its line. */
  readonly alone: boolean;
}

/** `block`: any other compound statement, such as `if`. `assignment`: to one plain name. */
export type StatementKind = "class" | "function" | "block" | "import" | "assignment" | "other";

export interface Statement {
  readonly kind: StatementKind;
  /** First to last token without a trailing comment; of a compound statement its header with the colon. */
  readonly span: Span;
  /** End of the last statement in its body; the end of `span` when there is none. */
  readonly end: number;
  /** Width of the indentation; a tab reaches to the next multiple of eight, as in CPython. */
  readonly column: number;
  /** The name of a class or function, or the one assigned to. */
  readonly name: Span | null;
  readonly annotation: Span | null;
  /** What is assigned; of a class, what follows its name up to the colon (`(Base, metaclass=Meta)`). */
  readonly value: Span | null;
  /** The decorators of a class or function. */
  readonly decorators: readonly Statement[];
  readonly body: readonly Statement[];
}

export function readLayout(text: string): Layout {
  const cuts = new Map<number, number>();
  for (;;) {
    const reader = new LayoutReader(text, cuts);
    const layout = reader.read();
    const cut = cuts.size < MOST_CUTS ? reader.findCut() : null;
    if (!cut) return layout;
    cuts.set(cut.start, cut.end);
  }
}

/** Words that begin a statement of their kind. */
const KIND_OF_WORD: ReadonlyMap<string, StatementKind> = new Map([
  ["class", "class"],
  ["def", "function"],
  ["import", "import"],
  ["from", "import"],
  ..."if elif else for while try except finally with".split(" ").map((word) => [word, "block"] as const),
]);

const ASYNC = "async";
const LONGEST_WORD = "finally".length;

/** How many strings that swallow code are cut before the rest is taken as it is: each costs another pass. */
const MOST_CUTS = 3;

const NOTHING: readonly Statement[] = [];

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

interface OpenBlock {
  /** Null for the file itself. */
  readonly statement: Mutable<Statement> | null;
  readonly column: number;
  /** Column of the first statement in its body. */
  bodyColumn: number | null;
  readonly body: Statement[];
}

interface LongString {
  readonly start: number;
  readonly end: number;
  readonly column: number;
}

class LayoutReader {
  private readonly text: string;
  /** Strings that must end before their closing quotes, by start. */
  private readonly cuts: ReadonlyMap<number, number>;
  private readonly comments: Comment[] = [];
  private readonly longStrings: LongString[] = [];
  private readonly formats: FormatMemory = { unclosedBefore: 0 };
  private endsInString = false;
  private readonly blocks: OpenBlock[] = [{ statement: null, column: -1, bodyColumn: null, body: [] }];
  /** Those that the last dedent closed, innermost first. */
  private readonly closed: OpenBlock[] = [];
  private decorators: Statement[] | null = null;
  private at = 0;

  constructor(text: string, cuts: ReadonlyMap<number, number>) {
    this.text = text;
    this.cuts = cuts;
  }

  read(): Layout {
    const { text } = this;
    if (text.charCodeAt(0) === BYTE_ORDER_MARK) this.at = 1;
    const file = this.blocks[0]!;
    while (this.at < text.length) {
      const line = this.at;
      this.at = skipBlanks(text, line);
      const code = text.charCodeAt(this.at);
      if (this.at >= text.length) break;
      if (isLineBreak(code)) this.at = afterLineBreak(text, this.at);
      else if (code === HASH) this.readComment(true);
      else if (this.at === line && isConflictMarker(text, line)) this.at = endOfLine(text, line);
      else if (isContinuation(text, this.at)) this.at = afterLineBreak(text, this.at + 1);
      else this.readLine(columnOf(text, line, this.at));
    }
    while (this.blocks.length > 1) this.closeBlock();
    const isRegular = this.cuts.size === 0 && !this.endsInString && (file.bodyColumn ?? 0) === 0;
    return { statements: file.body, comments: this.comments, isRegular };
  }

  /**
   * A missing or surplus triple quote turns strings and code inside out from there on: a string holds a line of code
   * in its own column, or left of it, and is followed by prose or the last one is never closed. That string is to end
   * before its line of code.
   */
  findCut(): Span | null {
    const suspects = this.longStrings.filter(({ start }) => !this.cuts.has(start));
    for (const suspect of suspects) {
      const cut = isProse(this.text, suspect.end) ? this.cutOf(suspect) : null;
      if (cut) return cut;
    }
    if (!this.endsInString) return null;
    for (const suspect of suspects) {
      const cut = this.cutOf(suspect);
      if (cut) return cut;
    }
    return null;
  }

  private cutOf({ start, end, column }: LongString): Span | null {
    for (const line of laterLines(this.text, start, end)) {
      const first = skipBlanks(this.text, line);
      if (columnOf(this.text, line, first) <= column && looksLikeCode(this.text, first)) {
        return { start, end: beforeLineBreak(this.text, line) };
      }
    }
    return null;
  }

  private readComment(alone: boolean): void {
    const end = endOfLine(this.text, this.at);
    this.comments.push({ span: { start: this.at, end }, alone });
    this.at = end;
  }

  /** The statements of one logical line: several when `;` or a one-line body joins them. */
  private readLine(column: number): void {
    const { text } = this;
    this.placeAt(column);
    while (this.at < text.length) {
      const endsLine = this.readStatement(column);
      if (endsLine) return;
      this.at = skipBlanks(text, this.at);
      while (text.charCodeAt(this.at) === SEMICOLON) this.at = skipBlanks(text, this.at + 1);
      if (text.charCodeAt(this.at) === HASH) this.readComment(false);
      if (isLineBreak(text.charCodeAt(this.at))) return;
    }
  }

  /** Closes the blocks that a line in this column ends. */
  private placeAt(column: number): void {
    const { blocks } = this;
    const inner = blocks.at(-1)!;
    if (inner.column >= column) {
      this.closed.length = 0;
      while (blocks.at(-1)!.column >= column) this.closed.push(this.closeBlock());
    } else if (inner.bodyColumn === null) {
      inner.bodyColumn = column;
    } else if (column < inner.bodyColumn) {
      // The header of the inner block is out of line when an outer body has exactly this column.
      let depth = blocks.length - 2;
      while (depth >= 0 && (blocks[depth]!.bodyColumn ?? Infinity) > column) depth--;
      if (depth >= 0 && blocks[depth]!.bodyColumn === column) while (blocks.length > depth + 1) this.closeBlock();
    } else if (column > inner.bodyColumn) {
      // A stray line has closed the body that has this column.
      const outermost = this.closed.findIndex((block) => block.bodyColumn === column);
      if (outermost >= 0) blocks.push(...this.closed.splice(outermost).reverse());
    }
  }

  private closeBlock(): OpenBlock {
    const block = this.blocks.pop()!;
    this.decorators = null;
    const last = block.body.at(-1);
    if (block.statement && last) block.statement.end = last.end;
    return block;
  }

  /** Returns true when the statement was ended by the line after it, at whose start it then stands. */
  private readStatement(column: number): boolean {
    const { text, at: start } = this;
    const wordEnd = endOfName(text, start);
    const wordKind = kindOfWord(text, start, wordEnd);
    const scan = this.scan(column, wordKind);
    const span = { start, end: scan.end };
    const statement: Mutable<Statement> = {
      kind: wordKind,
      span,
      end: scan.end,
      column,
      name: null,
      annotation: null,
      value: null,
      decorators: NOTHING,
      body: NOTHING,
    };
    if (text.charCodeAt(start) === AT) {
      statement.value = { start: start + 1, end: scan.end };
      (this.decorators ??= []).push(statement);
      return scan.endedByNextLine;
    }
    if (wordKind === "other") this.completePlain(statement, scan, wordEnd);
    if (statement.kind === "class" || statement.kind === "function") {
      this.completeNamed(statement);
      statement.decorators = this.decorators ?? NOTHING;
    }
    this.decorators = null;
    this.blocks.at(-1)!.body.push(statement);
    if (statement.kind === "class" || statement.kind === "function" || statement.kind === "block") {
      const body: Statement[] = [];
      statement.body = body;
      this.closed.length = 0;
      this.blocks.push({ statement, column, bodyColumn: null, body });
    }
    return scan.endedByNextLine;
  }

  /** Reads up to the end of a statement, or of the header of a compound one. */
  private scan(column: number, kind: StatementKind): Scan {
    const { text } = this;
    const isHeader = kind === "class" || kind === "function" || kind === "block";
    const result: Scan = { end: this.at, colon: -1, equals: -1, endedByNextLine: false };
    let depth = 0;
    let lambdas = 0;
    while (this.at < text.length) {
      const at = this.at;
      const code = text.charCodeAt(at);
      if (isNamePart(code)) {
        const end = endOfWord(text, at);
        if (isHeader && depth === 0 && isLambda(text, at, end)) lambdas++;
        this.at = end;
        result.end = end;
        continue;
      }
      if (isBlank(code)) {
        this.at++;
        continue;
      }
      const breaks = isLineBreak(code);
      if (breaks || isContinuation(text, at)) {
        if (breaks && depth === 0) break;
        if (this.nextLine(breaks ? at : at + 1)) break;
        const open = {
          column,
          isClass: kind === "class",
          isHeader,
          continued: depth === 0,
          lastCode: text.charCodeAt(result.end - 1),
        };
        const line = startOfLine(text, this.at);
        if (endsOpenStatement(text, this.at, columnOf(text, line, this.at), open)) {
          this.at = line;
          result.endedByNextLine = true;
          break;
        }
        continue;
      }
      if (code === HASH) {
        this.readComment(false);
        continue;
      }
      if (code === SEMICOLON && depth === 0) break;
      if (isQuote(code)) {
        this.at = this.endOfStringAt(at, column);
        result.end = this.at;
        continue;
      }
      this.at++;
      if (isOpening(code)) depth++;
      else if (isClosing(code)) depth = Math.max(0, depth - 1);
      else if (depth > 0) {
        // Commas, operators and colons within brackets are the expression's business.
      } else if (code === COLON) {
        if (text.charCodeAt(this.at) === EQUALS) this.at++;
        else if (lambdas > 0) lambdas--;
        else {
          if (result.colon < 0 && result.equals < 0) result.colon = at;
          if (isHeader) {
            result.end = this.at;
            break;
          }
        }
      } else if (code === EQUALS) {
        if (text.charCodeAt(this.at) === EQUALS) this.at++;
        else if (result.equals < 0 && !isOperator(text.charCodeAt(at - 1))) result.equals = at;
      }
      result.end = this.at;
    }
    return result;
  }

  /**
   * Goes from a line break within a statement to the next token. Returns true when there is none, or when the line
   * is empty although a backslash announced more.
   */
  private nextLine(lineBreak: number): boolean {
    const { text } = this;
    const continued = text.charCodeAt(lineBreak - 1) === BACKSLASH;
    this.at = afterLineBreak(text, lineBreak);
    for (;;) {
      const line = this.at;
      this.at = skipBlanks(text, line);
      if (this.at >= text.length) return true;
      const code = text.charCodeAt(this.at);
      if (isLineBreak(code)) {
        if (continued) return true;
        this.at = afterLineBreak(text, this.at);
      } else if (code === HASH) this.readComment(true);
      else if (this.at === line && isConflictMarker(text, line)) this.at = endOfLine(text, line);
      else return false;
    }
  }

  private endOfStringAt(start: number, column: number): number {
    const { text } = this;
    if (!isLongQuote(text, start)) return endOfShortString(text, start, this.formats);
    const cut = this.cuts.get(start);
    if (cut !== undefined) return cut;
    const closed = endOfLongString(text, start);
    if (closed === null) this.endsInString = true;
    const end = closed ?? text.length;
    this.longStrings.push({ start, end, column });
    return end;
  }

  /** Finds out what a statement is that begins with no keyword. */
  private completePlain(statement: Mutable<Statement>, scan: Scan, wordEnd: number): void {
    const { text } = this;
    const { start, end } = statement.span;
    if (wordEnd === start || isLambda(text, start, wordEnd)) return;
    const next = skipBlanks(text, wordEnd);
    if (next === scan.equals || (next === scan.colon && next < end - 1)) {
      statement.kind = "assignment";
      statement.name = { start, end: wordEnd };
      if (next === scan.colon) {
        const annotationEnd = scan.equals < 0 ? end : scan.equals;
        statement.annotation = trimmed(text, next + 1, annotationEnd);
      }
      if (scan.equals >= 0) statement.value = trimmed(text, lastOfChain(text, scan.equals) + 1, end);
    } else if (scan.colon === end - 1 && scan.equals < 0) {
      statement.kind = kindOfUnknownHeader(text, start, wordEnd);
    }
  }

  /** Takes the header of a class or function apart. */
  private completeNamed(statement: Mutable<Statement>): void {
    const { text } = this;
    const { start, end } = statement.span;
    let nameStart = skipBlanks(text, endOfName(text, start));
    if (!isNameStart(text.charCodeAt(nameStart)) && text.charCodeAt(start + 5) > SPACE) nameStart = start + 5;
    if (text.startsWith("def", nameStart) && isBlank(text.charCodeAt(nameStart + 3))) {
      nameStart = skipBlanks(text, nameStart + 3);
    }
    const nameEnd = Math.min(endOfName(text, nameStart), end);
    if (nameEnd > nameStart) statement.name = { start: nameStart, end: nameEnd };
    const headerEnd = text.charCodeAt(end - 1) === COLON ? end - 1 : end;
    statement.value = trimmed(text, Math.min(nameEnd, headerEnd), headerEnd);
  }
}

/** Where a statement ends and where its first `:` and `=` outside brackets stand, or -1. */
interface Scan {
  end: number;
  colon: number;
  equals: number;
  endedByNextLine: boolean;
}

function kindOfWord(text: string, start: number, end: number): StatementKind {
  if (end - start > LONGEST_WORD || end === start) return "other";
  const kind = KIND_OF_WORD.get(text.slice(start, end));
  if (kind !== undefined || end - start !== ASYNC.length || !text.startsWith(ASYNC, start)) return kind ?? "other";
  const next = skipBlanks(text, end);
  return text.startsWith("def", next) && !isNamePart(text.charCodeAt(next + 3)) ? "function" : "block";
}

/** `match x:`, or a mistyped `clas Customer(Model):`, whose body is worth keeping all the same. */
function kindOfUnknownHeader(text: string, start: number, wordEnd: number): StatementKind {
  const word = text.slice(start, wordEnd);
  if (word === "match" || word === "case") return "block";
  const nameStart = skipBlanks(text, wordEnd);
  const nameEnd = endOfName(text, nameStart);
  const after = text.charCodeAt(skipBlanks(text, nameEnd));
  if (nameEnd === nameStart && word.startsWith("class")) return "class";
  if (nameEnd === nameStart || (after !== OPEN_PAREN && after !== COLON)) return "block";
  return ["de", "df", "ef"].includes(word) ? "function" : "class";
}

/** Width of the blanks from `line` to `end`. */
function columnOf(text: string, line: number, end: number): number {
  let column = 0;
  for (let at = line; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE) column++;
    else if (code === TAB) column += 8 - (column % 8);
    else if (code === FORM_FEED) column = 0;
  }
  return column;
}

/** The line of a token before which there are only blanks. */
function startOfLine(text: string, token: number): number {
  let start = token;
  while (start > 0 && isBlank(text.charCodeAt(start - 1))) start--;
  return start;
}

function beforeLineBreak(text: string, line: number): number {
  return line - (text.charCodeAt(line - 1) === LINE_FEED && text.charCodeAt(line - 2) === CARRIAGE_RETURN ? 2 : 1);
}

/** `a = b = value`: the last `=` of names assigned to. */
function lastOfChain(text: string, equals: number): number {
  let last = equals;
  for (;;) {
    const nameStart = skipBlanks(text, last + 1);
    const next = skipBlanks(text, endOfName(text, nameStart));
    if (next === nameStart || text.charCodeAt(next) !== EQUALS || text.charCodeAt(next + 1) === EQUALS) return last;
    last = next;
  }
}

function trimmed(text: string, from: number, to: number): Span {
  let start = skipBlanks(text, from);
  while (isContinuation(text, start)) start = skipBlanks(text, afterLineBreak(text, start + 1));
  start = Math.min(start, to);
  let end = to;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function endOfWord(text: string, offset: number): number {
  let end = offset + 1;
  while (isNamePart(text.charCodeAt(end))) end++;
  return end;
}

function isLambda(text: string, start: number, end: number): boolean {
  return end - start === LAMBDA.length && text.startsWith(LAMBDA, start);
}

const LAMBDA = "lambda";

function isContinuation(text: string, offset: number): boolean {
  return text.charCodeAt(offset) === BACKSLASH && isLineBreak(text.charCodeAt(offset + 1));
}

/** The lines that git leaves in a file with conflicts. */
function isConflictMarker(text: string, line: number): boolean {
  const code = text.charCodeAt(line);
  // Most lines begin with a letter.
  if (isNamePart(code)) return false;
  return CONFLICT_MARKERS.some((marker) => marker.charCodeAt(0) === code && text.startsWith(marker, line));
}

const CONFLICT_MARKERS: readonly string[] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

/** Whether an `=` after this unit belongs to an operator such as `+=` or `>=`. */
function isOperator(code: number): boolean {
  return OPERATOR_CODES.has(code);
}

const OPERATOR_CODES: ReadonlySet<number> = new Set(Array.from("!<>+-*/%&|^@:", (operator) => operator.charCodeAt(0)));
