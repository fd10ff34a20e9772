/** How many sources a generation holds: the expressions of a few long files. */
const GENERATION = 3000;

/** Longer ones are rare and would take most of the room. */
const LONGEST = 500;

interface Entry<Value> {
  readonly source: string;
  readonly value: Value;
}

/**
 * What was read from which piece of source, because most of a file is the same after a key is hit and most fields are
 * written like others. What nobody asks for during a generation is forgotten.
 */
export class SourceMemory<Value> {
  #young = new Map<string, Entry<Value>>();
  #old = new Map<string, Entry<Value>>();

  get(source: string): Value | undefined {
    if (source.length > LONGEST) return undefined;
    const young = this.#young.get(source);
    if (young) return young.value;
    const old = this.#old.get(source);
    if (old) this.#add(old);
    return old?.value;
  }

  /** `source` is kept: it must be no part of a longer text, which would be kept with it. */
  set(source: string, value: Value): void {
    if (source.length <= LONGEST) this.#add({ source, value });
  }

  #add(entry: Entry<Value>): void {
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(entry.source, entry);
  }
}
