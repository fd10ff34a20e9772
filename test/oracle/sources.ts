import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { delimiter, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ENVIRONMENT = fileURLToPath(new URL("../../.venv/", import.meta.url));

/** Everything larger was made by a machine. */
const LARGEST = 1_000_000;

/**
 * Folders with Python sources on this machine: the standard library and the installed packages of the Pythons on the
 * path, and of the environment of the Django suite.
 */
export function sourceFolders(): readonly string[] {
  const places = [...(process.env.PATH ?? "").split(delimiter), join(ENVIRONMENT, "bin")];
  const pythons = new Set(places.map((folder) => join(folder, "python3")).filter((path) => existsSync(path)));
  const folders = [...pythons].flatMap(foldersOf).filter((folder) => existsSync(folder));
  return outermost([...new Set(folders.map((folder) => realpathSync(folder)))]);
}

/** The `.py` files below these folders, each content once, in a fixed order. */
export function pythonFiles(folders: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .filter((path) => {
      if (path.includes("\n") || statSync(path).size > LARGEST) return false;
      const hash = createHash("sha1").update(readFileSync(path)).digest("base64");
      return !seen.has(hash) && seen.add(hash);
    });
}

function foldersOf(python: string): readonly string[] {
  const script =
    "import json, site, sysconfig; paths = sysconfig.get_paths(); " +
    'print(json.dumps([paths["stdlib"], paths["platstdlib"], paths["purelib"], *site.getsitepackages()]))';
  return JSON.parse(execFileSync(python, ["-c", script], { encoding: "utf8" })) as readonly string[];
}

function outermost(folders: readonly string[]): readonly string[] {
  return folders.filter((folder) => !folders.some((other) => folder.startsWith(other + sep))).sort();
}
