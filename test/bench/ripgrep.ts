import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Null when ripgrep is there, else why not. Debian's package is installed only where that is allowed. */
export function reasonWithoutRipgrep(): string | null {
  if (isInstalled()) return null;
  const isAllowed = process.env.CI === "true" || process.env.FIELDGUARD_TEST_INSTALL === "1";
  if (!existsSync("/usr/bin/apt-get")) return "ripgrep (`rg`) is not installed";
  if (!isAllowed) return "ripgrep (`rg`) is not installed; FIELDGUARD_TEST_INSTALL=1 installs Debian's package";
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "ripgrep"]]) {
    const [command, ...rest] = [...asRoot, "apt-get", "-qq", ...args];
    execFileSync(command!, rest, { stdio: ["ignore", "ignore", "inherit"] });
  }
  return isInstalled() ? null : "Debian's ripgrep could not be installed";
}

function isInstalled(): boolean {
  return spawnSync("rg", ["--version"]).status === 0;
}

/** Lists the files that say `models.Model`, once, with as many threads as it likes. Returns milliseconds. */
export function runRipgrep(folder: string): number {
  const start = performance.now();
  const { status, error } = spawnSync("rg", ["-l", "models\\.Model", "-g", "*.py", folder], { maxBuffer: 1e8 });
  if (error || (status !== 0 && status !== 1)) throw new Error(`rg ended with ${status}`);
  return performance.now() - start;
}
