/**
 * Phrases as a text. All that begin with the same word are a tree, in which each node stands for a word behind those above it. What
 * lies below the first word is a text of its own, so that only those are read that somebody asks for: the nodes, in the order of
 * the numbers of their words. Each of them is how many numbers lie between its word's and that before it, the number of its
 * meaning, and in brackets the nodes below it, if any.
 */
export interface PhraseNode {
  /** Of the phrase that ends here; 0 where none does. */
  readonly meaning: number;
  /** By the next word; null where no phrase goes on. */
  readonly below: ReadonlyMap<string, PhraseNode> | null;
}

/** `numbers`: of all words that the phrases have. */
export function writePhrases(below: ReadonlyMap<string, PhraseNode>, numbers: ReadonlyMap<string, number>): string {
  const nodes = [...below].map(([word, node]) => ({ number: numbers.get(word)!, ...node }));
  let next = 0;
  return nodes
    .sort((a, b) => a.number - b.number)
    .map((node) => {
      const skipped = node.number - next;
      next = node.number + 1;
      const rest = node.below ? `(${writePhrases(node.below, numbers)})` : "";
      return writeNumber(skipped) + writeNumber(node.meaning) + rest;
    })
    .join("");
}

/** `words`: by their numbers. */
export function readPhrases(text: string, words: readonly string[]): ReadonlyMap<string, PhraseNode> {
  let at = 0;

  function readNumber(): number {
    const { number, end } = numberAt(text, at);
    at = end;
    return number;
  }

  function readBelow(): ReadonlyMap<string, PhraseNode> {
    const below = new Map<string, PhraseNode>();
    for (let number = 0; at < text.length && text[at] !== ")"; number++) {
      number += readNumber();
      below.set(words[number]!, { meaning: readNumber(), below: text[at] === "(" ? readBrackets() : null });
    }
    return below;
  }

  function readBrackets(): ReadonlyMap<string, PhraseNode> {
    at++;
    const below = readBelow();
    at++;
    return below;
  }

  return readBelow();
}

export function writeNumbers(numbers: readonly number[]): string {
  return numbers.map(writeNumber).join("");
}

export function readNumbers(text: string): readonly number[] {
  const numbers: number[] = [];
  for (let at = 0; at < text.length;) {
    const { number, end } = numberAt(text, at);
    numbers.push(number);
    at = end;
  }
  return numbers;
}

/** A number is a letter for each five bits, the highest first. Small ones are one letter. */
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** The letters from here on say that another one follows. */
const RADIX = 32;
const DIGITS = new Uint8Array(128);
for (let digit = 0; digit < LETTERS.length; digit++) DIGITS[LETTERS.charCodeAt(digit)] = digit;

function numberAt(text: string, start: number): { readonly number: number; readonly end: number } {
  for (let number = 0, at = start; ;) {
    const digit = DIGITS[text.charCodeAt(at++)]!;
    number = number * RADIX + (digit % RADIX);
    if (digit < RADIX) return { number, end: at };
  }
}

function writeNumber(number: number): string {
  let text = LETTERS[number % RADIX]!;
  for (let rest = Math.floor(number / RADIX); rest > 0; rest = Math.floor(rest / RADIX))
    text = LETTERS[RADIX + (rest % RADIX)]! + text;
  return text;
}
