import kinds from "../../database/values/kinds.yml";
import type { InspectedColumn, InspectedTable, Inspection, InspectionProblem } from "../../database/inspection.ts";
import { tableName, type Transport } from "../../database/model.ts";
import { paintFor, type Paint } from "../text/paint.ts";
import { printable, shortened } from "../text/printable.ts";
import { categoryWords, levelWords, percent, protectionWords } from "../words.ts";

/** For people: what is sensitive or to decide, table by table, and a last line that counts. */
export function inspectionText(
  { place, product, tables, remarks, transport, problems }: Inspection,
  { color }: { readonly color: boolean },
): string {
  const paint = paintFor(color);
  const shown = tables
    .map((each) => ({ ...each, columns: each.columns.filter(isShown) }))
    .filter(({ columns }) => columns.length > 0);
  const widths = widthsOf(shown.flatMap(({ columns }) => columns));
  const blocks = [
    [paint.bold(printable(`${product}: ${place}`)), ...[...warningsOf(transport), ...remarks].map(printable)],
    ...shown.map((each) => [headOf(each, paint), ...each.columns.map((column) => lineOf(column, widths, paint))]),
    ...(problems.length === 0 ? [] : [["Not read", ...problems.map(problemLine).filter((line) => line !== "")]]),
    [summary(tables)],
  ];
  return blocks.map((lines) => lines.join("\n")).join("\n\n") + "\n";
}

/** What is to be said of how it was reached. */
function warningsOf(transport: Transport): readonly string[] {
  if (transport === "plain") return ["the connection is not encrypted: whoever is on the way reads along"];
  if (transport === "unverified")
    return ["the connection is encrypted, but the server's certificate was not checked (sslmode=verify-full does)"];
  return [];
}

function isShown({ subject }: InspectedColumn): boolean {
  return subject.classification.verdict !== "clear";
}

function headOf({ table }: InspectedTable, paint: Paint): string {
  const kind = table.kind === "table" ? [] : [table.kind];
  const rows =
    table.rows === null ? [] : [`about ${table.rows.toLocaleString("en-US")} ${table.rows === 1 ? "row" : "rows"}`];
  const open = table.isPublic ? ["everybody may read it"] : [];
  const more = [...kind, ...rows, ...open].join(", ");
  return `${paint.bold(printable(tableName(table)))}${more === "" ? "" : `  ${paint.dim(more)}`}`;
}

const CELLS = ["name", "type", "level", "holds"] as const;
type Cells = Readonly<Record<(typeof CELLS)[number], string>>;
const WIDEST = 32;

function cellsOf({ column, subject }: InspectedColumn): Cells {
  return {
    name: shortened(printable(column.name), WIDEST),
    type: shortened(printable(column.type), WIDEST),
    level: levelWords(subject.classification),
    holds: categoryWords(subject),
  };
}

function widthsOf(columns: readonly InspectedColumn[]): readonly number[] {
  const rows = columns.map(cellsOf);
  return CELLS.map((cell) => Math.max(0, ...rows.map((row) => row[cell].length)));
}

function lineOf(each: InspectedColumn, widths: readonly number[], paint: Paint): string {
  const { classification } = each.subject;
  const cells = cellsOf(each);
  const [name, type, level, holds] = CELLS.map((cell, index) => cells[cell].padEnd(widths[index]!));
  const shownLevel = paint.level(classification.verdict === "sensitive" ? classification.level : null, level!);
  const likely = paint.dim(percent(classification.confidence).padStart(5));
  const line = `  ${name!}  ${paint.dim(type!)}  ${shownLevel}  ${holds!}  ${likely}`;
  const seen = seenIn(each);
  return seen === "" ? line : `${line}  ${paint.dim(seen)}`;
}

/** `188 of 200 values: e-mail addresses`, and how they are kept. */
function seenIn({ values, subject: { protection } }: InspectedColumn): string {
  const [first] = values?.found ?? [];
  if (!first) return protection.kind === "none" ? "" : protectionWords(protection);
  const place = first.path === "" ? "" : ` at ${printable(first.path)}`;
  const shape = first.shape === null || first.shape.includes("@") ? "" : ` (${first.shape})`;
  return `${Math.round(first.share * 100)} % of values${place}: ${kinds[first.kind]!.what}${shape}`;
}

const MOST_PROBLEMS = 20;

function problemLine({ table, because }: InspectionProblem, index: number, all: readonly InspectionProblem[]): string {
  if (index === MOST_PROBLEMS) return `  and ${all.length - MOST_PROBLEMS} more`;
  return index > MOST_PROBLEMS ? "" : `  ${printable(table)}: ${because}`;
}

function summary(tables: readonly InspectedTable[]): string {
  const columns = tables.flatMap((each) => each.columns);
  const count = (verdict: string): number =>
    columns.filter(({ subject }) => subject.classification.verdict === verdict).length;
  const sensitive = count("sensitive");
  const where = tables.filter((each) =>
    each.columns.some(({ subject }) => subject.classification.verdict === "sensitive"),
  );
  return (
    `${sensitive} sensitive ${sensitive === 1 ? "column" : "columns"} in ${where.length} of ${tables.length} tables, ` +
    `${count("review")} to decide, ${columns.length} in all.`
  );
}
