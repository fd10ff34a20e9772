import type { DataCell, KnownColumns } from "./cells.ts";
import { notebookCells } from "./notebookCells.ts";
import { separatedCells } from "./separatedCells.ts";
import { sqlCells } from "./sqlCells.ts";

/** What kind of rows a file holds, by its path; null for a file that holds none. */
export type RowFormat = "sql" | "separated" | "notebook";

export function rowFormatOf(path: string): RowFormat | null {
  if (/\.sql$/i.test(path)) return "sql";
  if (/\.ipynb$/i.test(path)) return "notebook";
  return /\.(?:csv|tsv)$/i.test(path) ? "separated" : null;
}

const CELLS: Readonly<Record<RowFormat, (text: string, known: KnownColumns) => Iterable<DataCell>>> = {
  sql: sqlCells,
  separated: separatedCells,
  notebook: notebookCells,
};

/** The cells of a file's rows in columns that are of interest; none for a file that holds no rows. */
export function cellsOf(path: string, text: string, known: KnownColumns): Iterable<DataCell> {
  const format = rowFormatOf(path);
  if (format === null) return [];
  return CELLS[format](text, known);
}
