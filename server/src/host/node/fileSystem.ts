import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync, type Dirent } from "node:fs";
import { join, resolve } from "node:path";
import { joined, nameOf } from "../../workspace/paths.ts";
import type { DirectoryEntry, DirectoryListing, FileSystem, ReadResult } from "../../workspace/ports.ts";
import { isInside } from "./inside.ts";

/** Reads one folder and nothing outside of it, wherever links may point. */
export function nodeFileSystem(folder: string): FileSystem {
  const root = new Root(resolve(folder));
  return {
    readsAtOnce: 1,

    readDirectory(path): DirectoryListing {
      try {
        const directory = root.inside(path);
        if (root.isLinked(path, directory)) return { kind: "missing" };
        root.remember(path, directory);
        const entries = readdirSync(directory, { withFileTypes: true });
        return { kind: "entries", entries: entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) })) };
      } catch (error) {
        return error instanceof OutsideError ? { kind: "missing" } : failure(error);
      }
    },

    readFile(path, limit): ReadResult {
      try {
        const listed = root.inRemembered(path);
        const entry = listed === null ? null : lstatSync(listed);
        if (entry && !entry.isSymbolicLink()) return readEntry(listed!, entry, limit);
        const file = root.inside(path);
        const result = readEntry(file, statSync(file), limit);
        return result.kind === "bytes" && root.isLinked(path, file) ? { ...result, isLinked: true } : result;
      } catch (error) {
        return failure(error);
      }
    },
  };
}

function readEntry(file: string, stats: Stats, limit: number): ReadResult {
  // A pipe or a device would keep us waiting.
  if (!stats.isFile()) return { kind: "unreadable", reason: "not a regular file" };
  if (stats.size > limit) return { kind: "too large", size: stats.size };
  return { kind: "bytes", bytes: readFileSync(file) };
}

class OutsideError extends Error {}

/**
 * The folder itself may be a link: that one the user chose. Where it leads is looked up again before a path is refused,
 * because it may lead elsewhere by now.
 */
class Root {
  readonly #path: string;
  #real: string | null = null;
  /** The folder that was listed last, and its real path. */
  #remembered: { readonly folder: string; readonly real: string } | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws OutsideError when the real path leaves the folder; errors of the file system as they come. */
  inside(path: string): string {
    const real = realpathSync.native(join(this.#path, path));
    if (this.#real !== null && isInside(this.#real, real)) return real;
    this.#real = realpathSync.native(this.#path);
    if (!isInside(this.#real, real)) throw new OutsideError();
    return real;
  }

  /** Whether a link leads from the path to what `inside` has given for it. */
  isLinked(path: string, real: string): boolean {
    return this.#real !== null && !isSameName(real, join(this.#real, path));
  }

  /**
   * A walk reads a folder's files right after it has listed them: where that folder lies need not be looked up for each. It
   * is forgotten as soon as others have their turn, since links may be made meanwhile.
   */
  remember(folder: string, real: string): void {
    if (this.#remembered === null) setImmediate(() => (this.#remembered = null));
    this.#remembered = { folder, real };
  }

  /** The real path of an entry of that folder, unless the entry is a link; null for any other path. */
  inRemembered(path: string): string | null {
    const name = nameOf(path);
    if (this.#remembered === null || path !== joined(this.#remembered.folder, name)) return null;
    return NO_NAME.test(name) ? null : join(this.#remembered.real, name);
  }
}

/** What leads elsewhere when it is joined to a folder. */
const NO_NAME = /^\.{0,2}$|[\\/]/;

/** A file system may know the same name in other cases and other Unicode forms. */
function isSameName(a: string, b: string): boolean {
  const plain = (name: string): string => name.normalize("NFC").toLowerCase();
  return a === b || plain(a) === plain(b);
}

function kindOf(entry: Dirent): DirectoryEntry["kind"] {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  return entry.isSymbolicLink() ? "link" : "other";
}

function failure(error: unknown): { kind: "missing" } | { kind: "unreadable"; reason: string } {
  if (error instanceof OutsideError) return { kind: "unreadable", reason: "lies outside the folder" };
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  return code === "ENOENT" || code === "ENOTDIR" ? { kind: "missing" } : { kind: "unreadable", reason: code };
}
