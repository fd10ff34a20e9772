export interface WorkspaceChange {
  readonly revision: number;
  /** Files whose analysis or problems may differ from before. */
  readonly paths: ReadonlySet<string>;
  /**
   * `texts`: they say something else. `judgements`: also open documents are judged otherwise though their text is the same.
   * `rules`: so may any file be, since the policy has changed.
   */
  readonly kind: "texts" | "judgements" | "rules";
}

/** Tells whoever listens what is different now. */
export class Changes {
  readonly #listeners = new Set<(change: WorkspaceChange) => void>();
  readonly #onTold: () => void;
  #revision = 0;
  #declared = 0;

  /** `onTold`: called when all listeners have heard of a change; may tell of another one. */
  constructor(onTold: () => void) {
    this.#onTold = onTold;
  }

  /** Counts up with every change. */
  get revision(): number {
    return this.#revision;
  }

  /** Counts up with every change but those that say nothing of what is declared: what uses and data files tell. */
  get declared(): number {
    return this.#declared;
  }

  /** Calls back after each change, at once and in order. Returns how to stop that. */
  listen(listener: (change: WorkspaceChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  forgetListeners(): void {
    this.#listeners.clear();
  }

  emit(paths: readonly string[], kind: WorkspaceChange["kind"] = "texts"): void {
    this.#declared++;
    this.tell(paths, kind);
  }

  /** The same of what says nothing of what is declared. */
  tell(paths: readonly string[], kind: WorkspaceChange["kind"]): void {
    const change = { revision: ++this.#revision, paths: new Set(paths), kind };
    for (const listener of this.#listeners) listener(change);
    this.#onTold();
  }

  /** Collects files that are told of together. */
  gatherer(): { readonly add: (path: string) => void; readonly tell: () => void } {
    let paths: string[] = [];
    return {
      add: (path) => paths.push(path),
      tell: () => {
        if (paths.length > 0) this.emit(paths);
        paths = [];
      },
    };
  }
}
