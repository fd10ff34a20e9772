/** Where a project's modules lie: dotted names and paths, with `/`, relative to the scanned root. */

/** The file of a module that is imported from `folder` ("" or with a closing `/`); null when it is none of these files. */
export function pathOfModule(folder: string, dotted: string, files: ReadonlyMap<string, string>): string | null {
  return placesOfModule(folder, dotted).find((path) => files.has(path)) ?? null;
}

/** Where the file of such a module may lie: the first that is there counts. */
export function placesOfModule(folder: string, dotted: string): readonly string[] {
  const stem = folder + dotted.replaceAll(".", "/");
  return [`${stem}.py`, `${stem}/__init__.py`];
}

/** The name in full of what `from NAME import` means in a file; null when its dots lead out of the folder. */
export function absoluteName(name: string, path: string, folder: string): string | null {
  const dots = /^\.*/.exec(name)![0].length;
  if (dots === 0) return name;
  const packages = path.slice(folder.length).split("/");
  if (dots > packages.length) return null;
  return [...packages.slice(0, -dots), ...(name.length > dots ? [name.slice(dots)] : [])].join(".");
}

/** `config/settings/__init__.py` → `config.settings` */
export function dottedNameOf(path: string, folder: string): string {
  return path
    .slice(folder.length, -".py".length)
    .replace(/(^|\/)__init__$/, "")
    .replaceAll("/", ".");
}

/** With its closing `/`; "" for a file at the top. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** `a/../b/./c` → `b/c`; what leads out of the root keeps its `..`. */
export function normalisedPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}
