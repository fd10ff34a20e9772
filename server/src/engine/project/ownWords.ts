import type { TermGroup } from "../classification/lexicon/lexicon.ts";
import { wordsOf } from "../classification/lexicon/lexicon.ts";
import { fitOf } from "../classification/lexicon/shapes.ts";
import { type Mention, mentionsIn, turnsAround } from "../classification/reading.ts";
import { foldPlural, splitName } from "../classification/words.ts";
import type { Shape } from "../schema/schema.ts";
import { publishedKeyOf } from "./policy/categories.ts";
import type { Policy } from "./policy/model.ts";

/** A word of the policy as it stands in a name. */
export interface OwnWord {
  /** As the policy writes it. */
  readonly word: string;
  /** Key; null for nothing sensitive. */
  readonly category: string | null;
  /** Whether it is what the name speaks of: `beihilfenummer` in `beihilfenummer_alt`, not in `beihilfenummer_template`. */
  readonly decides: boolean;
}

export interface ReadOwnWords {
  /** The last one in the text; null when it has none. */
  readonly last: OwnWord | null;
  /** The text without them. */
  readonly rest: string;
}

/**
 * Finds the project's own words in a name or label. They are whole words, written together or apart, in any case:
 * `kundenkarte`, `kunden_karte` and `KundenKarte` are one.
 */
export function readOwnWords(text: string, shape: Shape, words: Policy["words"]): ReadOwnWords {
  const none = { last: null, rest: text };
  if (words.size === 0) return none;
  const parts = splitName(text).slice(0, MAX_WORDS);
  const found = findIn(parts, indexOf(words));
  const last = found.at(-1);
  if (!last) return none;
  const outside = parts.filter((_, index) => !found.some(({ start, end }) => start <= index && index < end));
  const category = last.category === null ? "" : publishedKeyOf(last.category);
  const before = wordsOf(parts.slice(0, last.start).join("_"));
  const after = wordsOf(parts.slice(last.end).join("_"));
  const turn = turnOf(before, after, category) + (last.category === null ? 0 : fitOf(category, shape));
  return {
    last: { word: last.word, category: last.category, decides: turn > TURNED_AWAY },
    rest: outside.join("_"),
  };
}

/** All of the project's own words that stand in a name or label, those within longer ones as well. */
export function ownWordsIn(text: string, words: Policy["words"]): ReadonlySet<string> {
  const parts = splitName(text).slice(0, MAX_WORDS);
  const index = indexOf(words);
  const starts = parts.flatMap((_, start) =>
    parts.slice(start).map((__, length) => parts.slice(start, start + length + 1)),
  );
  return new Set(starts.flatMap((some) => index.get(joined(some))?.word ?? []));
}

/** Which of the entries for the same word counts: the last one. */
export function entryThatCounts(word: string, words: Policy["words"]): string {
  return indexOf(words).get(joined(splitName(word)))?.word ?? word;
}

const MAX_WORDS = 32;
/** Two words that nobody knows (−1 each) do not yet make the name speak of something else. */
const TURNED_AWAY = -2.5;

/** What the words around it make of the project's own word: log-odds. */
function turnOf(before: readonly string[], after: readonly string[], category: string): number {
  const start = before.length;
  const own: Mention = { terms: [{ ...OWN, category }], start, end: start + 1 };
  const behind = mentionsIn(after).map((item) => ({ ...item, start: item.start + own.end, end: item.end + own.end }));
  return turnsAround([...before, OWN.firstPhrase, ...after], own, [own, ...behind], category).reduce(
    (sum, { weight }) => sum + weight,
    0,
  );
}

/** Stands for the word, whatever it is. No name has a word like this. */
const OWN: TermGroup = { category: "", weight: 0, firstPhrase: "…" };

interface Found {
  readonly word: string;
  readonly category: string | null;
  readonly start: number;
  readonly end: number;
}

/** The longest at each word, from the front. */
function findIn(parts: readonly string[], index: WordIndex): readonly Found[] {
  const found: Found[] = [];
  for (let start = 0; start < parts.length;) {
    let end = parts.length;
    while (end > start && !index.has(joined(parts.slice(start, end)))) end--;
    const entry = end > start ? index.get(joined(parts.slice(start, end))) : undefined;
    if (entry) found.push({ ...entry, start, end });
    start = entry ? end : start + 1;
  }
  return found;
}

function joined(words: readonly string[]): string {
  return words.map(foldPlural).join("");
}

type WordIndex = ReadonlyMap<string, Pick<Found, "word" | "category">>;

function indexOf(words: Policy["words"]): WordIndex {
  let index = indexes.get(words);
  if (!index) {
    index = new Map([...words].map(([word, category]) => [joined(splitName(word)), { word, category }]));
    indexes.set(words, index);
  }
  return index;
}

const indexes = new WeakMap<Policy["words"], WordIndex>();
