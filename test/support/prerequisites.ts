import { execFileSync } from "node:child_process";

/** @throws Error with one line that says what to install. */
export function needPython(): void {
  runOrSay("python3", ["--version"], "Python 3.10 or newer is needed as `python3`");
}

/** For `npm test`, which does not count this time. `start`: of `performance.now()`. */
export function sayInstalled(name: string, start: number): void {
  console.log(`installed ${name} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** @throws Error with one line: `otherwise`, and the last line of what went wrong. */
export function runOrSay(command: string, args: readonly string[], otherwise: string): void {
  try {
    execFileSync(command, args, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  } catch (error) {
    const stderr = error instanceof Error && "stderr" in error && typeof error.stderr === "string" ? error.stderr : "";
    const detail = (stderr.trim() === "" ? String(error) : stderr.trim()).split("\n").at(-1)!;
    throw new Error(`${otherwise} (${detail})`);
  }
}
