/** Which words of the lists are used in which labelled projects, and the knowledge without those that one alone uses. */
import type { KnowledgeTransform } from "./engine.ts";
import type { Declaration } from "./underTest.ts";

/** How the engine under test reads names. */
export interface Lexicon {
  readonly splitName: (name: string) => readonly string[];
  readonly foldPlural: (word: string) => string;
  readonly wordsOf: (text: string) => readonly string[];
  readonly lists: Readonly<Record<ListName, PhraseList>>;
}

export interface PhraseList {
  longestAt(words: readonly string[], start: number): { readonly end: number } | null;
}

export type ListName = "TERMS" | "CLASSES" | "FRONTS" | "ENDS";

/** For each list, and for the spellings, the projects that use a phrase. */
export class WordSupport {
  readonly #lexicon: Lexicon;
  readonly #users = new Map<string, Set<string>>();

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  add(user: string, texts: readonly string[]): void {
    const { splitName, foldPlural, wordsOf, lists } = this.#lexicon;
    for (const text of texts) {
      for (const word of splitName(text)) {
        this.#note("spelling", word, user);
        this.#note("spelling", foldPlural(word), user);
      }
      const words = wordsOf(text);
      for (const [list, phrases] of Object.entries(lists)) {
        words.forEach((_, start) => {
          const found = phrases.longestAt(words, start);
          if (found) this.#note(list, words.slice(start, found.end).join(" "), user);
        });
      }
    }
  }

  /** Whether this one uses the phrase, as it stands in its list, and no other does. */
  isOnlyOf(user: string, list: ListName, phrase: string): boolean {
    const words = this.#lexicon.wordsOf(phrase).join(" ");
    // The engine also finds `passport no` where the list has `passport number`.
    const variants = words.endsWith(" number") ? [words, words.replace(/number$/, "no")] : [words];
    return isAlone(
      user,
      variants.flatMap((variant) => [...(this.#users.get(`${list} ${variant}`) ?? [])]),
    );
  }

  isOnlySpellingOf(user: string, spelling: string): boolean {
    return isAlone(user, [...(this.#users.get(`spelling ${spelling}`) ?? [])]);
  }

  #note(list: string, phrase: string, user: string): void {
    const key = `${list} ${phrase}`;
    const users = this.#users.get(key);
    if (users) users.add(user);
    else this.#users.set(key, new Set([user]));
  }
}

/** All texts of a declaration in which the engine looks for words of its lists. */
export function textsOf({ schema, entity, field }: Declaration): readonly string[] {
  const folder = field.arguments.find(({ name }) => name === "upload_to")?.value;
  const texts = [
    ...schema.path.split("/"),
    entity.name,
    entity.label,
    opening(entity.documentation),
    ...entity.bases.map(({ text }) => text),
    field.name,
    field.type.name,
    field.label,
    opening(field.helpText ?? ""),
    opening(field.comment),
    field.target,
    typeof folder === "string" ? folder : null,
  ];
  return texts.filter((text) => text !== null);
}

/** Takes the words out that only this one uses. `removed` is told each of them. */
export function withoutWordsOf(
  user: string,
  support: WordSupport,
  removed: (phrase: string) => unknown,
): KnowledgeTransform {
  const without = <Group extends { readonly words: readonly string[] }>(group: Group, list: ListName): Group => {
    const [gone, words] = parted(group.words, (phrase) => support.isOnlyOf(user, list, phrase));
    gone.forEach((phrase) => removed(phrase));
    return { ...group, words };
  };
  return (file, data) => {
    if (file.endsWith(".terms.yml")) return (data as readonly WordGroup[]).map((group) => without(group, "TERMS"));
    if (file.endsWith("classes.yml")) return (data as readonly WordGroup[]).map((group) => without(group, "CLASSES"));
    if (file.endsWith("/heads.yml"))
      return (data as readonly HeadGroup[]).map((group) => without(group, group.place === "front" ? "FRONTS" : "ENDS"));
    if (!file.endsWith("/compounds.yml")) return data;
    const compounds = data as Compounds;
    const [gone, kept] = parted(Object.keys(compounds.spellings), (word) => support.isOnlySpellingOf(user, word));
    gone.forEach((phrase) => removed(phrase));
    return { ...compounds, spellings: Object.fromEntries(kept.map((word) => [word, compounds.spellings[word]])) };
  };
}

/** Of prose only the first sentence is looked at. */
function opening(text: string): string {
  return text.slice(0, LONGEST_OPENING).split(/[.\n]/, 1)[0]!;
}

const LONGEST_OPENING = 200;

interface WordGroup {
  readonly words: readonly string[];
}

interface HeadGroup extends WordGroup {
  readonly place: "front" | "end";
}

interface Compounds {
  readonly spellings: Readonly<Record<string, string>>;
}

function isAlone(user: string, users: readonly string[]): boolean {
  return users.length > 0 && users.every((other) => other === user);
}

function parted<Item>(
  items: readonly Item[],
  test: (item: Item) => boolean,
): readonly [readonly Item[], readonly Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
