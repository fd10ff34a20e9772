import type { CacheStore } from "../../server/src/workspace/ports.ts";
import type { MemoryFileSystem } from "./memoryFileSystem.ts";

/** A cache of a folder in memory. A file's stamp is how often it was written. */
export class MemoryCacheStore implements CacheStore {
  text: string | null = null;
  /** How often something was kept. */
  writes = 0;
  readonly #files: MemoryFileSystem;

  constructor(files: MemoryFileSystem) {
    this.#files = files;
  }

  read(): string | null {
    return this.text;
  }

  async write(text: string): Promise<void> {
    this.writes++;
    this.text = text;
    return Promise.resolve();
  }

  stampOf(path: string): string | null {
    return this.#files.stampOf(path);
  }

  hashOf(bytes: Uint8Array): string {
    return Buffer.from(bytes).toString("base64");
  }
}
