/** What a module imports, and the shape of the statements that do it. All spans are UTF-16 offsets into the file. */
import { ownCopy } from "../../text/ownCopy.ts";
import type { Span } from "../../text/span.ts";
import {
  BACKSLASH,
  CLOSE_PAREN,
  COMMA,
  DOT,
  endOfLine,
  endOfName,
  HASH,
  isBlank,
  isLineBreak,
  OPEN_PAREN,
  STAR,
} from "../../text/characters.ts";
import type { Layout, Statement } from "./layout.ts";

export interface ImportStatement {
  readonly kind: "import" | "from";
  /** Without a trailing comment. */
  readonly span: Span;
  readonly column: number;
  /** `module`: it always runs; `guarded`: within an `if`, `try` and so on; `local`: within a class or function. */
  readonly place: "module" | "guarded" | "local";
  /** With the leading dots of a relative one; empty for `import a, b`. */
  readonly module: string;
  readonly names: readonly ImportedName[];
  /** Offsets of the parentheses; null where there is none. */
  readonly open: number | null;
  readonly close: number | null;
  readonly trailingComma: boolean;
}

export interface ImportedName {
  /** `a.b` in `import a.b`; `*` for all names. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly alias: string | null;
  /** With its alias. */
  readonly span: Span;
}

/** Local name to qualified name: `models` to `django.db.models`. */
export type Bindings = ReadonlyMap<string, string>;

/** In source order. */
export function readImports(text: string, layout: Layout): readonly ImportStatement[] {
  const found: ImportStatement[] = [];
  const pending: { statement: Statement; place: ImportStatement["place"] }[] = [];
  const add = (statements: readonly Statement[], place: ImportStatement["place"]): void => {
    for (let index = statements.length - 1; index >= 0; index--) {
      const statement = statements[index]!;
      if (statement.kind === "import" || statement.body.length > 0) pending.push({ statement, place });
    }
  };
  add(layout.statements, "module");
  for (let item = pending.pop(); item; item = pending.pop()) {
    const { statement, place } = item;
    if (statement.kind === "import") found.push(readImport(text, statement, place));
    add(statement.body, statement.kind !== "block" || place === "local" ? "local" : "guarded");
  }
  return found;
}

/** Imports within functions count only for names that the module does not import itself. */
export function bindingsOf(imports: readonly ImportStatement[]): Bindings {
  const bindings = new Map<string, string>();
  for (const statement of imports) {
    for (const { name, alias } of statement.names) {
      if (name === "*") continue;
      const local = alias ?? (statement.kind === "import" ? firstPart(name) : name);
      if (bindings.has(local) && statement.place === "local") continue;
      bindings.set(local, alias === null && statement.kind === "import" ? local : qualifiedName(statement, name));
    }
  }
  return bindings;
}

/** Every qualified name that is imported, `module.*` for all of a module. */
export function importedNames(imports: readonly ImportStatement[]): readonly string[] {
  return imports.flatMap((statement) => statement.names.map(({ name }) => qualifiedName(statement, name)));
}

/** A dotted name in full, as far as the bindings tell. */
export function qualify(dotted: string, bindings: Bindings): string {
  const first = firstPart(dotted);
  const bound = bindings.get(first);
  return bound === undefined ? dotted : bound + dotted.slice(first.length);
}

function firstPart(dotted: string): string {
  const dot = dotted.indexOf(".");
  return dot < 0 ? dotted : dotted.slice(0, dot);
}

function qualifiedName(statement: ImportStatement, name: string): string {
  if (statement.kind === "import") return name;
  return statement.module.endsWith(".") ? statement.module + name : `${statement.module}.${name}`;
}

interface Token {
  /** A dotted name, or one unit of punctuation. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function readImport(text: string, statement: Statement, place: ImportStatement["place"]): ImportStatement {
  const tokens = tokensOf(text, statement.span);
  let next = 1;
  let module = "";
  const kind = tokens[0]?.text === "from" ? "from" : "import";
  if (kind === "from") {
    while (next < tokens.length && tokens[next]!.text !== "import") module += tokens[next++]!.text;
    next++;
  }
  const names: ImportedName[] = [];
  let open: number | null = null;
  let close: number | null = null;
  let trailingComma = false;
  for (; next < tokens.length; next++) {
    const token = tokens[next]!;
    trailingComma = token.text === "," || (trailingComma && token.text === ")");
    if (token.text === "(") open = token.start;
    else if (token.text === ")") close = token.start;
    else if (token.text === "*" || endOfName(token.text, 0) > 0) {
      // Without a comma in between, something else begins here: the line break before it is missing.
      if (names.length > 0 && tokens[next - 1]!.text !== ",") break;
      const alias = tokens[next + 1]?.text === "as" ? tokens[next + 2] : undefined;
      if (alias) next += 2;
      names.push({
        name: token.text,
        nameSpan: { start: token.start, end: token.end },
        alias: alias?.text ?? null,
        span: { start: token.start, end: (alias ?? token).end },
      });
    }
  }
  const { span, column } = statement;
  return { kind, span, column, place, module, names, open, close, trailingComma };
}

/** Stray units between the tokens are left out: a half-typed import still tells what it can. */
function tokensOf(text: string, span: Span): readonly Token[] {
  const tokens: Token[] = [];
  let at = span.start;
  while (at < span.end) {
    const code = text.charCodeAt(at);
    const start = at;
    if (code === HASH) at = endOfLine(text, at);
    else if (isBlank(code) || isLineBreak(code) || code === BACKSLASH) at++;
    else {
      at = endOfDottedName(text, at);
      if (at === start) {
        at++;
        if (code !== DOT && code !== COMMA && code !== STAR && code !== OPEN_PAREN && code !== CLOSE_PAREN) continue;
      }
      tokens.push({ text: ownCopy(text.slice(start, at)), start, end: at });
    }
  }
  return tokens;
}

function endOfDottedName(text: string, offset: number): number {
  let end = endOfName(text, offset);
  while (end > offset && text.charCodeAt(end) === DOT && endOfName(text, end + 1) > end + 1)
    end = endOfName(text, end + 1);
  return end;
}
