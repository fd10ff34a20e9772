import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
  type Dirent,
} from "node:fs";
import { join, resolve, sep } from "node:path";
import { nameOf, parentOf } from "../../workspace/paths.ts";
import type { DirectoryEntry, DirectoryListing, FileSystem, ReadResult } from "../../workspace/ports.ts";
import { isInside } from "./inside.ts";

/** Reads one folder and nothing outside of it, wherever links may point. */
export function nodeFileSystem(folder: string): FileSystem {
  const root = new Root(resolve(folder));
  return {
    readsAtOnce: 1,

    readDirectory(path): DirectoryListing {
      try {
        root.rememberAround(path);
        const listed = root.inRemembered(path);
        const directory = listed !== null && lstatSync(listed).isDirectory() ? listed : root.inside(path);
        if (directory !== listed && root.isLinked(path, directory)) return { kind: "missing" };
        root.remember(path, directory);
        const entries = readdirSync(directory, { withFileTypes: true });
        return { kind: "entries", entries: entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) })) };
      } catch (error) {
        return error instanceof OutsideError ? { kind: "missing" } : failure(error);
      }
    },

    readFile(path, limit, room): ReadResult {
      try {
        root.rememberAround(path);
        const listed = root.inRemembered(path);
        const entry = listed === null ? null : lstatSync(listed);
        if (entry && !entry.isSymbolicLink()) return readEntry(listed!, entry, limit, room);
        const file = root.inside(path);
        const result = readEntry(file, statSync(file), limit, room);
        return result.kind === "bytes" && root.isLinked(path, file) ? { ...result, isLinked: true } : result;
      } catch (error) {
        return failure(error);
      }
    },

    readStart(path, bytes): ReadResult {
      try {
        return startOf(root.inside(path), bytes);
      } catch (error) {
        return failure(error);
      }
    },
  };
}

/** Of a file that may be of any size. */
function startOf(file: string, bytes: number): ReadResult {
  if (!statSync(file).isFile()) return { kind: "unreadable", reason: "not a regular file" };
  const descriptor = openSync(file, "r");
  try {
    const start = new Uint8Array(bytes);
    return { kind: "bytes", bytes: start.subarray(0, readSync(descriptor, start, 0, bytes, 0)) };
  } finally {
    closeSync(descriptor);
  }
}

function readEntry(file: string, stats: Stats, limit: number, room: Uint8Array | undefined): ReadResult {
  // A pipe or a device would keep us waiting.
  if (!stats.isFile()) return { kind: "unreadable", reason: "not a regular file" };
  if (stats.size > limit) return { kind: "too large", size: stats.size };
  return { kind: "bytes", bytes: (room && readInto(room, file, stats.size)) ?? readFileSync(file) };
}

/** Null when it does not fit, or has another size by now. */
function readInto(room: Uint8Array, file: string, size: number): Uint8Array | null {
  if (size >= room.length) return null;
  const descriptor = openSync(file, "r");
  try {
    // One byte more shows that there is no more.
    return readSync(descriptor, room, 0, size + 1, null) === size ? room.subarray(0, size) : null;
  } finally {
    closeSync(descriptor);
  }
}

class OutsideError extends Error {}

/**
 * The folder itself may be a link: that one the user chose. Where it leads is looked up again before a path is refused,
 * because it may lead elsewhere by now.
 */
class Root {
  readonly #path: string;
  #real: string | null = null;
  /** The real paths of folders that have just been listed, each with a separator behind it. */
  readonly #remembered = new Map<string, string>();

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
   * A walk looks into a folder's files and folders right after it has listed them: where that folder lies need not be looked up for each. It
   * is forgotten as soon as others have their turn, since links may be made meanwhile.
   */
  remember(folder: string, real: string): void {
    if (this.#remembered.size === 0) {
      setImmediate(() => {
        this.#remembered.clear();
      });
    }
    this.#remembered.set(folder, real.endsWith(sep) ? real : real + sep);
  }

  /** The same for the folder around what is listed or read, whose neighbours have their turn soon. Errors are those of `inside`. */
  rememberAround(path: string): void {
    const folder = parentOf(path);
    if (folder === null || this.#remembered.has(folder)) return;
    const real = this.inside(folder);
    if (!this.isLinked(folder, real)) this.remember(folder, real);
  }

  /** The real path of an entry of such a folder, unless the entry is a link; null for any other path. */
  inRemembered(path: string): string | null {
    const folder = parentOf(path);
    const real = folder === null ? undefined : this.#remembered.get(folder);
    const name = nameOf(path);
    return real === undefined || NO_NAME.test(name) ? null : real + name;
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
