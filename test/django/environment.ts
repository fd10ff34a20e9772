import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const REQUIREMENTS = fileURLToPath(new URL("requirements.txt", import.meta.url));
const FOLDER = fileURLToPath(new URL("../../.venv/", import.meta.url));
const PYTHON = `${FOLDER}bin/python`;
/** Says for which requirements the environment was made. */
const STAMP = `${FOLDER}requirements.sha256`;

/**
 * The interpreter of a virtual environment with the pinned requirements; made when it is missing or out of date.
 * @throws Error with one line that says what to install.
 */
export function pythonEnvironment(): string {
  const wanted = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex");
  if (existsSync(PYTHON) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return PYTHON;
  run("python3", ["--version"], "Python 3.10 or newer is needed as `python3`");
  rmSync(FOLDER, { recursive: true, force: true });
  run("python3", ["-m", "venv", FOLDER], "`python3 -m venv` does not work; on Debian install python3-venv");
  run(
    PYTHON,
    ["-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS],
    "the packages could not be installed",
  );
  writeFileSync(STAMP, wanted);
  return PYTHON;
}

function run(command: string, args: readonly string[], otherwise: string): void {
  try {
    execFileSync(command, args, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  } catch (error) {
    const stderr = error instanceof Error && "stderr" in error && typeof error.stderr === "string" ? error.stderr : "";
    const detail = (stderr.trim() === "" ? String(error) : stderr.trim()).split("\n").at(-1)!;
    throw new Error(`${otherwise} (${detail})`);
  }
}
