/** Remembers when each file last changed, so that a client can be told only what it has not seen. */
export class ChangeLog {
  #revision = 0;
  #allChangedAt = 0;
  /** Revisions by key; without the files that have not changed since everything did. */
  readonly #changedAt = new Map<string, number>();

  /** Counts up with every change. */
  get revision(): number {
    return this.#revision;
  }

  filesChanged(keys: Iterable<string>): void {
    this.#revision++;
    for (const key of keys) this.#changedAt.set(key, this.#revision);
  }

  /** The policy or the folders: any file may differ, or belong elsewhere. */
  allChanged(): void {
    this.#allChangedAt = ++this.#revision;
    this.#changedAt.clear();
  }

  /** Keys of the files that changed after a revision; null when all may have, or when the revision is none of ours. */
  since(revision: number): readonly string[] | null {
    if (revision < this.#allChangedAt || revision > this.#revision) return null;
    return [...this.#changedAt].filter(([, changedAt]) => changedAt > revision).map(([key]) => key);
  }
}
