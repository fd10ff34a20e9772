import type { DataCell, DataColumn, KnownColumns } from "./cells.ts";

/** Of comma-separated values (RFC 4180), with commas, semicolons or tabs, whose first line names the columns. The text may end anywhere. */
export function* separatedCells(text: string, { wants }: KnownColumns): Iterable<DataCell> {
  const [line = "", told, first = ""] = FIRST_LINE.exec(text) ?? [];
  const start = line.length - first.length;
  const unquoted = first.replaceAll(/"[^"]*"/g, "");
  const separator = told ?? SEPARATORS.find((sign) => unquoted.includes(sign)) ?? ",";
  let columns: readonly (DataColumn | null)[] | null = null;
  for (const row of rowsOf(text, start, separator)) {
    if (columns === null) {
      columns = row.map(({ value, start }) => {
        const column = { table: null, name: value.trim(), span: { start, end: start + value.length } };
        return wants(column) ? column : null;
      });
      if (columns.every((column) => column === null)) return;
      continue;
    }
    for (const [index, { value }] of row.entries()) {
      const column = columns[index];
      if (column && value !== "") yield { column, value };
    }
  }
}

const SEPARATORS = ["\t", ";", ","];

/** Excel puts a line before it that tells the separator. */
const FIRST_LINE = /^\uFEFF?(?:sep=([,;\t])\r?\n)?([^\r\n]*)/;

interface Cell {
  readonly value: string;
  readonly start: number;
}

function* rowsOf(text: string, from: number, separator: string): Iterable<readonly Cell[]> {
  const cell = new RegExp(`(?:"([^"]*(?:""[^"]*)*)" *|((?!")[^${separator}\\r\\n]*))(${separator}|\\r?\\n|\\r|$)`, "y");
  cell.lastIndex = from;
  let row: Cell[] = [];
  while (cell.lastIndex < text.length) {
    const start = cell.lastIndex;
    const match = cell.exec(text);
    // A quote that nothing closes.
    if (!match) return;
    const [, quoted, plain, end] = match;
    row.push(
      quoted === undefined ? { value: plain!, start } : { value: quoted.replaceAll('""', '"'), start: start + 1 },
    );
    if (end === separator) continue;
    yield row;
    row = [];
  }
}
