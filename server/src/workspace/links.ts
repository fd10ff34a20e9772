import { EntityIndex } from "../engine/project/entityIndex.ts";
import { type EntityLookup, NO_OTHER_FILES } from "../engine/schema/entityLookup.ts";
import type { FileSchema } from "../engine/schema/schema.ts";

export interface LinksOptions {
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
  /** Whether files are being read now, at the end of which `link` is called. */
  readonly isReading: () => boolean;
  readonly decideAnew: (paths: ReadonlySet<string>) => Promise<void>;
}

/** What all files declare, so that bases and relations which lead out of a file count. */
export class Links {
  readonly #options: LinksOptions;
  readonly #entities = new EntityIndex();
  /** Names that mean something else since the files that speak of them were decided. */
  readonly #unlinked = new Set<string>();
  #linking: Promise<void> | null = null;
  #isLinked = false;

  constructor(options: LinksOptions) {
    this.#options = options;
  }

  /** Knows nothing before the first `link`: while most files are unread, each is decided by itself. */
  get lookup(): EntityLookup {
    return this.#isLinked ? this.#entities.lookup : NO_OTHER_FILES;
  }

  /** The work that is under way. */
  get linking(): Promise<void> | null {
    return this.#linking;
  }

  /** Takes in what a file declares now, null for nothing. */
  declares(path: string, schema: FileSchema | null): void {
    for (const name of this.#entities.replace(path, schema)) this.#unlinked.add(name);
    if (this.#isLinked && !this.#options.isReading() && this.#unlinked.size > 0) void this.link();
  }

  /** Decides the files anew that speak of what has changed in others. */
  async link(): Promise<void> {
    this.#isLinked = true;
    while (this.#unlinked.size > 0) {
      await (this.#linking ??= this.#linkAll().finally(() => {
        this.#linking = null;
      }));
    }
  }

  async #linkAll(): Promise<void> {
    // Whoever noticed the change may be in the middle of telling of it.
    await this.#options.pause();
    while (this.#unlinked.size > 0) {
      const paths = this.#entities.dependentsOf(this.#unlinked);
      this.#unlinked.clear();
      await this.#options.decideAnew(paths);
    }
  }
}
