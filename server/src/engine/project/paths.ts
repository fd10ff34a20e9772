/** How many folders, from the root on, lead to a file or folder and to a file alike. */
export function sharedFolders(path: string, file: string): number {
  const folders = folderOf(file).split("/");
  const parts = path.split("/");
  const apart = parts.findIndex((part, index) => part !== folders[index]);
  return path === "" ? 0 : apart < 0 ? parts.length : apart;
}

/** "" for what lies at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function isWithin(path: string, folder: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}
