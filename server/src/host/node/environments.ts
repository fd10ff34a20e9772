import { realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, resolve } from "node:path";
import { isBelow } from "./inside.ts";

/**
 * The folder of the environment that an interpreter belongs to, as settings name it (`.venv/bin/python`, `${workspaceFolder}/.venv`,
 * `~/envs/shop/Scripts/python.exe`). Null for a command (`python`), for what is not there, and for what lies outside of the
 * folder, links followed, unless it is trusted.
 */
export function environmentOf(folder: string, interpreter: string, isTrusted: boolean): string | null {
  const path = interpreter
    .replace(/^\$\{workspace(Folder|Root)\}/, () => folder)
    .replace(/^~(?=[\\/])/, () => homedir());
  if (path.includes("${") || (!isAbsolute(path) && !/[\\/]/.test(path))) return null;
  const resolved = resolve(folder, path);
  // To look at another machine's folder may tell it who is looking.
  if (!isTrusted && !isBelow(resolve(folder), resolved)) return null;
  const environment = folderOf(resolved);
  return environment !== null && (isTrusted || isReallyBelow(folder, environment)) ? environment : null;
}

/** One of Python's own, which may be made within one of conda's, counts before that. */
export function activeEnvironment(variables: Readonly<Record<string, string | undefined>>): string | null {
  const { VIRTUAL_ENV, CONDA_PREFIX } = variables;
  return [VIRTUAL_ENV, CONDA_PREFIX].find((path) => path !== undefined && isAbsolute(path) && isFolder(path)) ?? null;
}

/** An interpreter is mostly a link to one elsewhere: its own folder counts. */
function folderOf(interpreter: string): string | null {
  if (isFolder(interpreter)) return isPrograms(interpreter) ? dirname(interpreter) : interpreter;
  const folder = dirname(interpreter);
  if (!isFolder(folder)) return null;
  // Conda keeps it at the top on Windows.
  return isPrograms(folder) ? dirname(folder) : folder;
}

function isPrograms(folder: string): boolean {
  return ["bin", "scripts"].includes(basename(folder).toLowerCase());
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Links followed. */
function isReallyBelow(folder: string, path: string): boolean {
  try {
    return isBelow(realpathSync.native(folder), realpathSync.native(path));
  } catch {
    return false;
  }
}
