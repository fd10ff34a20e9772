import { type PhraseNode, readNumbers, readPhrases } from "./phraseText.ts";
import { readWords } from "./wordTable.ts";

/** All phrases of the lists as they ship. */
export interface PackedPhrases {
  /** All words that they have, in their final form: see `writeWords`. */
  readonly words: string;
  /** For each word twice the number of what it means alone (0: nothing), and one more where longer phrases begin with it: see `writeNumbers`. */
  readonly firstWords: string;
  /** What follows each word that longer phrases begin with, with blanks between: see `writePhrases`. */
  readonly phrases: string;
}

/** The words of the lists and the phrases that begin with them. There are thousands, of which few occur in a project. */
export class PhraseTree {
  readonly #words: readonly string[];
  /** A number until somebody asks: that of the word. */
  readonly #beginnings = new Map<string, PhraseNode | number>();
  /** By the number of a word; as in `PackedPhrases`. */
  readonly #firstWords: readonly number[];
  readonly #phrases: () => string;
  /** What follows a word, by its number; null until a name has longer phrases. */
  #behind: ReadonlyMap<number, string> | null = null;

  constructor({ words, firstWords, phrases }: Omit<PackedPhrases, "phrases"> & { readonly phrases: () => string }) {
    this.#words = readWords(words);
    this.#firstWords = readNumbers(firstWords);
    this.#phrases = phrases;
    for (let number = 0; number < this.#words.length; number++) this.#beginnings.set(this.#words[number]!, number);
  }

  /** Whether any phrase has the word, at its beginning or not. */
  hasWord(word: string): boolean {
    return this.#beginnings.has(word);
  }

  /** Null where no phrase begins with the word. */
  beginningWith(word: string): PhraseNode | null {
    const known = this.#beginnings.get(word);
    if (known === undefined || typeof known === "object") return known ?? null;
    const first = this.#firstWords[known]!;
    if (first === 0) return null;
    const below = first % 2 === 1 ? (): PhraseNode["below"] => this.#below(known) : null;
    const node = new FirstWord(Math.floor(first / 2), below);
    this.#beginnings.set(word, node);
    return node;
  }

  #below(number: number): PhraseNode["below"] {
    this.#behind ??= this.#readBehind();
    return readPhrases(this.#behind.get(number)!, this.#words);
  }

  #readBehind(): ReadonlyMap<number, string> {
    const texts = this.#phrases().split(" ");
    const numbers = this.#firstWords.flatMap((first, number) => (first % 2 === 1 ? number : []));
    return new Map(numbers.map((number, index) => [number, texts[index]!]));
  }
}

/** What follows it is read when a name has a word behind it. */
class FirstWord implements PhraseNode {
  readonly meaning: number;
  #below: PhraseNode["below"] | (() => PhraseNode["below"]);

  constructor(meaning: number, below: (() => PhraseNode["below"]) | null) {
    this.meaning = meaning;
    this.#below = below;
  }

  get below(): PhraseNode["below"] {
    if (typeof this.#below === "function") this.#below = this.#below();
    return this.#below;
  }
}
