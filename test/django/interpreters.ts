import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The minor version of Python 3: 11 for 3.11. */
type Minor = number;

/**
 * A Python 3 between two minor versions, the oldest first: what runs on that also runs on newer ones more often than the
 * other way round. On the path, or one that pyenv has.
 */
export function interpreterBetween(oldest: Minor, newest: Minor): string | null {
  for (let minor = oldest; minor <= newest; minor++) {
    const found = [`python3.${minor}`, "python3", ...ofPyenv(minor)].find((command) => minorOf(command) === minor);
    if (found !== undefined) return found;
  }
  return null;
}

function ofPyenv(minor: Minor): readonly string[] {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
  if (!existsSync(versions)) return [];
  const names = readdirSync(versions).filter((name) => name.startsWith(`3.${minor}.`));
  return names.map((name) => join(versions, name, "bin", "python3"));
}

/** Null also for a shim of pyenv whose version is not switched on. */
function minorOf(command: string): Minor | null {
  try {
    const version = execFileSync(command, ["-c", "import sys, venv; print(*sys.version_info[:2])"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return version.startsWith("3 ") ? Number(version.slice(2)) : null;
  } catch {
    return null;
  }
}
