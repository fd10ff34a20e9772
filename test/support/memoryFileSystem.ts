import type { DirectoryEntry, DirectoryListing, FileSystem, ReadResult } from "../../server/src/workspace/ports.ts";

/** A folder in memory, for specs. Directories exist as long as something is in them. */
export class MemoryFileSystem implements FileSystem {
  readonly readsAtOnce: number = 1;
  /** How often each file was read. */
  readonly reads = new Map<string, number>();
  readonly #files = new Map<string, Uint8Array>();
  /** Another one for each write. */
  readonly #stamps = new Map<string, string>();
  #writes = 0;
  readonly #links = new Set<string>();
  readonly #locked = new Set<string>();

  constructor(files: Iterable<readonly [path: string, content: string | Uint8Array]> = []) {
    for (const [path, content] of files) this.write(path, content);
  }

  write(path: string, content: string | Uint8Array): void {
    this.#files.set(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    this.#stamps.set(path, String(++this.#writes));
  }

  /** As those of a cache. */
  stampOf(path: string): string | null {
    return this.#files.has(path) && !this.#links.has(path) ? this.#stamps.get(path)! : null;
  }

  /** `content`: of the file that it leads to, if it leads to one. */
  link(path: string, content?: string): void {
    this.#links.add(path);
    if (content !== undefined) this.write(path, content);
  }

  unlink(path: string): void {
    this.#links.delete(path);
  }

  /** Takes away a file, or a folder with all that is in it. */
  remove(path: string): void {
    for (const file of [...this.#files.keys()]) {
      if (file === path || file.startsWith(`${path}/`)) this.#files.delete(file);
    }
  }

  /** From now on, or no longer, the folder cannot be listed; files in it can be read by who knows their names. */
  lock(folder: string, isLocked = true): void {
    if (isLocked) this.#locked.add(folder);
    else this.#locked.delete(folder);
  }

  readDirectory(path: string): DirectoryListing {
    if (this.#locked.has(path)) return { kind: "unreadable", reason: "EACCES" };
    const prefix = path === "" ? "" : `${path}/`;
    const entries = new Map<string, DirectoryEntry["kind"]>();
    for (const file of this.#files.keys()) {
      if (!file.startsWith(prefix)) continue;
      const [name, ...rest] = file.slice(prefix.length).split("/");
      entries.set(name!, rest.length > 0 ? "directory" : "file");
    }
    for (const link of this.#links) {
      const rest = link.startsWith(prefix) ? link.slice(prefix.length) : "";
      if (rest !== "" && !rest.includes("/")) entries.set(rest, "link");
    }
    if (path !== "" && entries.size === 0) return { kind: "missing" };
    return { kind: "entries", entries: [...entries].map(([name, kind]) => ({ name, kind })) };
  }

  readFile(path: string, limit: number): ReadResult {
    const bytes = this.#files.get(path);
    if (!bytes) return { kind: "missing" };
    if (bytes.length > limit) return { kind: "too large", size: bytes.length };
    this.reads.set(path, (this.reads.get(path) ?? 0) + 1);
    return { kind: "bytes", bytes, ...(this.#links.has(path) ? { isLinked: true } : {}) };
  }

  readStart(path: string, bytes: number): ReadResult {
    const all = this.#files.get(path);
    return all ? { kind: "bytes", bytes: all.subarray(0, bytes) } : { kind: "missing" };
  }
}
