import type { Shape } from "../../schema/schema.ts";
import type { TermGroup } from "../lexicon/lexicon.ts";
import { fitOf } from "../lexicon/shapes.ts";
import type { EvidenceKind } from "../model.ts";
import { madeOf, type Part, type Phrase } from "../phrase.ts";
import { turnDetail, turnFeature, turnsAround, turnsFor } from "../reading.ts";
import { clueTo, EXCLUSIVE, type Surroundings, withClue } from "../surroundings.ts";
import { featuresOf, reasonOf } from "../weights.ts";
import { type Candidate, candidate, candidateWithin } from "./candidate.ts";
import type { Clue } from "./clue.ts";
import { categoryWithin, contextIn } from "./context.ts";
import { type Reason, saidDetail, type Source } from "./reason.ts";

/** What a field's name says: one candidate for each group of words that it mentions. */
export function nameSays(name: Phrase, shape: Shape, surroundings: Surroundings): readonly Candidate[] {
  return phraseSays(name, shape, surroundings, NAME);
}

const NAME: Source = { kind: "name", place: "name", share: 1, floor: -Infinity };

export function phraseSays(
  phrase: Phrase,
  shape: Shape,
  surroundings: Surroundings,
  source: Source,
): readonly Candidate[] {
  if (phrase.parts.length === 0) return NOTHING;
  const spoken = spokenAs(phrase, shape, source);
  return spoken.outright ?? spoken.senses.map((sense) => within(surroundings, sense, phrase, spoken));
}

const NOTHING: readonly Candidate[] = [];

/** What a phrase says of a field of one shape, wherever that field stands. */
interface Spoken {
  readonly shape: Shape;
  readonly source: Source;
  /** One for each group of words that it mentions. */
  readonly senses: readonly Sense[];
  /** What all of them say, where the surroundings do not matter to any. */
  readonly outright: readonly Candidate[] | null;
}

interface Sense {
  readonly term: TermGroup;
  readonly part: Part;
  /** By its own category first, then by others that the surroundings gave it so far. */
  readonly candidates: Candidate[];
}

/** What a phrase was found to say so far: kept because the same names come again and again. */
const spokenBy: (phrase: Phrase) => Spoken[] = madeOf(() => []);

function spokenAs(phrase: Phrase, shape: Shape, source: Source): Spoken {
  const before = spokenBy(phrase);
  for (const known of before) if (known.shape === shape && known.source === source) return known;
  const senses = phrase.parts.flatMap((part) =>
    part.mention.terms
      .filter((term) => term.weight >= source.floor)
      .map((term) => {
        const evidence = evidenceFor(term.category, { term, part, phrase, shape, source });
        return { term, part, candidates: [candidate(term.category, evidence)] };
      }),
  );
  const outright = senses.some(({ term }) => term.as ?? term.in)
    ? null
    : senses.map(({ candidates }) => candidates[0]!);
  const spoken = { shape, source, senses, outright };
  before.push(spoken);
  return spoken;
}

function within(surroundings: Surroundings, sense: Sense, phrase: Phrase, { shape, source }: Spoken): Candidate {
  const { term, part, candidates } = sense;
  if (!term.as && !term.in) return candidates[0]!;
  const local = localSurroundings(surroundings, term.generic && part.stranger.length > 0 ? part.stranger : part.owner);
  const category = categoryWithin(term.category, term.as, local);
  let spoken = candidates.find((known) => known.category === category);
  if (!spoken) {
    spoken = candidate(category, evidenceFor(category, { term, part, phrase, shape, source }));
    candidates.push(spoken);
  }
  const context = contextIn(term.in, local);
  return context ? candidateWithin(context, spoken) : spoken;
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
  return EXCLUSIVE.includes(name);
}

function replaced(surroundings: Surroundings, clues: readonly Clue[]): Surroundings {
  const kept = surroundings.filter((clue) => clue.class === "reference" || !isExclusive(clue));
  return added(kept, clues);
}

function added(surroundings: Surroundings, clues: readonly Clue[]): Surroundings {
  let result = surroundings;
  for (const item of clues)
    if (item.strength > (clueTo(item.class, result)?.strength ?? 0)) result = withClue(item, result);
  return result;
}
