export interface Row {
  readonly name: string;
  readonly unit: "×" | "ms" | "MB/s" | "MB" | "KB";
  readonly measured: number;
  /** Not to be exceeded; null for what is only told. */
  readonly required: number | null;
  readonly aim: number | null;
}

/** As Markdown, so that it can go into docs/performance.md as it is. */
export function printTable(rows: readonly Row[]): void {
  const cells = [
    ["measured", "required", "aim", "", ""],
    ...rows.map(({ name, unit, measured, required, aim }) => [
      `${shown(measured)} ${unit}`,
      required === null ? "" : `≤ ${required}`,
      aim === null ? "" : `≤ ${aim}`,
      required === null ? "" : measured > required ? "MISSED" : aim !== null && measured <= aim ? "ok, aim met" : "ok",
      name,
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length), 3));
  const lines = cells.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`);
  lines.splice(
    1,
    0,
    `| ${widths.map((width, column) => "-".repeat(column < 3 ? width - 1 : width) + (column < 3 ? ":" : "")).join(" | ")} |`,
  );
  console.log(lines.join("\n"));
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
