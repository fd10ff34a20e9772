/**
 * The Django app that a file belongs to, as people name it: the folder of `models.py`, or of the package `models`.
 * Empty at the root.
 */
export function appOf(path: string): string {
  const folder = folderOfApp(path);
  return folder.slice(folder.lastIndexOf("/") + 1);
}

/** The same as a path; empty at the root. */
export function folderOfApp(path: string): string {
  const folders = path.split("/").slice(0, -1);
  if (folders.at(-1) === "models") folders.pop();
  return folders.join("/");
}
