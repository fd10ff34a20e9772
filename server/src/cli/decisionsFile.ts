import { readFileSync, statSync } from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import { decode } from "../workspace/decode.ts";
import { UsageError } from "./verb.ts";

/** What a line of the file says of one field. */
export interface DecisionLine {
  /** In the file, from 1. */
  readonly line: number;
  /** As `[PATH::]Entity.field`. */
  readonly selector: string;
  /** Key of a category; null: not sensitive. */
  readonly category: string | null;
  /** May be empty. */
  readonly reason: string;
  /** The entity or the package that declares the field, where the line is about one that it is only inherited by; else empty. */
  readonly declaredBy: string;
}

const COLUMNS = ["path", "entity", "field", "decision", "reason", "inherited_from", "package"] as const;
type Column = (typeof COLUMNS)[number];

/** What people write for a field that holds nothing. */
const NOT_SENSITIVE: ReadonlySet<string> = new Set(["no", "none", "not sensitive"]);
const DELIMITERS = [",", ";", "\t"];
/** By which some spreadsheets know what parts the cells. */
const SEPARATOR_LINE = /^sep=.(?=[\r\n])/i;
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Reads decisions from a table like that of `scan --format csv`, with two columns more: `decision` (a category, or `no`)
 * and, if somebody likes, `reason`. Lines without a decision are left out. Fields stand in the columns `path`, `entity`
 * and `field`, or in `field` alone as a selector.
 * @throws UsageError when it is no such table.
 */
export function readDecisions(path: string): readonly DecisionLine[] {
  const [head, ...rows] = rowsIn(path, textOf(path));
  if (!head) return [];
  const names = columnNames(head.cells);
  const twice = COLUMNS.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice !== undefined)
    throw new UsageError(`${path}:${head.line}: two columns are called ${twice}; keep one of them`);
  if (!names.includes("field") || !names.includes("decision"))
    throw new UsageError(`${path}: the first line must name the columns; field and decision are needed`);
  return rows.flatMap(({ cells, line }) => {
    if (cells.slice(names.length).some((cell) => cell.trim() !== ""))
      throw new UsageError(`${path}:${line}: is no CSV table: there are more cells than columns`);
    // Spreadsheets leave out empty cells at the end.
    const cellOf = (column: Column): string => (cells[names.indexOf(column)] ?? "").trim();
    const decision = cellOf("decision");
    if (decision === "") return [];
    const category = NOT_SENSITIVE.has(decision.toLowerCase()) ? null : decision;
    const reason = cellOf("reason").replaceAll(/\s+/g, " ");
    const declaredBy = cellOf("package") === "" ? cellOf("inherited_from") : cellOf("package");
    return [{ line, selector: selectorOf(cellOf), category, reason, declaredBy }];
  });
}

function textOf(path: string): string {
  let bytes: Uint8Array;
  try {
    if (statSync(path).size > MAX_BYTES) throw new UsageError(`${path}: is larger than 16 MB; is it the right file?`);
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new UsageError(`${path}: ${code === "ENOENT" ? "no such file" : `cannot be read (${code})`}`);
  }
  const decoded = decode(bytes);
  if (decoded.kind !== "text") throw new UsageError(`${path}: is not a text file; save the table as CSV in UTF-8`);
  return decoded.text;
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

function rowsIn(path: string, text: string): readonly Row[] {
  // Stays as an empty line, so that the others keep their numbers.
  const table = text.replace(SEPARATOR_LINE, "");
  const rows: Row[] = [];
  try {
    parse(table, {
      delimiter: delimiterOf(table),
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: (cells, { lines: line }) => {
        rows.push({ cells, line });
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Not in the words of the library, which repeat what cells hold. A quote that stays open takes in all lines below.
    const [line, problem] =
      error.code === "CSV_QUOTE_NOT_CLOSED"
        ? [(rows.at(-1)?.line ?? 0) + 1, "a quote is opened and never closed"]
        : [Number(error.lines), "a quote stands within a cell; write it twice, and the whole cell in quotes"];
    throw new UsageError(`${path}:${line}: is no CSV table: ${problem}`);
  }
}

/** The one with which the columns are there: spreadsheets of some countries part the cells with semicolons. */
function delimiterOf(table: string): string {
  const head = /[^\r\n]+/.exec(table)?.[0] ?? "";
  const fits = (delimiter: string): boolean => {
    const names = columnNames(head.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1")));
    return names.includes("field") && names.includes("decision");
  };
  return DELIMITERS.find(fits) ?? ",";
}

function columnNames(cells: readonly string[]): readonly string[] {
  return cells.map((cell) => cell.trim().toLowerCase());
}

function selectorOf(cellOf: (column: Column) => string): string {
  const entity = cellOf("entity");
  const name = entity === "" ? cellOf("field") : `${entity}.${cellOf("field")}`;
  // `scan --format csv` puts an apostrophe before what a spreadsheet would run as a formula.
  const path = cellOf("path").replace(/^'(?=[=+\-@])/, "");
  return path === "" ? name : `${path}::${name}`;
}
