import type { CachePart, CacheStore } from "../../server/src/workspace/ports.ts";
import type { MemoryFileSystem } from "./memoryFileSystem.ts";

/** A cache of a folder in memory. A file's stamp is how often it was written. */
export class MemoryCacheStore implements CacheStore {
  readonly texts = new Map<CachePart, string>();
  /** How often something was kept. */
  writes = 0;
  readonly #files: MemoryFileSystem;

  constructor(files: MemoryFileSystem) {
    this.#files = files;
  }

  /** What is kept of files' summaries. */
  get text(): string | null {
    return this.texts.get("summaries") ?? null;
  }

  set text(text: string | null) {
    if (text === null) this.texts.delete("summaries");
    else this.texts.set("summaries", text);
  }

  async read(part: CachePart): Promise<string | null> {
    return Promise.resolve(this.texts.get(part) ?? null);
  }

  async write(part: CachePart, text: AsyncIterable<string>): Promise<void> {
    let whole = "";
    for await (const each of text) whole += each;
    this.writes++;
    this.texts.set(part, whole);
  }

  stampOf(path: string): string | null {
    return this.#files.stampOf(path);
  }

  hashOf(bytes: Uint8Array): string {
    return Buffer.from(bytes).toString("base64");
  }
}
