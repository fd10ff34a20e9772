/** What kind of rows a file holds, by its path; null for a file that holds none. */
export type RowFormat = "sql" | "separated";

export function rowFormatOf(path: string): RowFormat | null {
  if (/\.sql$/i.test(path)) return "sql";
  return /\.(?:csv|tsv)$/i.test(path) ? "separated" : null;
}
