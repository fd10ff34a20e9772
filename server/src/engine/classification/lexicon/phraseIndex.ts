/** Finds the longest known phrase that starts at a word. */
export class PhraseIndex<Entry> {
  private readonly root: Node<Entry> = { next: new Map(), entries: null };

  /** An entry that comes again right away for the same phrase is kept once: two spellings may be one. */
  add(phrase: readonly string[], entry: Entry): void {
    if (phrase.length === 0) return;
    let node = this.root;
    for (const word of phrase) {
      let next = (node.next ??= new Map<string, Node<Entry>>()).get(word);
      if (!next) node.next.set(word, (next = { next: null, entries: null }));
      node = next;
    }
    if (!node.entries) node.entries = [entry];
    else if (node.entries.at(-1) !== entry) node.entries.push(entry);
  }

  /** What is listed for this word alone. */
  get(word: string): readonly Entry[] {
    return this.root.next!.get(word)?.entries ?? [];
  }

  /** Among the words `[start, end)`. */
  longestAt(
    words: readonly string[],
    start: number,
    end: number = words.length,
  ): { readonly entries: readonly Entry[]; readonly end: number } | null {
    let found: { readonly entries: readonly Entry[]; readonly end: number } | null = null;
    let node = this.root;
    for (let index = start; index < end; index++) {
      const next = node.next?.get(words[index]!);
      if (!next) break;
      node = next;
      if (node.entries) found = { entries: node.entries, end: index + 1 };
    }
    return found;
  }
}

interface Node<Entry> {
  next: Map<string, Node<Entry>> | null;
  entries: Entry[] | null;
}
