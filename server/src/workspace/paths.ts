/** Paths are relative to the workspace's folder, with `/`; "" is the folder itself. */

/** Null for the folder itself, which has no folder above that we may look at. */
export function parentOf(path: string): string | null {
  if (path === "") return null;
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function joined(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** Whether one of the folders above the path is such a folder. */
export function isBelow(path: string, isSuch: (folder: string) => boolean): boolean {
  for (let folder = parentOf(path); folder !== null; folder = parentOf(folder)) if (isSuch(folder)) return true;
  return false;
}
