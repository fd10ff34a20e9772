import type { DataCell, DataColumn, KnownColumns } from "./cells.ts";

/**
 * Of the outputs of a notebook (https://nbformat.readthedocs.io): tables in HTML, as pandas shows them, whose first row names the columns. A column's span is that of
 * the word before the output. Nothing of a text that is no JSON.
 */
export function* notebookCells(text: string, { wants }: KnownColumns): Iterable<DataCell> {
  if (!/<th\b/.test(text)) return;
  // The word itself may stand in code, but there its quotes are escaped.
  const places = [...text.matchAll(/(?<!\\)"outputs"\s*:/g)].map(({ index }) => index + 1);
  for (const [index, html] of outputsOf(text).entries()) yield* tableCells(html, places[index] ?? 0, wants);
}

/** The HTML in what each cell of code has shown. */
function outputsOf(text: string): readonly string[] {
  try {
    const { cells } = JSON.parse(text) as { readonly cells?: unknown };
    return Array.isArray(cells) ? cells.flatMap((cell: unknown) => htmlOf(cell) ?? []) : [];
  } catch {
    return [];
  }
}

/** Null for a cell that shows nothing, as those of text. */
function htmlOf(cell: unknown): string | null {
  const outputs = (cell as { readonly outputs?: unknown } | null)?.outputs;
  if (!Array.isArray(outputs)) return null;
  return outputs
    .flatMap(
      (output: { readonly data?: Readonly<Record<string, unknown>> } | null) => output?.data?.["text/html"] ?? [],
    )
    .filter((part) => typeof part === "string")
    .join("");
}

function* tableCells(html: string, start: number, wants: KnownColumns["wants"]): Iterable<DataCell> {
  for (const [table] of html.matchAll(/<table\b[^]*?<\/table>/g)) {
    let columns: readonly (DataColumn | null)[] | null = null;
    for (const [row] of table.matchAll(/<tr\b[^]*?<\/tr>/g)) {
      const cells = [...row.matchAll(/<t[hd]\b[^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell = ""]) => plain(cell));
      if (columns === null) {
        const span = { start, end: start + WORD };
        columns = cells.map((name) => {
          const column = { table: null, name, span };
          return name !== "" && wants(column) ? column : null;
        });
        continue;
      }
      for (const [index, value] of cells.entries()) {
        const column = columns[index];
        if (column && value !== "") yield { column, value };
      }
    }
  }
}

const WORD = "outputs".length;

function plain(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}
