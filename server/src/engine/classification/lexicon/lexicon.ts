/** The word lists, as the bundler has packed them. Adding a word is a change of data alone. */
import type { Shape } from "../../schema/schema.ts";
import { splitCompound, splitName } from "../words.ts";
import packed from "./lexicon.yml";
import { PhraseIndex } from "./phraseIndex.ts";
import { type PackedPhrases, PhraseTree } from "./phraseTree.ts";
import { spellingOf } from "./spelling.ts";

/** What an entity or a modifier in a name stands for; `classes.yml` lists the words of each. */
export type WordClass = string;

/** Words that name the same kind of data; see `names.terms.yml` for what each key means. */
export interface TermGroup {
  readonly category: string;
  readonly weight: number;
  readonly generic?: boolean | undefined;
  /** Means little alone, yet together with others of its kind tells what an entity is about. */
  readonly telling?: boolean | undefined;
  readonly in?: Readonly<Record<WordClass, number>> | undefined;
  readonly as?: Readonly<Record<WordClass, string>> | undefined;
  readonly shapes?: Readonly<Partial<Record<Shape, number>>> | undefined;
  /** What the group is called after. */
  readonly firstPhrase: string;
}

export interface ClassGroup {
  readonly class: WordClass;
  readonly says: string;
}

/** Words around the data word that change what the name means; see `heads.yml`. */
export interface HeadGroup {
  readonly place: "front" | "end";
  readonly weight: number;
  readonly says: string;
  readonly except?: Readonly<Record<string, number>>;
  /** Shapes of fields of which it says nothing: no switch is an e-mail address. */
  readonly unless?: readonly Shape[];
}

export interface Compounds {
  readonly pieces: readonly string[];
  readonly whole: readonly string[];
  readonly spellings: Readonly<Record<string, string>>;
}

/** The word lists as they ship: see `packLexicon`. */
export interface PackedLexicon extends PackedPhrases {
  /** What a phrase means: the groups that list it, by their indices among all terms, classes and heads, in this order. */
  readonly meanings: readonly (readonly number[])[];
  readonly terms: readonly TermGroup[];
  readonly classes: readonly ClassGroup[];
  readonly heads: readonly HeadGroup[];
  readonly compounds: Compounds;
}

/** All with the same keys, in the same order: every field asks several of them, and alike objects are read several times as fast. */
export const TERM_GROUPS: readonly TermGroup[] = packed.terms.map(
  ({ category, weight, generic, telling, in: within, as, shapes, firstPhrase }) => {
    return { category, weight, generic, telling, in: within, as, shapes, firstPhrase };
  },
);
export const CLASS_GROUPS = packed.classes;
export const HEAD_GROUPS = packed.heads;

const tree = new PhraseTree(packed);

const firstHead = TERM_GROUPS.length + CLASS_GROUPS.length;

export const TERMS = indexOf(TERM_GROUPS, 0, () => true);
export const CLASSES = indexOf(CLASS_GROUPS, TERM_GROUPS.length, () => true);
export const FRONTS = indexOf(HEAD_GROUPS, firstHead, ({ place }) => place === "front");
export const ENDS = indexOf(HEAD_GROUPS, firstHead, ({ place }) => place === "end");

/** `first`: where these groups begin among all. */
function indexOf<Group>(
  groups: readonly Group[],
  first: number,
  isListed: (group: Group) => boolean,
): PhraseIndex<Group> {
  return new PhraseIndex(tree, (meaning) =>
    (packed.meanings[meaning - 1] ?? []).flatMap((index) => groups[index - first] ?? []).filter(isListed),
  );
}

const standard = spellingOf(packed.compounds.spellings);
const whole: ReadonlySet<string> = new Set(packed.compounds.whole);
const shortPieces: ReadonlySet<string> = new Set(packed.compounds.pieces);

/**
 * The words of a name in the form that the lists use: whole words, compounds apart, one number, one spelling. Whoever is asked for
 * the same few names again and again remembers what it made of them.
 */
export function wordsOf(text: string): readonly string[] {
  return cutWords(text.length > MAX_NAME ? text.slice(-MAX_NAME) : text).slice(-MAX_WORDS);
}

/** Longer names are not written by people; of such a one the end is read, where the head noun is. */
const MAX_NAME = 256;
const MAX_WORDS = 32;

function cutWords(name: string): readonly string[] {
  return splitName(name).flatMap((word) => {
    const known = standard(word);
    if (tree.hasWord(known) || whole.has(word)) return [known];
    const pieces = splitCompound(word, isPiece);
    return pieces ? pieces.map(standard) : [known];
  });
}

const MIN_PIECE = 4;

function isPiece(piece: string): boolean {
  if (piece.length < MIN_PIECE) return shortPieces.has(piece);
  return tree.hasWord(standard(piece));
}
