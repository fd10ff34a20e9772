import type { DirectoryListing, FileSystem, ReadResult } from "../../server/src/workspace/ports.ts";
import type { MemoryFileSystem } from "./memoryFileSystem.ts";

/** Answers later, as one far away does, and holds answers back for as long as a spec wants. */
export class HeldFileSystem implements FileSystem {
  readonly readsAtOnce = 1;
  readonly #files: MemoryFileSystem;
  readonly #held = new Map<string, Promise<void>>();

  constructor(files: MemoryFileSystem) {
    this.#files = files;
  }

  /** The next read of a file answers with what it holds when it is asked, but only after the function was called. */
  hold(path: string): () => void {
    let release = (): void => undefined;
    this.#held.set(path, new Promise((resolve) => (release = resolve)));
    return release;
  }

  async readDirectory(path: string): Promise<DirectoryListing> {
    return Promise.resolve(this.#files.readDirectory(path));
  }

  async readFile(path: string, limit: number): Promise<ReadResult> {
    const result = this.#files.readFile(path, limit);
    const held = this.#held.get(path);
    this.#held.delete(path);
    await held;
    return result;
  }
}
