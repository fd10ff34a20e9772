import type { PhraseNode } from "./phraseText.ts";
import type { PhraseTree } from "./phraseTree.ts";

/** Finds the longest known phrase that starts at a word, among those of one list. */
export class PhraseIndex<Entry> {
  readonly #tree: PhraseTree;
  readonly #entriesOf: (meaning: number) => readonly Entry[];
  /** By meaning, those that were asked for. */
  readonly #known: (readonly Entry[])[] = [];

  /** `entriesOf`: what the list has for a meaning. */
  constructor(tree: PhraseTree, entriesOf: (meaning: number) => readonly Entry[]) {
    this.#tree = tree;
    this.#entriesOf = entriesOf;
  }

  /** What is listed for this word alone. */
  get(word: string): readonly Entry[] {
    const node = this.#tree.beginningWith(word);
    return node ? this.#entriesAt(node) : [];
  }

  /** Among the words `[start, end)`. */
  longestAt(
    words: readonly string[],
    start: number,
    end: number = words.length,
  ): { readonly entries: readonly Entry[]; readonly end: number } | null {
    let found: { readonly entries: readonly Entry[]; readonly end: number } | null = null;
    let node = start < end ? this.#tree.beginningWith(words[start]!) : null;
    for (let next = start + 1; node; next++) {
      const entries = this.#entriesAt(node);
      if (entries.length > 0) found = { entries, end: next };
      node = next < end ? (node.below?.get(words[next]!) ?? null) : null;
    }
    return found;
  }

  #entriesAt({ meaning }: PhraseNode): readonly Entry[] {
    return (this.#known[meaning] ??= this.#entriesOf(meaning));
  }
}
