/** What the bundler makes of the word lists, so that nothing is to be done with each of their thousands of phrases at a start. */
import type { ClassGroup, Compounds, HeadGroup, PackedLexicon, TermGroup } from "./lexicon.ts";
import { writeNumbers, writePhrases } from "./phraseText.ts";
import { spellingOf } from "./spelling.ts";
import { writeWords } from "./wordTable.ts";

/** The lists as they are written. */
export interface WordLists {
  readonly terms: readonly Listed<Omit<TermGroup, "firstPhrase">>[];
  readonly classes: readonly Listed<ClassGroup>[];
  readonly heads: readonly Listed<HeadGroup>[];
  readonly compounds: Compounds;
}

type Listed<Group> = Group & { readonly words: readonly string[] };

export function packLexicon({ terms, classes, heads, compounds }: WordLists): PackedLexicon {
  const groups = groupsByPhrase([...terms, ...classes, ...heads], compounds);
  const meanings = mostFrequentFirst([...groups.values()].map(String));
  const numberOf = new Map(meanings.map((meaning, index) => [meaning, index + 1]));
  const top = newNode();
  for (const [phrase, listing] of groups)
    phrase.split(" ").reduce(nodeBelow, top).meaning = numberOf.get(String(listing))!;
  const words = inOrder(top);
  const numbers = new Map(words.map((word, number) => [word, number]));
  const beginnings = words.map((word) => top.below?.get(word));
  return {
    words: writeWords(words),
    firstWords: writeNumbers(beginnings.map((node) => (node ? 2 * node.meaning + Number(node.below !== null) : 0))),
    phrases: beginnings.flatMap((node) => (node?.below ? writePhrases(node.below, numbers) : [])).join(" "),
    meanings: meanings.map((meaning) => meaning.split(",").map(Number)),
    terms: terms.map((group) => ({ ...withoutWords(group), firstPhrase: group.words[0] ?? "" })),
    classes: classes.map(withoutWords),
    heads: heads.map(withoutWords),
    compounds: { pieces: compounds.pieces, whole: compounds.whole, spellings: compounds.spellings },
  };
}

/** By each phrase, its words in their final form, the indices of the groups that list it. */
function groupsByPhrase(
  groups: readonly Listed<unknown>[],
  { spellings }: Compounds,
): ReadonlyMap<string, readonly number[]> {
  const standard = spellingOf(spellings);
  const final = new Set<string>();
  // Words that another one is spelled as stay as they are.
  const listed = (word: string): string => {
    const known = final.has(word) ? word : standard(word);
    final.add(known);
    return known;
  };
  const byPhrase = new Map<string, Set<number>>();
  for (const [index, { words }] of groups.entries()) {
    for (const phrase of words.flatMap((each) => variantsOf(each.split(" ").map(listed)))) {
      const known = byPhrase.get(phrase);
      if (known) known.add(index);
      else byPhrase.set(phrase, new Set([index]));
    }
  }
  return new Map([...byPhrase].map(([phrase, indices]) => [phrase, [...indices]]));
}

/** `passport number` is also written `passport no`. */
function variantsOf(words: readonly string[]): readonly string[] {
  const all = words.length > 1 && words.at(-1) === "number" ? [words, [...words.slice(0, -1), "no"]] : [words];
  return all.map((variant) => variant.join(" "));
}

/** Without those that come again. Small numbers are short. */
function mostFrequentFirst(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([text]) => text);
}

interface Node {
  meaning: number;
  below: Map<string, Node> | null;
}

function newNode(): Node {
  return { meaning: 0, below: null };
}

function nodeBelow(node: Node, word: string): Node {
  node.below ??= new Map<string, Node>();
  let next = node.below.get(word);
  if (!next) node.below.set(word, (next = newNode()));
  return next;
}

/**
 * All words of the phrases. Those that often stand behind others come first, since small numbers are short, and those that do
 * so about as often in the order of the alphabet, since neighbours share letters.
 */
function inOrder(top: Node): readonly string[] {
  const behind = new Map<string, number>();
  const visit = (node: Node, isBehind: boolean): void => {
    for (const [word, next] of node.below ?? []) {
      behind.set(word, (behind.get(word) ?? 0) + Number(isBehind));
      visit(next, true);
    }
  };
  visit(top, false);
  const rankOf = (count: number): number => Math.floor(Math.log2(1 + count) / 2);
  return [...behind]
    .map(([word, count]) => ({ word, rank: rankOf(count) }))
    .sort((a, b) => b.rank - a.rank || (a.word < b.word ? -1 : 1))
    .map(({ word }) => word);
}

function withoutWords<Group extends Listed<unknown>>(group: Group): Omit<Group, "words" | "source"> {
  const kept = Object.entries(group).filter(([key]) => key !== "words" && key !== "source");
  return Object.fromEntries(kept) as Omit<Group, "words" | "source">;
}
