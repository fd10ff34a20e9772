import { globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Size {
  readonly file: string;
  readonly bytes: number;
  readonly limit: number;
}

const UNITS = { KB: 1024, MB: 1024 * 1024 } as const;

/** What there is of what has a budget in `packaging/budgets.json`. */
export function sizes(root: string): readonly Size[] {
  const budgets = JSON.parse(readFileSync(join(root, "packaging/budgets.json"), "utf8")) as Record<string, string>;
  return Object.entries(budgets).flatMap(([pattern, budget]) =>
    globSync(pattern, { cwd: root }).map((file) => ({
      file: file.replaceAll("\\", "/"),
      bytes: statSync(join(root, file)).size,
      limit: bytesOf(budget),
    })),
  );
}

/** Of 1024 bytes, wherever we speak of sizes. */
export function inKB(bytes: number): number {
  return bytes / UNITS.KB;
}

/** Sentences: bundles that are too large, and those without a budget. */
export function budgetProblems(root: string, known: readonly Size[]): readonly string[] {
  const bundles = readdirSync(join(root, "dist")).filter((name) => name !== "package.json" && !name.endsWith(".map"));
  return [
    ...known
      .filter(({ bytes, limit }) => bytes > limit)
      .map(({ file, bytes, limit }) => `${file} has ${shown(bytes)}, its budget is ${shown(limit)}`),
    ...bundles
      .filter((name) => !known.some(({ file }) => file === `dist/${name}`))
      .map((name) => `dist/${name} has no budget in packaging/budgets.json`),
  ];
}

export function sizeTable(known: readonly Size[]): string {
  return known
    .map(({ file, bytes, limit }) => `${file.padEnd(44)} ${shown(bytes).padStart(9)} of ${shown(limit).padStart(9)}`)
    .join("\n");
}

function bytesOf(budget: string): number {
  const match = /^([\d.]+) (KB|MB)$/.exec(budget);
  if (!match) throw new Error(`${budget} is no size; write "350 KB" or "1.5 MB"`);
  return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS];
}

function shown(bytes: number): string {
  return `${inKB(bytes).toFixed(1)} KB`;
}
