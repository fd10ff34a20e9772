import type { InspectedColumn, InspectedTable, Inspection } from "../../database/inspection.ts";
import { tableName, type Transport } from "../../database/model.ts";
import { paintFor, type Paint } from "../text/paint.ts";
import { printable, shortened } from "../text/printable.ts";
import { categoryWords, levelWords, percent } from "../words.ts";

/** For people: what is sensitive or to decide, table by table, and a last line that counts. */
export function inspectionText(
  { place, product, tables, remarks, transport }: Inspection,
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
  return `  ${name!}  ${paint.dim(type!)}  ${shownLevel}  ${holds!}  ${paint.dim(percent(classification.confidence).padStart(5))}`;
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
