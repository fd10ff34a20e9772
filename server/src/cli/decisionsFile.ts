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
}

/** What people write for a field that holds nothing. */
const NOT_SENSITIVE: ReadonlySet<string> = new Set(["no", "none", "not sensitive"]);
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Reads decisions from a table like that of `scan --format csv`, with two columns more: `decision` (a category, or `no`)
 * and, if somebody likes, `reason`. Lines without a decision are left out. Fields stand in the columns `path`, `entity`
 * and `field`, or in `field` alone as a selector.
 * @throws UsageError when it is no such table.
 */
export function readDecisions(path: string): readonly DecisionLine[] {
  const records = recordsIn(path, textOf(path));
  const [first] = records;
  if (first && !("field" in first.record && "decision" in first.record))
    throw new UsageError(`${path}: the first line must name the columns; field and decision are needed`);
  return records.flatMap(({ record, line }) => {
    const decision = (record.decision ?? "").trim();
    if (decision === "") return [];
    const isNone = NOT_SENSITIVE.has(decision.toLowerCase());
    const reason = (record.reason ?? "").trim().replaceAll(/\s+/g, " ");
    return [{ line, selector: selectorOf(record), category: isNone ? null : decision, reason }];
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

interface NumberedRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly line: number;
}

/** Spreadsheets of some countries part the cells with semicolons. */
function recordsIn(path: string, text: string): readonly NumberedRecord[] {
  const [head = ""] = text.split("\n", 1);
  try {
    const rows = parse(text, {
      columns: (names: readonly string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter: head.includes(";") && !head.includes(",") ? ";" : ",",
      skip_empty_lines: true,
      info: true,
    }) as unknown as readonly { readonly record: Record<string, string>; readonly info: { readonly lines: number } }[];
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UsageError(`${path}: is no CSV table: ${error.message}`);
  }
}

function selectorOf({ path = "", entity = "", field = "" }: Readonly<Record<string, string>>): string {
  const name = entity.trim() === "" ? field.trim() : `${entity.trim()}.${field.trim()}`;
  return path.trim() === "" ? name : `${path.trim()}::${name}`;
}
