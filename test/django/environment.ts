import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { needPython, runOrSay, sayInstalled } from "../support/prerequisites.ts";

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
  needPython();
  const start = performance.now();
  rmSync(FOLDER, { recursive: true, force: true });
  runOrSay("python3", ["-m", "venv", FOLDER], "`python3 -m venv` does not work; on Debian install python3-venv");
  runOrSay(
    PYTHON,
    ["-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS],
    "the packages could not be installed",
  );
  writeFileSync(STAMP, wanted);
  sayInstalled(".venv", start);
  return PYTHON;
}
