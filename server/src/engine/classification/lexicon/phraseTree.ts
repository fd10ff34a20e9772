import { type PhraseNode, readPhrases } from "./phraseText.ts";
import { readWords } from "./wordTable.ts";

/** All phrases of the lists as they ship. */
export interface PackedPhrases {
  /** All words that they have, in their final form: see `writeWords`. */
  readonly words: string;
  /** For each word what begins with it, with blanks between: see `writePhrases`; nothing where no phrase begins with it. */
  readonly phrases: string;
}

/** The words of the lists and the phrases that begin with them. There are thousands, of which few occur in a project. */
export class PhraseTree {
  readonly #words: readonly string[];
  /** A text until somebody asks. */
  readonly #beginnings = new Map<string, PhraseNode | string>();

  constructor({ words, phrases }: PackedPhrases) {
    this.#words = readWords(words);
    const texts = phrases.split(" ");
    for (let number = 0; number < texts.length; number++) this.#beginnings.set(this.#words[number]!, texts[number]!);
  }

  /** Whether any phrase has the word, at its beginning or not. */
  hasWord(word: string): boolean {
    return this.#beginnings.has(word);
  }

  /** Null where no phrase begins with the word. */
  beginningWith(word: string): PhraseNode | null {
    const known = this.#beginnings.get(word);
    if (typeof known === "object") return known;
    if (!known) return null;
    const read = readPhrases(known, this.#words);
    this.#beginnings.set(word, read);
    return read;
  }
}
