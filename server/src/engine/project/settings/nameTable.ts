import type { Binding } from "./value.ts";

/** What names stand for. A fork knows only what it changes, so that an `if` costs what stands in it, not all that stands above it. */
export class NameTable {
  readonly #below: NameTable | null;
  /** Undefined for what is no longer there. */
  readonly #own = new Map<string, Binding | undefined>();

  constructor(below: NameTable | null = null) {
    this.#below = below;
  }

  get(name: string): Binding | undefined {
    return this.#own.has(name) ? this.#own.get(name) : this.#below?.get(name);
  }

  set(name: string, binding: Binding): void {
    this.#own.set(name, binding);
  }

  delete(name: string): void {
    this.#own.set(name, undefined);
  }

  /** Nobody may change this one for as long as the fork is in use. */
  fork(): NameTable {
    return new NameTable(this);
  }

  /** Names that are otherwise than in the table that this is a fork of. */
  get changed(): Iterable<string> {
    return this.#own.keys();
  }

  /** Takes over what a fork has changed. */
  take(fork: NameTable): void {
    for (const [name, binding] of fork.#own) this.#own.set(name, binding);
  }

  /** All of them as they are now. */
  entries(): Map<string, Binding> {
    const all = this.#below?.entries() ?? new Map<string, Binding>();
    for (const [name, binding] of this.#own) {
      if (binding) all.set(name, binding);
      else all.delete(name);
    }
    return all;
  }
}
