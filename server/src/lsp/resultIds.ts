/** What clients that ask for diagnostics have of each file, under an id that they give back. */
export class ResultIds {
  /** By key. */
  readonly #newest = new Map<string, { readonly id: string; readonly content: string }>();
  readonly #server: string;
  #count = 0;

  /** `server`: what a client got from another one, before a restart, is none of these. */
  constructor(server: string) {
    this.#server = server;
  }

  /** The same as before only while the content is. */
  idOf(key: string, content: string): string {
    const before = this.#newest.get(key);
    if (before?.content === content) return before.id;
    const id = `${this.#server}.${++this.#count}`;
    this.#newest.set(key, { id, content });
    return id;
  }

  forget(key: string): void {
    this.#newest.delete(key);
  }
}
