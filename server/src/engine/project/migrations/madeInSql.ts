import type { Migration } from "./model.ts";

/** Something of a database that hangs on columns, and that only a statement of SQL in a migration tells of. */
export interface MadeInSql {
  readonly kind: string;
  /** Null where the database names it. */
  readonly name: string | null;
  /** Name of the migration. */
  readonly migration: string;
}

/**
 * What the migrations, in order, make in SQL of a column and do not drop again. Statements are not understood beyond the words in them, in
 * which capitals, quotes and the schema before a name make no difference.
 */
export function madeInSql(
  migrations: readonly Migration[],
  { table, column }: { readonly table: string; readonly column: string },
): readonly MadeInSql[] {
  const [ofTable, ofColumn] = [bare(withoutQuotes(table.toLowerCase()))!, column.toLowerCase()];
  const functions = new Set<string>();
  const made: MadeInSql[] = [];
  for (const { name: migration, operations } of migrations) {
    const texts = operations.flatMap((operation) => (operation.kind === "unknown" ? operation.sql : []));
    for (const { makes, drops, words, hasGaps } of texts.flatMap(statementsIn)) {
      for (const dropped of drops) {
        functions.delete(dropped);
        // What the database has named itself has the column in its name.
        const index = made.findLastIndex(({ name }) => (name === null ? dropped.includes(ofColumn) : name === dropped));
        if (index >= 0) made.splice(index, 1);
      }
      if (!makes) continue;
      const isOfColumn =
        words.has(ofColumn) || (makes.kind === "trigger" && [...functions].some((name) => words.has(name)));
      if (!isOfColumn) continue;
      if (makes.kind === "function") functions.add(makes.name ?? "");
      else if (words.has(ofTable) || hasGaps) made.push({ ...makes, migration });
    }
  }
  return made;
}

interface Statement {
  readonly makes: { readonly kind: string; readonly name: string | null } | null;
  /** Names of what goes with it. */
  readonly drops: readonly string[];
  /** But for the name of what it makes. */
  readonly words: ReadonlySet<string>;
  /** Python puts something in that is not known here: the name of a table, maybe. */
  readonly hasGaps: boolean;
}

const CREATE =
  /^create\s+(?:or\s+replace\s+)?(?:(?:unique|fulltext|spatial|materialized|temp|temporary|constraint|recursive|event)\s+)*(index|trigger|view|rule|policy|statistics|function|procedure)\b(?:\s+concurrently)?(?:\s+if\s+not\s+exists)?(?:\s+(?!on\b)([\w.]+))?/;
const DROP =
  /\bdrop\s+(?:materialized\s+)?(?:index|constraint|key|check|column|trigger|view|rule|policy|statistics|function|procedure)\s+(?:concurrently\s+)?(?:if\s+exists\s+)?([\w.]+)/g;

/** What a change of a table makes of its columns, or of those of another one. */
const ADD: readonly (readonly [kind: string, RegExp])[] = [
  ["constraint", /^alter\s[\s\S]*\badd\s+constraint\s+(\w+)/],
  ["generated column", /^alter\s[\s\S]*\badd\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?(\w+)\s[\s\S]*\bas\s*\(/],
  ["constraint", /^alter\s[\s\S]*\badd\b[\s\S]*\b(?:unique|check|exclude|primary|references)\b/],
  ["index", /^alter\s[\s\S]*\badd\s+(?:(?:fulltext|spatial)\s+)?(?:index|key)\s+(\w*)/],
  ["constraint", /^create\s+table\s[\s\S]*\breferences\b/],
];

function statementsIn(text: string): readonly Statement[] {
  return apart(text).map((statement) => {
    const [, kind, name] = CREATE.exec(statement) ?? [];
    const makes = kind === undefined ? partOf(statement) : { kind, name: bare(name) };
    const words: readonly string[] = statement.match(/\w+/g) ?? [];
    const own = makes && makes.kind !== "function" ? words.indexOf(makes.name ?? "") : -1;
    return {
      makes,
      drops: [...statement.matchAll(DROP)].map((match) => bare(match[1])!),
      words: new Set(words.filter((_, index) => index !== own)),
      hasGaps: /[{}]|%\(?\w/.test(statement),
    };
  });
}

function partOf(statement: string): Statement["makes"] {
  for (const [kind, pattern] of ADD) {
    const match = pattern.exec(statement);
    if (match) return { kind, name: bare(match[1]) };
  }
  return null;
}

/** Without the schema before it; null for nothing. */
function bare(name: string | undefined): string | null {
  return name ? name.slice(name.lastIndexOf(".") + 1) : null;
}

/** In small letters, without comments, quoted texts and the quotes of names; the body of a function stays in one piece. */
function apart(text: string): readonly string[] {
  const plain = withoutQuotes(text.toLowerCase().replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, " "));
  return (plain.match(/(?:\$(\w*)\$[\s\S]*?\$\1\$|[^;])+/g) ?? []).map((piece) => piece.trim());
}

function withoutQuotes(text: string): string {
  return text.replace(/\\?[`"[\]]/g, "");
}
