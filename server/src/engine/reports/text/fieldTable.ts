import type { ClassifiedField } from "../../project/model.ts";
import { categoryWords, levelWords, percent, protectionWords, signOf } from "../words.ts";
import type { Paint } from "./paint.ts";
import { shortened } from "./printable.ts";

/** Widths of the columns that all tables of one report share, so that the eye can run down them. */
export interface Columns {
  readonly name: number;
  readonly level: number;
  readonly holds: number;
  readonly needs: number;
  readonly has: number;
  /** 0 leaves the column out. */
  readonly confidence: number;
}

const GAP = "  ";
const MARK = 4;
const LONGEST_NAME = 32;
const NARROWEST_HOLDS = 16;
const HEADER = { name: "field", level: "level", holds: "holds", needs: "needs", has: "has", confidence: "likely" };

/** Columns for a line of `width`; when it is too narrow for all, the confidence goes first, then what it holds is cut. */
export function columnsFor(fields: readonly ClassifiedField[], width: number): Columns {
  const cells = fields.map(cellsOf);
  const widest = (column: keyof typeof HEADER): number =>
    Math.max(HEADER[column].length, ...cells.map((row) => row[column].length));
  const fixed = {
    name: Math.min(LONGEST_NAME, widest("name")),
    level: widest("level"),
    needs: widest("needs"),
    has: widest("has"),
  };
  const taken = MARK + fixed.name + fixed.level + fixed.needs + fixed.has + 4 * GAP.length;
  const withConfidence = taken + GAP.length + HEADER.confidence.length + 1;
  const roomy = width - withConfidence >= NARROWEST_HOLDS;
  const room = width - (roomy ? withConfidence : taken);
  return {
    ...fixed,
    holds: Math.max(NARROWEST_HOLDS, Math.min(room, widest("holds"))),
    confidence: roomy ? HEADER.confidence.length + 1 : 0,
  };
}

export function headerLine(columns: Columns, paint: Paint): string {
  return paint.dim(`${" ".repeat(MARK)}${lineOf(HEADER, columns)}`.trimEnd());
}

export function fieldLine(field: ClassifiedField, columns: Columns, paint: Paint): string {
  const { classification, lacksTreatment } = field;
  const cells = cellsOf(field);
  const level = classification.verdict === "sensitive" ? classification.level : null;
  const line = lineOf(cells, columns, {
    level: (text) => paint.level(level, text),
    needs: (text) => (lacksTreatment ? paint.bold(text) : paint.dim(text)),
    has: (text) => (lacksTreatment ? text : paint.dim(text)),
    confidence: (text) => paint.dim(text),
  });
  const full = `  ${paint.level(level, signOf(field))} ${line}`;
  return classification.verdict === "clear" ? paint.dim(full) : full;
}

type Cells = Readonly<Record<keyof typeof HEADER, string>>;

function cellsOf(subject: ClassifiedField): Cells {
  const { field, classification, protection } = subject;
  const clear = classification.verdict === "clear";
  return {
    name: field.name,
    level: levelWords(classification),
    holds: clear ? "" : categoryWords(subject),
    needs: clear ? "" : (classification.treatment ?? ""),
    has: clear && protection.kind === "none" ? "" : protectionWords(protection),
    confidence: percent(classification.confidence),
  };
}

function lineOf(
  cells: Cells,
  columns: Columns,
  styles: Partial<Record<keyof Cells, (text: string) => string>> = {},
): string {
  const parts = (Object.keys(HEADER) as (keyof Cells)[])
    .filter((column) => columns[column] > 0)
    .map((column) => {
      const text = shortened(cells[column], columns[column]);
      const padding = " ".repeat(columns[column] - text.length);
      const styled = (styles[column] ?? ((plain: string) => plain))(text);
      return column === "confidence" ? padding + styled : styled + padding;
    });
  return parts.join(GAP).trimEnd();
}
