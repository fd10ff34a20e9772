/** The word lists, indexed once. Adding a word is a change of data alone. */
import type { Shape } from "../../schema/schema.ts";
import { foldPlural, splitCompound, splitName } from "../words.ts";
import accounts from "./accounts.terms.yml";
import behavior from "./behavior.terms.yml";
import civil from "./civil.terms.yml";
import classGroups from "./classes.yml";
import compounds from "./compounds.yml";
import contact from "./contact.terms.yml";
import content from "./content.terms.yml";
import credentials from "./credentials.terms.yml";
import demographics from "./demographics.terms.yml";
import devices from "./devices.terms.yml";
import finance from "./finance.terms.yml";
import headGroups from "./heads.yml";
import healthClasses from "./health.classes.yml";
import healthCare from "./healthCare.terms.yml";
import healthConditions from "./healthConditions.terms.yml";
import healthLanguages from "./healthLanguages.terms.yml";
import healthLife from "./healthLife.terms.yml";
import healthMeasures from "./healthMeasures.terms.yml";
import healthNumbers from "./healthNumbers.terms.yml";
import healthSigns from "./healthSigns.terms.yml";
import healthTests from "./healthTests.terms.yml";
import healthTreatment from "./healthTreatment.terms.yml";
import identity from "./identity.terms.yml";
import integrations from "./integrations.terms.yml";
import justice from "./justice.terms.yml";
import languages from "./languages.terms.yml";
import names from "./names.terms.yml";
import pay from "./pay.terms.yml";
import peopleClassGroups from "./people.classes.yml";
import people from "./people.terms.yml";
import { PhraseIndex } from "./phraseIndex.ts";
import secrets from "./secrets.terms.yml";
import work from "./work.terms.yml";

/** What an entity or a modifier in a name stands for; `classes.yml` lists the words of each. */
export type WordClass = string;

/** Words that name the same kind of data; see `names.terms.yml` for what each key means. */
export interface TermGroup {
  readonly category: string;
  readonly weight: number;
  readonly generic?: boolean;
  /** Means little alone, yet together with others of its kind tells what an entity is about. */
  readonly telling?: boolean;
  readonly in?: Readonly<Record<WordClass, number>>;
  readonly as?: Readonly<Record<WordClass, string>>;
  readonly shapes?: Readonly<Partial<Record<Shape, number>>>;
  readonly words: readonly string[];
}

export interface ClassGroup {
  readonly class: WordClass;
  readonly says: string;
  readonly words: readonly string[];
}

/** Words around the data word that change what the name means; see `heads.yml`. */
export interface HeadGroup {
  readonly place: "front" | "end";
  readonly weight: number;
  readonly says: string;
  readonly except?: Readonly<Record<string, number>>;
  /** Shapes of fields of which it says nothing: no switch is an e-mail address. */
  readonly unless?: readonly Shape[];
  readonly words: readonly string[];
}

export interface Compounds {
  readonly pieces: readonly string[];
  readonly whole: readonly string[];
  readonly spellings: Readonly<Record<string, string>>;
}

export const TERM_GROUPS: readonly TermGroup[] = [
  ...names,
  ...contact,
  ...identity,
  ...accounts,
  ...demographics,
  ...credentials,
  ...secrets,
  ...integrations,
  ...finance,
  ...healthConditions,
  ...healthSigns,
  ...healthTreatment,
  ...healthCare,
  ...healthMeasures,
  ...healthTests,
  ...healthLife,
  ...healthNumbers,
  ...healthLanguages,
  ...content,
  ...behavior,
  ...devices,
  ...people,
  ...civil,
  ...justice,
  ...pay,
  ...work,
  ...languages,
];
export const CLASS_GROUPS: readonly ClassGroup[] = [...classGroups, ...healthClasses, ...peopleClassGroups];
export const HEAD_GROUPS: readonly HeadGroup[] = headGroups;

const spellings: ReadonlyMap<string, string> = new Map(Object.entries(compounds.spellings));
const whole: ReadonlySet<string> = new Set(compounds.whole);
const shortPieces: ReadonlySet<string> = new Set(compounds.pieces);
const vocabulary = new Set<string>();

export const TERMS = new PhraseIndex<TermGroup>();
export const CLASSES = new PhraseIndex<ClassGroup>();
export const FRONTS = new PhraseIndex<HeadGroup>();
export const ENDS = new PhraseIndex<HeadGroup>();

for (const group of TERM_GROUPS) addPhrases(TERMS, group, group.words);
for (const group of CLASS_GROUPS) addPhrases(CLASSES, group, group.words);
for (const group of HEAD_GROUPS) addPhrases(group.place === "front" ? FRONTS : ENDS, group, group.words);

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
    if (vocabulary.has(known) || whole.has(word)) return [known];
    const pieces = splitCompound(word, isPiece);
    return pieces ? pieces.map(standard) : [known];
  });
}

function addPhrases<Entry>(index: PhraseIndex<Entry>, entry: Entry, phrases: readonly string[]): void {
  for (const phrase of phrases) {
    const words = phrase.split(" ").map(listed);
    for (const variant of variantsOf(words)) index.add(variant, entry);
  }
}

/** The same few words come again and again in the lists; those in their final form stay as they are. */
function listed(word: string): string {
  if (vocabulary.has(word)) return word;
  const known = standard(word);
  vocabulary.add(known);
  return known;
}

/** `passport number` is also written `passport no`. */
function variantsOf(words: readonly string[]): readonly (readonly string[])[] {
  return words.length > 1 && words.at(-1) === "number" ? [words, [...words.slice(0, -1), "no"]] : [words];
}

function standard(word: string): string {
  const folded = foldPlural(word);
  return spellings.get(word) ?? spellings.get(folded) ?? folded;
}

const MIN_PIECE = 4;

function isPiece(piece: string): boolean {
  if (piece.length < MIN_PIECE) return shortPieces.has(piece);
  return vocabulary.has(standard(piece));
}
