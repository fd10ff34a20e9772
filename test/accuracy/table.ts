import type { Interval } from "./bootstrap.ts";

/** As Markdown, the first row as heading, all columns but the first to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const [heading = [], ...others] = rows;
  const widths = heading.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(heading), `| ${rule.join(" | ")} |`, ...others.map(line)].join("\n");
}

export function figure(value: number | null): string {
  return value === null ? "–" : value.toFixed(3);
}

export function withInterval(value: number | null, interval: Interval | null): string {
  return interval === null ? figure(value) : `${figure(value)} (${figure(interval.low)}–${figure(interval.high)})`;
}
