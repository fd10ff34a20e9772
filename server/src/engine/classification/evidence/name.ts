import type { Shape } from "../../schema/schema.ts";
import { mapped } from "../../text/mapped.ts";
import type { TermGroup, WordClass } from "../lexicon/lexicon.ts";
import { fitOf } from "../lexicon/shapes.ts";
import type { EvidenceKind } from "../model.ts";
import { NO_PARTS, type Part, type Phrase } from "../phrase.ts";
import { turnDetail, turnFeature, turnsAround, turnsFor } from "../reading.ts";
import { EXCLUSIVE, strongestTo, type Surroundings, withClue } from "../surroundings.ts";
import { featuresOf, reasonOf } from "../weights.ts";
import { type Candidate, candidate, candidateWithin } from "./candidate.ts";
import type { Clue } from "./clue.ts";
import { categoryWithin, type ClassWeights, contextIn, weightsByClass } from "./context.ts";
import { type Reason, saidDetail, type Source } from "./reason.ts";
import { verbsIn } from "./verbs.ts";

/** What a field's name says: one candidate for each group of words that it mentions. */
export function nameSays(name: Phrase, shape: Shape, surroundings: Surroundings): readonly Candidate[] {
  return phraseSays(name, shape, surroundings, NAME);
}

const NAME: Source = { kind: "name", place: "name", share: 1, floor: -Infinity, isProse: false };

export function phraseSays(
  phrase: Phrase,
  shape: Shape,
  surroundings: Surroundings,
  source: Source,
): readonly Candidate[] {
  if (phrase.parts === NO_PARTS) return NOTHING;
  const { outright, senses } = spokenAs(phrase, shape, source);
  return outright ?? (senses.length === 1 ? [within(surroundings, senses[0]!)] : allWithin(surroundings, senses));
}

function allWithin(surroundings: Surroundings, senses: readonly Sense[]): readonly Candidate[] {
  return mapped(senses, (sense) => within(surroundings, sense));
}

const NOTHING: readonly Candidate[] = [];

/** What a phrase says of a field of one shape, wherever that field stands: kept because the same names come again and again. */
interface Spoken {
  readonly shape: Shape;
  readonly source: Source;
  /** One for each group of words that it mentions. */
  readonly senses: readonly Sense[];
  /** What all of them say, where the surroundings do not matter to any. */
  readonly outright: readonly Candidate[] | null;
  /** What it says of fields of other shapes, as far as somebody asked. */
  readonly next: Spoken | null;
}

interface Sense {
  readonly saying: Saying;
  /** By its own category. */
  readonly candidate: Candidate;
  /** What the surroundings add to it, and where they make it another category; null where they do not. */
  readonly weights: ClassWeights | null;
  readonly categories: Readonly<Record<WordClass, string>> | null;
  /** What the words around it say of whose it is. */
  readonly own: readonly Clue[];
  /** By other categories that the surroundings gave it so far. */
  readonly others: Candidate[];
}

function spokenAs(phrase: Phrase, shape: Shape, source: Source): Spoken {
  const first = phrase.spoken as Spoken | null;
  for (let spoken = first; spoken; spoken = spoken.next)
    if (spoken.shape === shape && spoken.source === source) return spoken;
  return (phrase.spoken = speak(phrase, shape, source, first));
}

function speak(phrase: Phrase, shape: Shape, source: Source, next: Spoken | null): Spoken {
  const verbs = source.isProse ? verbsIn(phrase.text) : NO_VERBS;
  const senses = phrase.parts
    .filter(({ mention: { start, end } }) => !verbs.has(phrase.words.slice(start, end).join(" ")))
    .flatMap((part) =>
      part.mention.terms
        .filter((term) => term.weight >= source.floor)
        .map((term) => senseOf({ term, part, phrase, shape, source })),
    );
  const isOutright = senses.every(({ weights, categories }) => weights === null && categories === null);
  return { shape, source, senses, outright: isOutright ? mapped(senses, ({ candidate: only }) => only) : null, next };
}

const NO_VERBS: ReadonlySet<string> = new Set();

function senseOf(saying: Saying): Sense {
  const { term, part } = saying;
  return {
    saying,
    candidate: candidate(term.category, evidenceFor(term.category, saying)),
    weights: term.in ? weightsByClass(term.in) : null,
    categories: term.as ?? null,
    own: term.generic && part.stranger.length > 0 ? part.stranger : part.owner,
    others: [],
  };
}

function within(surroundings: Surroundings, sense: Sense): Candidate {
  const { weights, categories, own } = sense;
  const local = weights || categories ? localSurroundings(surroundings, own) : NOWHERE;
  if (local.length === 0) return sense.candidate;
  const spoken = categories ? as(categoryWithin(sense.candidate.category, categories, local), sense) : sense.candidate;
  const context = weights && contextIn(weights, local);
  return context ? candidateWithin(context, spoken) : spoken;
}

const NOWHERE: Surroundings = [];

function as(category: string, { saying, candidate: own, others }: Sense): Candidate {
  if (category === own.category) return own;
  let other = others.find((known) => known.category === category);
  if (!other) others.push((other = candidate(category, evidenceFor(category, saying))));
  return other;
}

/** A group of words in a phrase, and where that stands. */
interface Saying {
  readonly term: TermGroup;
  readonly part: Part;
  readonly phrase: Phrase;
  readonly shape: Shape;
  readonly source: Source;
}

function evidenceFor(category: string, { term, part: { mention }, phrase, shape, source }: Saying): readonly Reason[] {
  const { words, mentions } = phrase;
  const { kind, place, share } = source;
  const fit = term.shapes?.[shape] ?? fitOf(category, shape);
  const said = { words: words.slice(mention.start, mention.end).join(" "), places: [place] };
  const weight = term.weight * share;
  const evidence = [reasonOf({ kind, detail: saidDetail(said, weight), weight }, saidFeature(kind, term), said)];
  for (const turn of turnsFor(shape, turnsAround(words, mention, mentions, category))) {
    const detail = turnDetail(turn, place);
    evidence.push(reasonOf({ kind, detail, weight: turn.weight }, turnFeature(turn, category)));
  }
  if (fit !== 0) {
    const detail = fitDetail(shape, fit);
    evidence.push(reasonOf({ kind: "type", detail, weight: fit }, shapeFeature(shape, category)));
  }
  return evidence;
}

const shapeFeature = featuresOf("shape ");

/** A group of words is fitted on its own. */
function saidFeature(kind: EvidenceKind, term: TermGroup): string {
  let byTerm = saidFeatures.get(kind);
  if (!byTerm) saidFeatures.set(kind, (byTerm = new Map<TermGroup, string>()));
  let feature = byTerm.get(term);
  if (feature === undefined) byTerm.set(term, (feature = `${kind} says ${term.category}: ${term.firstPhrase}`));
  return feature;
}

const saidFeatures = new Map<EvidenceKind, Map<TermGroup, string>>();

function fitDetail(shape: Shape, fit: number): string {
  return `${CALLED[shape]} ${fit > 0 ? "goes well with that" : "hardly holds that"}`;
}

const CALLED: Readonly<Record<Shape, string>> = {
  string: "a short text",
  text: "a long text",
  email: "an e-mail address",
  url: "a link",
  phone: "a phone number",
  ip: "an IP address",
  slug: "a slug",
  uuid: "a UUID",
  boolean: "a yes/no value",
  integer: "a whole number",
  decimal: "a number",
  float: "a number",
  money: "an amount of money",
  date: "a date",
  datetime: "a date with a time",
  time: "a time of day",
  duration: "a length of time",
  json: "free-form JSON",
  binary: "binary data",
  file: "a file",
  image: "an image",
  geo: "a place on the map",
  array: "a list of values",
  country: "a country",
  auto: "a number that the database counts",
  relation: "a relation",
  unknown: "a value of an unknown type",
};

/**
 * The surroundings as the name itself corrects them: `customer_name` on an order is a person's, `product_name` on a
 * customer is a thing's.
 */
function localSurroundings(surroundings: Surroundings, own: readonly Clue[]): Surroundings {
  if (own.length === 0) return surroundings;
  return own.some(isExclusive) ? replaced(surroundings, own) : added(surroundings, own);
}

function isExclusive({ class: name }: Clue): boolean {
  return EXCLUSIVE.has(name);
}

function replaced(surroundings: Surroundings, clues: readonly Clue[]): Surroundings {
  const kept = surroundings.filter((clue) => clue.class === "reference" || !isExclusive(clue));
  return added(kept, clues);
}

function added(surroundings: Surroundings, clues: readonly Clue[]): Surroundings {
  let result = surroundings;
  for (const item of clues)
    if (item.strength > (strongestTo(item.class, result)?.strength ?? 0)) result = withClue(item, result);
  return result;
}
