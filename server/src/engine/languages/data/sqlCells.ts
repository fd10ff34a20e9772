import type { Span } from "../../text/span.ts";
import type { DataCell, DataColumn, KnownColumns } from "./cells.ts";

/**
 * Of what `pg_dump`, `mysqldump`, `.dump` of SQLite and people write: rows of `INSERT` and of `COPY … FROM stdin`, and what `SET` sets. Where the statement names no
 * columns, `CREATE TABLE` above it does, or the model of the table. The text may end anywhere.
 */
export function* sqlCells(text: string, known: KnownColumns): Iterable<DataCell> {
  const created = new Map<string, readonly string[]>();
  // Only MySQL has names in backticks, and takes a backslash in a text for more than itself.
  const token = text.includes("`") ? ESCAPED_TOKEN : TOKEN;
  const statements = text.matchAll(STATEMENT);
  for (let next = statements.next(); !next.done;) {
    const [whole, word = "", name = ""] = next.value;
    const start = next.value.index + whole.length;
    next = statements.next();
    // What is not closed ends there at the latest: a dump of a line a row stays linear.
    const end = next.done ? text.length : next.value.index;
    const table = plain(name);
    if (/^create/i.test(word)) {
      created.set(table, createdColumns(text, start));
      continue;
    }
    const set = SET.exec(text.slice(start, Math.min(end, start + LONGEST_LIST)));
    if (set) {
      yield* setCells(text.slice(0, end), start + set[0].length, table, token, known);
      continue;
    }
    const listed = listedColumns(text, start);
    const spanOfTable = { start: start - name.length, end: start };
    const given = created.get(table);
    const columns =
      listed?.columns ?? (given ?? known.columnsOf(table)).map((column) => ({ name: column, span: spanOfTable }));
    const wanted = columns.map((column): DataColumn | null => {
      const named = { table, ...column };
      return known.wants(named) ? named : null;
    });
    if (wanted.every((column) => column === null)) continue;
    const body = text.slice(listed?.end ?? start, end);
    for (const row of /^copy/i.test(word) ? copiedRows(body) : insertedRows(body, token)) {
      // The database may have been changed otherwise than the model.
      if (!listed && !given && row.length !== columns.length) continue;
      for (const [index, value] of row.entries()) {
        const column = wanted[index];
        if (column && value !== null && value !== "") yield { column, value };
      }
    }
  }
}

/** A name, quoted or not, with that of its schema or without; the span is that of all of it. */
const NAME = String.raw`(?:[\w$]+|"[^"\n]+"|${"`"}[^${"`"}\n]+${"`"}|\[[^\]\n]+\])`;
const STATEMENT = new RegExp(
  String.raw`(?:^\uFEFF?|;)[ \t]*(INSERT\s+(?:IGNORE\s+|OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?=\s+\S+\s+SET\b)|COPY|CREATE\s+TABLE(?:\s+IF\s+NOT\s+EXISTS)?)\s+(${NAME}(?:\.${NAME})*)`,
  "gim",
);

/** `SET` of `INSERT INTO t SET a = 1` (MySQL) and of `UPDATE t SET a = 1`. */
const SET = /^\s+SET\s+/i;
const SET_COLUMN = new RegExp(String.raw`\s*(${NAME})\s*=\s*`, "y");

/** What stands behind it until something other than a plain value comes. */
function* setCells(
  text: string,
  from: number,
  table: string,
  tokens: RegExp,
  { wants }: KnownColumns,
): Iterable<DataCell> {
  for (let at = from; ;) {
    SET_COLUMN.lastIndex = at;
    const [whole, name = ""] = SET_COLUMN.exec(text) ?? [];
    if (whole === undefined) return;
    const bare = name.replaceAll(/["`[\]]/g, "");
    const start = text.indexOf(bare, at);
    const column = { table, name: bare, span: { start, end: start + bare.length } };
    tokens.lastIndex = at + whole.length;
    const [value, content] = tokens.exec(text) ?? [];
    BETWEEN.lastIndex = tokens.lastIndex;
    const next = BETWEEN.lastIndex + BETWEEN.exec(text)![0].length;
    if (content !== undefined && content !== "" && wants(column)) yield { column, value: unescaped(content, tokens) };
    if (value === undefined || text[next] !== ",") return;
    at = next + 1;
  }
}

/** `people` of `"crm"."People"` */
function plain(name: string): string {
  const bare = name.replaceAll(/["`[\]]/g, "");
  return bare.slice(bare.lastIndexOf(".") + 1).toLowerCase();
}

interface ListedColumn {
  readonly name: string;
  readonly span: Span;
}

/** What stands in brackets behind the table; null where nothing does. */
function listedColumns(
  text: string,
  start: number,
): { readonly columns: readonly ListedColumn[]; readonly end: number } | null {
  const [all, list] = /^\s*\(([^()]*)\)/.exec(text.slice(start, start + LONGEST_LIST)) ?? [];
  if (all === undefined || list === undefined) return null;
  const end = start + all.length;
  const from = end - 1 - list.length;
  const columns = [...list.matchAll(new RegExp(NAME, "g"))].map(({ 0: name, index }) => {
    const bare = name.replaceAll(/["`[\]]/g, "");
    const at = from + index + (bare === name ? 0 : 1);
    return { name: bare, span: { start: at, end: at + bare.length } };
  });
  return { columns, end };
}

const LONGEST_LIST = 20_000;

/** The columns that `CREATE TABLE` names, without constraints and keys. */
function createdColumns(text: string, start: number): readonly string[] {
  const body = text.slice(start, start + LONGEST_LIST);
  const open = body.indexOf("(");
  if (open < 0 || body.slice(0, open).trim() !== "") return [];
  const parts: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (const { 0: sign, index } of body.slice(open).matchAll(/[(),]|'(?:[^']|'')*'/g)) {
    const at = open + index;
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    if ((sign === "," && depth === 1) || depth === 0) {
      parts.push(body.slice(from, at));
      from = at + 1;
    }
    if (depth === 0) break;
  }
  return parts.flatMap((part) => {
    const name = new RegExp(String.raw`^\s*(${NAME})\s`).exec(part)?.[1] ?? "";
    return name === "" || NO_COLUMN.test(name) ? [] : name.replaceAll(/["`[\]]/g, "");
  });
}

const NO_COLUMN = /^(?:PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FOREIGN|CHECK|FULLTEXT|SPATIAL|EXCLUDE)$/i;

/** A text, also as SQL Server (`N'…'`) and PostgreSQL (`E'…'`) mark some, a sign, or a word. */
const TOKEN = /[NE]?'([^']*(?:''[^']*)*)'|[(),;]|[^\s'(),;]+/iy;
const ESCAPED_TOKEN = /[NE]?'([^'\\]*(?:(?:''|\\[^])[^'\\]*)*)'|[(),;]|[^\s'(),;]+/iy;
const BETWEEN = /(?:\s+|--[^\n]*|\/\*[^]*?\*\/)*/y;

/** `VALUES (1, 'a'), (2, NULL);`: null for what is no plain value. */
function* insertedRows(text: string, tokens: RegExp): Iterable<readonly (string | null)[]> {
  const [head] = /^\s*(?:OVERRIDING \w+ VALUE\s*)?VALUES?/i.exec(text) ?? [];
  if (head === undefined) return;
  let at = head.length;
  let row: (string | null)[] = [];
  let cell: string | null = null;
  let parts = 0;
  let depth = 0;
  for (;;) {
    BETWEEN.lastIndex = at;
    tokens.lastIndex = at + BETWEEN.exec(text)![0].length;
    const match = tokens.exec(text);
    if (!match || match[0] === ";") return;
    at = tokens.lastIndex;
    const [token, content] = match;
    if (token === "(") depth++;
    if (token === ")") depth--;
    const isEnd = (token === "," && depth === 1) || (token === ")" && depth === 0);
    if (isEnd) {
      row.push(parts === 1 ? cell : null);
      cell = null;
      parts = 0;
    } else if (depth > 0 && !(token === "(" && depth === 1)) {
      parts++;
      cell = content === undefined ? (token === "NULL" ? null : token) : unescaped(content, tokens);
    }
    if (token === ")" && depth === 0) {
      yield row;
      row = [];
    } else if (depth === 0 && token !== ",") return;
  }
}

function unescaped(content: string, tokens: RegExp): string {
  const escapes = tokens === TOKEN ? /''/g : /''|\\(.)/g;
  return content.replaceAll(escapes, (_, escaped: unknown) => (typeof escaped === "string" ? escaped : "'"));
}

/** The lines behind `FROM stdin;` until `\.`, whose parts tabs separate. */
function* copiedRows(text: string): Iterable<readonly (string | null)[]> {
  const [head] = /^\s*FROM\s+stdin[^\n]*\n/i.exec(text) ?? [];
  if (head === undefined) return;
  for (let at = head.length; at < text.length;) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end).replace(/\r$/, "");
    if (line === "\\.") return;
    yield line.split("\t").map((value) => (value === "\\N" ? null : value));
    if (end < 0) return;
    at = end + 1;
  }
}
