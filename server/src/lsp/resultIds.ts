/** What clients that ask for diagnostics have of each file, under an id that they give back. */
export class ResultIds {
  /** By key. */
  readonly #newest = new Map<string, { readonly id: string; readonly content: string }>();
  #count = 0;

  /** The same as before only while the content is. */
  idOf(key: string, content: string): string {
    const before = this.#newest.get(key);
    if (before?.content === content) return before.id;
    const id = String(++this.#count);
    this.#newest.set(key, { id, content });
    return id;
  }

  forget(key: string): void {
    this.#newest.delete(key);
  }
}
