import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from "node:fs";
import { join, resolve, sep } from "node:path";
import type { DirectoryEntry, FileSystem, ReadResult } from "../../workspace/ports.ts";

/** Reads one folder and nothing outside of it, wherever links may point. */
export function nodeFileSystem(folder: string): FileSystem {
  const root = resolve(folder);
  return {
    readDirectory(path): readonly DirectoryEntry[] {
      try {
        return readdirSync(inside(root, path), { withFileTypes: true }).map((entry) => ({
          name: entry.name,
          kind: kindOf(entry),
        }));
      } catch {
        return [];
      }
    },

    readFile(path, limit): ReadResult {
      try {
        const file = inside(root, path);
        const stats = statSync(file);
        // A pipe or a device would keep us waiting.
        if (!stats.isFile()) return { kind: "unreadable", reason: "not a regular file" };
        if (stats.size > limit) return { kind: "too large", size: stats.size };
        return { kind: "bytes", bytes: readFileSync(file), ...(isLinked(root, path, file) ? { isLinked: true } : {}) };
      } catch (error) {
        return failure(error);
      }
    },
  };
}

class OutsideError extends Error {}

/** @throws OutsideError when the real path leaves the folder; errors of the file system as they come. */
function inside(root: string, path: string): string {
  // The folder itself may be a link: that one the user chose.
  const realRoot = realpathSync.native(root);
  const real = realpathSync.native(join(root, path));
  const prefix = realRoot.endsWith(sep) ? realRoot : realRoot + sep;
  if (real !== realRoot && !real.startsWith(prefix)) throw new OutsideError();
  return real;
}

/** A file system may know the same name in other cases and other Unicode forms. */
function isLinked(root: string, path: string, real: string): boolean {
  const same = (name: string): string => name.normalize("NFC").toLowerCase();
  return same(real) !== same(join(realpathSync.native(root), path));
}

function kindOf(entry: Dirent): DirectoryEntry["kind"] {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "directory";
  return entry.isSymbolicLink() ? "link" : "other";
}

function failure(error: unknown): ReadResult {
  if (error instanceof OutsideError) return { kind: "unreadable", reason: "lies outside the folder" };
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  return code === "ENOENT" || code === "ENOTDIR" ? { kind: "missing" } : { kind: "unreadable", reason: code };
}
