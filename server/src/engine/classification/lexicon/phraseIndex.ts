/** Finds the longest known phrase that starts at a word. Phrases are joined by single spaces. */
export class PhraseIndex<Entry> {
  private readonly entries = new Map<string, Entry[]>();
  /** Longest phrase by its first word, so that lookups try no length in vain. */
  private readonly longest = new Map<string, number>();

  /** An entry that comes again right away for the same phrase is kept once: two spellings may be one. */
  add(phrase: readonly string[], entry: Entry): void {
    const first = phrase[0];
    if (first === undefined) return;
    const key = phrase.length === 1 ? first : phrase.join(" ");
    const known = this.entries.get(key);
    if (!known) this.entries.set(key, [entry]);
    else if (known.at(-1) !== entry) known.push(entry);
    if (phrase.length > (this.longest.get(first) ?? 0)) this.longest.set(first, phrase.length);
  }

  get(phrase: readonly string[]): readonly Entry[] {
    return this.entries.get(phrase.join(" ")) ?? [];
  }

  longestAt(
    words: readonly string[],
    start: number,
  ): { readonly entries: readonly Entry[]; readonly end: number } | null {
    const longest = Math.min(this.longest.get(words[start] ?? "") ?? 0, words.length - start);
    for (let length = longest; length > 0; length--) {
      const key = length === 1 ? words[start]! : words.slice(start, start + length).join(" ");
      const entries = this.entries.get(key);
      if (entries) return { entries, end: start + length };
    }
    return null;
  }
}
