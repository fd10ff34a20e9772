import { languageOf } from "../engine/languages/registry.ts";
import type { Discovered } from "./discovery.ts";
import { isBelow } from "./paths.ts";

/** What a reading of folders comes by. What was known before and is not in it, is gone. */
export class Sighting {
  readonly #paths = new Set<string>();
  /** Folders that could not be listed: what was known of them may still be there. */
  readonly #unlisted = new Set<string>();

  readonly #inLanguages = new Set<string>();

  /** Number of files in a language that we read. */
  get size(): number {
    return this.#inLanguages.size;
  }

  add(path: string): void {
    this.#paths.add(path);
  }

  /** One may be come by again, where a watcher tells of it meanwhile. */
  note({ kind, path }: Discovered): void {
    if (kind === "unlisted") this.#unlisted.add(path);
    else this.#paths.add(path);
    if (kind === "file" && languageOf(path)) this.#inLanguages.add(path);
  }

  lacks(path: string): boolean {
    return !this.#paths.has(path) && !this.#unlisted.has(path) && !isBelow(path, (above) => this.#unlisted.has(above));
  }
}
