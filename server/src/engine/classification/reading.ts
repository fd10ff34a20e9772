/** Reads the words of a name or label: which of them name data, and what the words around these make of it. */
import type { Shape } from "../schema/schema.ts";
import type { ClassGroup, HeadGroup, TermGroup, WordClass } from "./lexicon/lexicon.ts";
import { CLASSES, ENDS, FRONTS, TERMS } from "./lexicon/lexicon.ts";
import { parentsOf } from "./taxonomy.ts";
import { featuresOf } from "./weights.ts";

/** Words `[start, end)` that name data, and all the groups that list them. */
export interface Mention {
  readonly terms: readonly TermGroup[];
  readonly start: number;
  readonly end: number;
}

/** A word around the data word and what it adds to the log-odds. */
export interface Turn {
  readonly words: string;
  readonly says: string;
  readonly weight: number;
  /** Shapes of fields of which it says nothing. */
  readonly unless?: readonly Shape[];
}

/** Who or what the name itself says that the data belongs to: `customer` in `customer_name`. */
export interface Modifier {
  readonly words: string;
  /** Index behind its last word. */
  readonly end: number;
  readonly groups: readonly ClassGroup[];
  readonly classes: readonly WordClass[];
}

/** The longest known phrase at each word, without those that lie inside another. */
export function mentionsIn(words: readonly string[]): readonly Mention[] {
  const mentions: Mention[] = [];
  for (let start = 0; start < words.length; start++) {
    const found = TERMS.longestAt(words, start);
    const reach = mentions.at(-1)?.end ?? 0;
    // A preposition alone names data only at the start: `to` of a message, not that in `sent_to_users`.
    if (found && start > 0 && found.end === start + 1 && PREPOSITIONS.has(words[start]!)) continue;
    if (found && found.end > reach) mentions.push({ terms: found.entries, start, end: found.end });
  }
  return mentions;
}

/**
 * What the words around a mention make of it, given the category it stands for. The last word decides:
 * `email_template` is a template. What follows a preposition only describes: `name_of_father` is a name.
 */
export function turnsAround(
  words: readonly string[],
  mention: Mention,
  mentions: readonly Mention[],
  category: string,
): readonly Turn[] {
  if (mention.start === 0 && mention.end === words.length) return [];
  return [...frontTurns(words, mention, category), ...endTurns(words, mention, mentions, category)];
}

/** A sentence part for people. */
export function turnDetail({ words, says, weight }: Turn, place: string): string {
  return `“${words}” in the ${place} ${weight > 0 ? "goes well with that" : says}`;
}

/** Those that mean something for a field of this shape. */
export function turnsFor(shape: Shape, turns: readonly Turn[]): readonly Turn[] {
  return turns.filter(({ unless }) => !unless?.includes(shape));
}

/** What is fitted together: a word's turn weighs alike in a whole branch of the taxonomy. */
export function turnFeature(turn: Turn, category: string): string {
  return turnFeatures(turn.says, category);
}

const turnFeatures = featuresOf("");

/** Words that change a name's meaning although no word of it names data. */
export function turnsOfAll(words: readonly string[], category: string): readonly Turn[] {
  const nothing: Mention = { terms: [], start: words.length, end: words.length };
  const head = lastHead(words);
  return [...frontTurns(words, nothing, category), ...(head ? [turnOf(head.group, head.words, category)] : [])].filter(
    (turn) => turn.weight !== 0,
  );
}

/** The describing word nearest to the mention: before it, or behind a preposition after it. */
export function modifierOf(words: readonly string[], mention: Mention): Modifier | null {
  const before = modifiersIn(words, 0, mention.start).at(-1);
  if (before) return before;
  const preposition = words.findIndex((word, index) => index >= mention.end && PREPOSITIONS.has(word));
  return preposition < 0 ? null : (modifiersIn(words, preposition + 1, words.length)[0] ?? null);
}

/** A word right before the mention that we know nothing of: `name` in `frobnicator_name` belongs to some thing. */
export function unknownBefore(words: readonly string[], mention: Mention): string | null {
  for (let index = mention.start - 1; index >= 0; index--) {
    const word = words[index]!;
    if (isNumber(word) || isNeutral(word) || PREPOSITIONS.has(word)) continue;
    if (index === 0 && FRONTS.get(word).length > 0) return null;
    return CLASSES.get(word).some((group) => !BOOKS.has(group.class)) ? null : word;
  }
  return null;
}

/** The describing words among `[start, end)`, in order. */
export function modifiersIn(words: readonly string[], start = 0, end: number = words.length): readonly Modifier[] {
  const modifiers: Modifier[] = [];
  for (let index = start; index < end;) {
    const found = CLASSES.longestAt(words, index, end);
    if (found) {
      modifiers.push(modifierBy(found.entries, words.slice(index, found.end).join(" "), found.end));
      index = found.end;
    } else {
      index++;
    }
  }
  return modifiers;
}

function modifierBy(groups: readonly ClassGroup[], words: string, end: number): Modifier {
  return { words, end, groups, classes: groups.map((group) => group.class) };
}

const PREPOSITIONS: ReadonlySet<string> = new Set(["of", "for", "from", "to", "by", "with", "in", "at", "on", "about"]);

/** What follows is said of something else: `job_title_or_role` is a job title. */
const OR = "or";

/** After these a name only describes: the message is the data of `message_to_users`. */
const DESCRIBING: ReadonlySet<string> = new Set(["of", "for", "to", "from", "with", "about"]);

/** Classes that say nothing of whose the data is. */
const BOOKS: ReadonlySet<string> = new Set(["bookkeeping", "workflow", "brand"]);

const DESCRIBING_WEIGHT = -3;
const DESCRIBING_HEALTH_WEIGHT = -0.3;
const UNKNOWN_END_WEIGHT = -1;
const OTHER_DATA_WEIGHT = -3.5;
const GENERIC_DATA_WEIGHT = -1.5;
const GENERIC_HEALTH_WEIGHT = -0.3;

function frontTurns(words: readonly string[], mention: Mention, category: string): readonly Turn[] {
  if (mention.start === 0) return [];
  const preposition = mention.terms.length === 0 ? null : describingPreposition(words, mention);
  const describing = preposition === null ? [] : [describingTurn(preposition, category)];
  const found = FRONTS.longestAt(words, 0);
  const group = found?.entries[0];
  // A word in front stands before something: `number` alone counts nothing.
  if (!found || !group || found.end > mention.start || found.end === words.length) return describing;
  return [...describing, turnOf(group, words.slice(0, found.end).join(" "), category)].filter(
    (turn) => turn.weight !== 0,
  );
}

/** A preposition before the mention that is no part of a phrase such as `next of kin`. */
function describingPreposition(words: readonly string[], mention: Mention): string | null {
  for (let index = 0; index < mention.start;) {
    if (index > 0 && DESCRIBING.has(words[index]!)) return words[index]!;
    index = CLASSES.longestAt(words, index)?.end ?? index + 1;
  }
  return null;
}

function describingTurn(preposition: string, category: string): Turn {
  const weight = category.startsWith("user.health_and_medical") ? DESCRIBING_HEALTH_WEIGHT : DESCRIBING_WEIGHT;
  return { words: preposition, says: "makes that only describe something else", weight };
}

function endTurns(
  words: readonly string[],
  mention: Mention,
  mentions: readonly Mention[],
  category: string,
): readonly Turn[] {
  const turns: Turn[] = [];
  for (let index = mention.end; index < words.length;) {
    const word = words[index]!;
    if ((PREPOSITIONS.has(word) || word === OR) && index < words.length - 1) break;
    const head = ENDS.longestAt(words, index);
    const other = mentions.find((item) => item.start === index);
    if (head && (!other || other.end <= head.end)) {
      turns.push(turnOf(head.entries[0]!, words.slice(index, head.end).join(" "), category));
      index = head.end;
    } else if (other) {
      turns.push({
        words: words.slice(other.start, other.end).join(" "),
        says: "is what is meant rather than that",
        weight: otherDataWeight(other, category),
      });
      index = other.end;
    } else {
      if (!isNumber(word))
        turns.push({
          words: word,
          says: "suggests that something other than that is meant",
          weight: UNKNOWN_END_WEIGHT,
        });
      index++;
    }
  }
  return turns.filter((turn) => turn.weight !== 0);
}

function otherDataWeight(other: Mention, category: string): number {
  // It only says it once more: the name of a `signatory_name`.
  if (other.terms.some((term) => term.generic && term.category === category)) return 0;
  if (!other.terms.every((term) => term.generic)) return OTHER_DATA_WEIGHT;
  return category.startsWith("user.health_and_medical") ? GENERIC_HEALTH_WEIGHT : GENERIC_DATA_WEIGHT;
}

function lastHead(words: readonly string[]): { readonly group: HeadGroup; readonly words: string } | null {
  for (let index = Math.max(0, words.length - 2); index < words.length; index++) {
    const found = ENDS.longestAt(words, index);
    if (found?.end === words.length) return { group: found.entries[0]!, words: words.slice(index).join(" ") };
  }
  return null;
}

function turnOf(group: HeadGroup, words: string, category: string): Turn {
  const exceptions = group.except ?? {};
  const key = [category, ...parentsOf(category)].find((item) => item in exceptions);
  const weight = key === undefined ? group.weight : exceptions[key]!;
  return group.unless ? { words, says: group.says, weight, unless: group.unless } : { words, says: group.says, weight };
}

function isNumber(word: string): boolean {
  return /^\p{N}+$/u.test(word);
}

function isNeutral(word: string): boolean {
  return ENDS.get(word).some((group) => group.says === "");
}
