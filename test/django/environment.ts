import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { needPython, runOrSay, sayInstalled } from "../support/prerequisites.ts";

/** The environment of most groups: Django and the packages that have to do with it. */
export function pythonEnvironment(): string {
  needPython();
  return environmentWith({ folder: ".venv", interpreter: "python3", requirements: ["requirements.txt"] });
}

interface Environment {
  /** From the root of the repository. */
  readonly folder: string;
  readonly interpreter: string;
  /** Beside this file. */
  readonly requirements: readonly string[];
}

/**
 * The interpreter of a virtual environment with pinned requirements; made when it is missing or out of date.
 * @throws Error with one line that says what to install.
 */
export function environmentWith({ folder, interpreter, requirements }: Environment): string {
  const place = fileURLToPath(new URL(`../../${folder}/`, import.meta.url));
  const python = `${place}bin/python`;
  /** Says for which requirements the environment was made. */
  const stamp = `${place}requirements.sha256`;
  const files = requirements.map((name) => fileURLToPath(new URL(name, import.meta.url)));
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  const wanted = hash.digest("hex");
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return python;
  const start = performance.now();
  rmSync(place, { recursive: true, force: true });
  mkdirSync(dirname(place), { recursive: true });
  runOrSay(
    interpreter,
    ["-m", "venv", place],
    `\`${interpreter} -m venv\` does not work; on Debian install python3-venv`,
  );
  const asked = files.flatMap((file) => ["--requirement", file]);
  runOrSay(python, ["-m", "pip", "install", "--quiet", ...asked], "the packages could not be installed");
  writeFileSync(stamp, wanted);
  sayInstalled(folder, start);
  return python;
}
