import { accessSync, constants, statSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { UsageError } from "./verb.ts";

/** The folder that is scanned, and which part of it was asked for. */
export interface Target {
  /** Absolute, as the operating system writes it. */
  readonly root: string;
  /** Files and folders relative to the root, with `/`; null for everything. */
  readonly parts: readonly string[] | null;
}

/**
 * One folder is the root itself. Files, or several paths, are parts of the current folder, or of the deepest folder
 * that holds them all when they lie elsewhere.
 * @throws UsageError when a path does not exist or may not be read.
 */
export function targetOf(paths: readonly string[]): Target {
  const current = currentFolder();
  const given = paths.length === 0 ? [current] : paths.map((path) => resolve(current, path));
  const folders = given.map((path, index) => isReadableFolder(path, paths[index] ?? "."));
  if (given.length === 1 && folders[0] === true) return { root: given[0]!, parts: null };
  const root = given.every((path) => isInside(current, path))
    ? current
    : commonFolder(given.map((path, index) => (folders[index] === true ? path : dirname(path))));
  const parts = given.map((path) => relativePath(root, path));
  return { root, parts: parts.includes("") ? null : parts };
}

/** For a text that may have no file yet. */
export function targetOfBuffer(path: string): { readonly root: string; readonly path: string } {
  const current = currentFolder();
  const absolute = resolve(current, path);
  const root = isInside(current, absolute) ? current : dirname(absolute);
  return { root, path: relativePath(root, absolute) };
}

/** Whether a path was asked for, or leads to what was: "." leads to everything. */
export function isPart(parts: readonly string[] | null, path: string): boolean {
  if (parts === null || path === ".") return true;
  return parts.some((part) => path === part || path.startsWith(`${part}/`) || part.startsWith(`${path}/`));
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new UsageError("the current folder is gone; change to another");
  }
}

function isReadableFolder(path: string, asGiven: string): boolean {
  try {
    const stats = statSync(path);
    accessSync(path, stats.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
    return stats.isDirectory();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    const reason = code === "ENOENT" || code === "ENOTDIR" ? "no such file or folder" : `cannot be read (${code})`;
    throw new UsageError(`${asGiven}: ${reason}`);
  }
}

function commonFolder(folders: readonly string[]): string {
  let common = folders[0]!;
  while (!folders.every((folder) => isInside(common, folder))) {
    const parent = dirname(common);
    if (parent === common) throw new UsageError("the paths have no folder in common; scan them one by one");
    common = parent;
  }
  return common;
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function relativePath(root: string, path: string): string {
  return relative(root, path).replaceAll(sep, "/");
}
