import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Random } from "../support/random.ts";
import type { LabelledRow } from "./rows.ts";

/** What `fieldguard explain` prints of fields that the seed draws, beside what they were labelled as. */
export function explanations(
  rows: readonly LabelledRow[],
  { corpus, seed, count }: { readonly corpus: string; readonly seed: number; readonly count: number },
): readonly string[] {
  if (!existsSync(COMMAND)) throw new Error("dist is missing: run `npm run build` first");
  return new Random(seed)
    .shuffled(rows)
    .slice(0, count)
    .map((row) => `${labelOf(row)}\n\n${explained(row, corpus)}`);
}

const COMMAND = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

function labelOf({ repo, sensitive, category, note }: LabelledRow): string {
  return `${repo}: labelled ${sensitive ? category : "not sensitive"}${note === "" ? "" : ` (${note})`}`;
}

function explained({ repo, path, entity, field }: LabelledRow, corpus: string): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [COMMAND, "explain", `${path}::${entity}.${field}`, join(corpus, repo.replace("/", "+"))],
    { encoding: "utf8" },
  );
  return stdout === "" ? stderr : stdout;
}
