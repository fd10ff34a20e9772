/** Looks for many names in one pass through a text. */
export class NameSearch {
  /** Of each pair of characters that a name begins with, the rest of those names, the longest last. */
  readonly #byStart = new Map<number, string[]>();
  /** Which pairs begin a name, by a hash: most places of a text are passed over after one look. */
  readonly #starts = new Uint8Array(1 << HASH_BITS);

  /** Names of less than two characters are not looked for. */
  constructor(names: Iterable<string>) {
    for (const name of new Set(names)) {
      if (name.length < 2) continue;
      const start = pairAt(name, 0);
      this.#starts[hashOf(start)] = 1;
      const known = this.#byStart.get(start);
      if (known) known.push(name);
      else this.#byStart.set(start, [name]);
    }
  }

  get isEmpty(): boolean {
    return this.#byStart.size === 0;
  }

  /** Whether one of the names stands in the text between two offsets, as a word or as a part of one that `_` sets off. */
  isIn(text: string, from = 0, to = text.length): boolean {
    let before = from > 0 ? text.charCodeAt(from - 1) : NaN;
    let code = text.charCodeAt(from);
    for (let at = from; at < to - 1; at++) {
      const next = text.charCodeAt(at + 1);
      if (this.#starts[hashOf((code << 16) | next)] === 1 && !isLetterOrDigit(before)) {
        if (this.#isAt(text, at, to, (code << 16) | next)) return true;
      }
      before = code;
      code = next;
    }
    return false;
  }

  #isAt(text: string, at: number, to: number, start: number): boolean {
    for (const name of this.#byStart.get(start) ?? []) {
      const end = at + name.length;
      if (end <= to && text.startsWith(name, at) && !isLetterOrDigit(text.charCodeAt(end))) return true;
    }
    return false;
  }
}

const HASH_BITS = 12;

function pairAt(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

function hashOf(pair: number): number {
  return ((pair >>> 10) ^ pair) & ((1 << HASH_BITS) - 1);
}

/** What would make a longer word of a name. False for NaN, which stands for the ends of the text. */
function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code > 127;
}
