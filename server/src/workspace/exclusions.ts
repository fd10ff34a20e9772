import { globOf } from "../engine/project/policy/glob.ts";
import { decode } from "./decode.ts";
import { type IgnoreFile, readIgnoreFile, type WrongIgnore } from "./ignoreFile.ts";
import { isBelow, joined, nameOf, parentOf } from "./paths.ts";
import type { FileSystem } from "./ports.ts";

/** Folders that hold what others wrote or tools made, whatever the project says. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  ".git",
  ".hg",
  ".svn",
  ".venv",
  ".tox",
  ".nox",
  ".eggs",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  "__pycache__",
  "__pypackages__",
  "node_modules",
  "bower_components",
  "site-packages",
  "dist-packages",
]);

/** Lies in every virtual environment, however its folder is called (https://peps.python.org/pep-0405/). */
const ENVIRONMENT_MARK = "pyvenv.cfg";
const IGNORE_FILE = ".gitignore";
const IGNORE_FILE_LIMIT = 1_000_000;

/** What is not to be read in a folder, whatever its own files say. */
export interface LeftAlone {
  /** Glob patterns of what the editor hides. */
  readonly patterns: readonly string[];
  /** Folders that are read as folders of their own. */
  readonly folders: readonly string[];
}

type EntryKind = "file" | "directory";

export const NOTHING_LEFT_ALONE: LeftAlone = { patterns: [], folders: [] };

/**
 * Which paths of a folder are not ours to read: fixed names, virtual environments, `.gitignore` files, the policy's globs, what
 * the editor hides, and folders of their own.
 */
export class Exclusions {
  /** Patterns of the policy that cannot be used. */
  readonly wrongPatterns: readonly string[];
  /** Patterns of what the editor hides that cannot be used. */
  readonly wrongHidden: readonly string[];
  readonly #fileSystem: FileSystem;
  readonly #patterns: readonly ((path: string) => boolean)[];
  readonly #folders: ReadonlySet<string>;
  /** What the `.gitignore` of a folder says; null where there is none. */
  readonly #ignoreFiles = new Map<string, IgnoreFile | null>();
  readonly #environments = new Map<string, boolean>();

  /** `patterns`: of the policy. */
  constructor(fileSystem: FileSystem, patterns: readonly string[], leftAlone: LeftAlone = NOTHING_LEFT_ALONE) {
    this.#fileSystem = fileSystem;
    const own = compiled(patterns);
    const hidden = compiled(leftAlone.patterns);
    this.#patterns = [...own.tests, ...hidden.tests];
    this.#folders = new Set(leftAlone.folders);
    this.wrongPatterns = own.wrong;
    this.wrongHidden = hidden.wrong;
  }

  /** What cannot be used of `.gitignore` files, as far as those have been read. */
  get wrongIgnores(): readonly (WrongIgnore & { readonly path: string })[] {
    return [...this.#ignoreFiles].flatMap(
      ([folder, file]) => file?.wrong.map((wrong) => ({ ...wrong, path: joined(folder, IGNORE_FILE) })) ?? [],
    );
  }

  /** Whether a path inside of the folder, or a folder above it, is excluded. */
  async excludes(path: string): Promise<boolean> {
    return (await this.excludesFolder(parentOf(path) ?? "")) || (await this.excludesEntry(path, "file"));
  }

  /** The same for a folder; "" is never excluded. */
  async excludesFolder(path: string): Promise<boolean> {
    if (path === "") return false;
    if (await this.excludesFolder(parentOf(path) ?? "")) return true;
    return (await this.excludesEntry(path, "directory")) || (await this.isEnvironment(path));
  }

  /** The same for one entry of a folder that is not excluded itself. */
  async excludesEntry(path: string, kind: EntryKind): Promise<boolean> {
    return (await this.entriesOf(parentOf(path) ?? ""))(path, kind);
  }

  /** The same for all entries of such a folder, without waiting for each. */
  async entriesOf(folder: string): Promise<(path: string, kind: EntryKind) => boolean> {
    const ignoresEntry = await this.#ignoringIn(folder);
    return (path, kind) => {
      if (kind === "directory" && (SKIPPED_FOLDERS.has(nameOf(path)) || this.#folders.has(path))) return true;
      return this.#patterns.some((test) => test(path)) || ignoresEntry(path, kind);
    };
  }

  /** Whether `.gitignore` files keep a file, or a folder around it, out of the repository, whatever else excludes it. */
  async ignores(path: string): Promise<boolean> {
    for (let inner: string | null = path; inner !== null && inner !== ""; inner = parentOf(inner)) {
      const ignoresEntry = await this.#ignoringIn(parentOf(inner) ?? "");
      if (ignoresEntry(inner, inner === path ? "file" : "directory")) return true;
    }
    return false;
  }

  async #ignoringIn(folder: string): Promise<(path: string, kind: EntryKind) => boolean> {
    const ignoreFiles: { readonly from: number; readonly file: IgnoreFile }[] = [];
    for (let above: string | null = folder; above !== null; above = parentOf(above)) {
      const file = await this.#ignoreFileOf(above);
      if (file) ignoreFiles.push({ from: above === "" ? 0 : above.length + 1, file });
    }
    return (path, kind) => {
      // The deepest one that says something about the path decides, as in git.
      for (const { from, file } of ignoreFiles) {
        const says = file.says(path.slice(from), kind);
        if (says !== "nothing") return says === "ignored";
      }
      return false;
    };
  }

  /** Whether this file decides what is excluded. One in a folder that is excluded itself decides nothing. */
  async heeds(path: string): Promise<boolean> {
    const folder = parentOf(path) ?? "";
    if (nameOf(path) === IGNORE_FILE) return !(await this.excludesFolder(folder));
    // Whether its own folder is an environment is what this one decides.
    if (nameOf(path) !== ENVIRONMENT_MARK || folder === "") return false;
    return !(await this.excludesFolder(parentOf(folder) ?? "")) && !(await this.excludesEntry(folder, "directory"));
  }

  async isEnvironment(folder: string): Promise<boolean> {
    let known = this.#environments.get(folder);
    if (known === undefined) {
      const mark = await this.#fileSystem.readFile(`${folder}/${ENVIRONMENT_MARK}`, 0);
      known = mark.kind === "bytes" || mark.kind === "too large";
      this.#environments.set(folder, known);
    }
    return known;
  }

  /** Tells what a folder holds, which saves looking for files that are not there. */
  learn(folder: string, names: ReadonlySet<string>): void {
    this.#environments.set(folder, folder !== "" && names.has(ENVIRONMENT_MARK));
    if (!names.has(IGNORE_FILE)) this.#ignoreFiles.set(folder, null);
  }

  /** These paths may be folders that came, went or were replaced. Returns whether anything was known of what is in them. */
  forgetFolders(paths: ReadonlySet<string>): boolean {
    const known = [...this.#ignoreFiles.keys(), ...this.#environments.keys()];
    const outdated = known.filter((folder) => paths.has(folder) || isBelow(folder, (above) => paths.has(above)));
    for (const folder of outdated) {
      this.#ignoreFiles.delete(folder);
      this.#environments.delete(folder);
    }
    return outdated.length > 0;
  }

  async #ignoreFileOf(folder: string): Promise<IgnoreFile | null> {
    const known = this.#ignoreFiles.get(folder);
    if (known !== undefined) return known;
    const file = await this.#fileSystem.readFile(joined(folder, IGNORE_FILE), IGNORE_FILE_LIMIT);
    const decoded = file.kind === "bytes" ? decode(file.bytes) : null;
    const read = decoded?.kind === "text" ? readIgnoreFile(decoded.text) : null;
    this.#ignoreFiles.set(folder, read);
    return read;
  }
}

function compiled(patterns: readonly string[]): {
  readonly tests: readonly ((path: string) => boolean)[];
  readonly wrong: readonly string[];
} {
  const made = patterns.map((pattern) => ({ pattern, test: globOf(pattern) }));
  return {
    tests: made.flatMap(({ test }) => test ?? []),
    wrong: made.flatMap(({ pattern, test }) => (test ? [] : pattern)),
  };
}
