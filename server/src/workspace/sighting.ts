import { languageOf } from "../engine/languages/registry.ts";
import type { Discovered } from "./discovery.ts";
import { isBelow } from "./paths.ts";

/** What a reading of folders comes by. What was known before and is not in it, is gone. */
export class Sighting {
  /** Of all that is not among those in a language. */
  readonly #paths = new Set<string>();
  readonly #inLanguages = new Set<string>();
  /** Folders that could not be listed: what was known of them may still be there. */
  readonly #unlisted = new Set<string>();

  /** Number of files in a language that we read. */
  get size(): number {
    return this.#inLanguages.size;
  }

  add(path: string): void {
    if (!this.#inLanguages.has(path)) this.#paths.add(path);
  }

  /** One may be come by again, where a watcher tells of it meanwhile. */
  note({ kind, path }: Discovered): void {
    if (kind === "unlisted") this.#unlisted.add(path);
    else if (kind === "file" && languageOf(path)) this.#inLanguages.add(path);
    else this.#paths.add(path);
  }

  lacks(path: string): boolean {
    const isSeen = this.#paths.has(path) || this.#inLanguages.has(path) || this.#unlisted.has(path);
    return !isSeen && !isBelow(path, (above) => this.#unlisted.has(above));
  }
}
