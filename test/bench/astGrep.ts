import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const PACKAGE = dirname(createRequire(import.meta.url).resolve("@ast-grep/cli/package.json"));
const PROGRAM = join(PACKAGE, process.platform === "win32" ? "ast-grep.exe" : "ast-grep");

/** Finds what is assigned from a call of `models.…`, with as many threads as it likes. Returns milliseconds. */
export function runAstGrep(folder: string): number {
  const start = performance.now();
  const pattern = "$FIELD = models.$TYPE($$$ARGUMENTS)";
  const { status, stdout, error } = spawnSync(
    PROGRAM,
    ["run", "--lang", "python", "--pattern", pattern, "--files-with-matches", folder],
    { encoding: "utf8", maxBuffer: 1e8 },
  );
  if (error || status !== 0 || stdout === "") throw new Error(`ast-grep ended with ${status}`);
  return performance.now() - start;
}
