import { sep } from "node:path";

/** Whether an absolute path is a folder or lies in it, by their names alone: give real paths where links might lead out. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || isBelow(folder, path);
}

/** The same, but not for the folder itself. */
export function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
