import type { Folder, Located } from "./folder.ts";

/** A branch switch sends events in bursts; everything within this window is one change. */
const WINDOW_MILLISECONDS = 100;

export interface WatchedFilesOptions {
  readonly locate: (uri: string) => readonly Located[];
  readonly flush: (folder: Folder, paths: ReadonlySet<string>) => void;
}

/** Gathers what the client says of files on disk. */
export class WatchedFiles {
  readonly #options: WatchedFilesOptions;
  readonly #waiting = new Map<Folder, Set<string>>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(options: WatchedFilesOptions) {
    this.#options = options;
  }

  changed(uris: readonly string[]): void {
    for (const { folder, path } of uris.flatMap((uri) => this.#options.locate(uri))) {
      this.#waiting.set(folder, (this.#waiting.get(folder) ?? new Set()).add(path));
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      const waiting = [...this.#waiting];
      this.#waiting.clear();
      for (const [folder, paths] of waiting) this.#options.flush(folder, paths);
    }, WINDOW_MILLISECONDS);
  }
}
