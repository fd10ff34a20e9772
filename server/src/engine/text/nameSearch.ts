import { addTo } from "./addTo.ts";

/** Looks for many names in one pass through a text. */
export class NameSearch {
  /** Of each pair of characters that a name begins with, those names. */
  readonly #byStart = new Map<number, string[]>();
  /** Which pairs stand at the beginning of a name, or one character behind it, by a hash: most places are passed over after one look. */
  readonly #pairs = new Uint8Array(1 << HASH_BITS);
  /** By the same hash of such a beginning: which characters follow it, a bit for each of 32 sorts. */
  readonly #thirds = new Int32Array(1 << HASH_BITS);
  /** Where all names have three characters, one of their first two pairs stands at an even place. */
  readonly #step: 1 | 2;

  /** Names of less than two characters are not looked for. */
  constructor(names: Iterable<string>) {
    const sought = [...new Set(names)].filter((name) => name.length >= 2);
    this.#step = sought.every((name) => name.length >= 3) ? 2 : 1;
    for (const name of sought) {
      const start = pairAt(name, 0);
      this.#pairs[hashAt(name, 0)]! |= FIRST;
      this.#thirds[hashAt(name, 0)]! |= name.length === 2 ? -1 : 1 << name.charCodeAt(2);
      if (this.#step === 2) this.#pairs[hashAt(name, 1)]! |= SECOND;
      addTo(this.#byStart, start, name);
    }
  }

  get isEmpty(): boolean {
    return this.#byStart.size === 0;
  }

  /** Whether one of the names stands in the text between two offsets, as a word or as a part of one that `_` sets off. */
  isIn(text: string, from = 0, to = text.length): boolean {
    return this.some(text, () => true, from, to);
  }

  /** Those of the names that stand in the text like this, each once. */
  namesIn(text: string, from = 0, to = text.length): readonly string[] {
    const found = new Set<string>();
    const add = (name: string): boolean => {
      found.add(name);
      return false;
    };
    this.some(text, add, from, to);
    return [...found];
  }

  /** Whether one of the names that stand in the text like this is meant, asked in that order. */
  some(text: string, isMeant: (name: string) => boolean, from = 0, to = text.length): boolean {
    const pairs = this.#pairs;
    const step = this.#step;
    for (let at = from; at < to - 1; at += step) {
      const places = pairs[hashAt(text, at)]!;
      if (places === 0) continue;
      if ((places & FIRST) !== 0 && this.#isAt(text, at, to, isMeant)) return true;
      if ((places & SECOND) !== 0 && at > from && this.#isAt(text, at - 1, to, isMeant)) return true;
    }
    return false;
  }

  #isAt(text: string, at: number, to: number, isMeant: (name: string) => boolean): boolean {
    if (isLetterOrDigit(text.charCodeAt(at - 1))) return false;
    if ((this.#thirds[hashAt(text, at)]! & (1 << text.charCodeAt(at + 2))) === 0) return false;
    for (const name of this.#byStart.get(pairAt(text, at)) ?? []) {
      const end = at + name.length;
      if (end <= to && text.startsWith(name, at) && !isLetterOrDigit(text.charCodeAt(end)) && isMeant(name))
        return true;
    }
    return false;
  }
}

const FIRST = 1;
const SECOND = 2;
const HASH_BITS = 14;

function pairAt(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

/** Another one for each pair of ASCII. */
function hashAt(text: string, at: number): number {
  return ((text.charCodeAt(at) & 127) << 7) | (text.charCodeAt(at + 1) & 127);
}

/** What would make a longer word of a name. False for NaN, which stands for the ends of the text. */
function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code > 127;
}
