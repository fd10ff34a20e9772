import type { Shape } from "../../schema/schema.ts";
import type { TermGroup } from "../lexicon/lexicon.ts";
import { fitOf } from "../lexicon/shapes.ts";
import type { EvidenceKind } from "../model.ts";
import { type Part, type Phrase, phraseOf, type Sense } from "../phrase.ts";
import { turnDetail, turnFeature, turnsAround, turnsFor } from "../reading.ts";
import { clueTo, EXCLUSIVE, type Surroundings, withClue } from "../surroundings.ts";
import { featuresOf, reasonOf } from "../weights.ts";
import { type Candidate, candidate, type Reason, saidDetail, type Source } from "./candidate.ts";
import type { Clue } from "./clue.ts";
import { categoryWithin, contextEvidence } from "./context.ts";

/** What a field's name says: one candidate for each group of words that it mentions. */
export function nameSays(name: string, shape: Shape, surroundings: Surroundings): readonly Candidate[] {
  return phraseSays(phraseOf(name), shape, surroundings, NAME);
}

const NAME: Source = { kind: "name", place: "name", share: 1, floor: -Infinity };

export function phraseSays(
  phrase: Phrase,
  shape: Shape,
  surroundings: Surroundings,
  source: Source,
): readonly Candidate[] {
  if (phrase.parts.length === 0) return NOTHING;
  const candidates: Candidate[] = [];
  for (const part of phrase.parts)
    for (const term of part.mention.terms)
      if (term.weight >= source.floor) candidates.push(candidateOf(phrase, part, term, shape, surroundings, source));
  return candidates;
}

const NOTHING: readonly Candidate[] = [];

function candidateOf(
  phrase: Phrase,
  part: Part,
  term: TermGroup,
  shape: Shape,
  surroundings: Surroundings,
  source: Source,
): Candidate {
  if (!term.as && !term.in) return spokenBy(phrase, part, { term, category: term.category, shape, source });
  const local = localSurroundings(surroundings, term.generic && part.stranger.length > 0 ? part.stranger : part.owner);
  const category = categoryWithin(term.category, term.as, local);
  const spoken = spokenBy(phrase, part, { term, category, shape, source });
  const context = contextEvidence(term.in, local, category);
  if (context.length === 0) return spoken;
  const [first, ...rest] = spoken.evidence;
  return candidate(category, [first!, ...context, ...rest]);
}

/** What the phrase says by itself, wherever it stands: kept because the same names come again and again. */
function spokenBy(phrase: Phrase, part: Part, sense: Sense): Candidate {
  const { term, category, shape, source } = sense;
  for (const known of part.spoken)
    if (known.term === term && known.category === category && known.shape === shape && known.source === source)
      return known.candidate;
  const made = candidate(category, evidenceOf(phrase, part, sense));
  part.spoken.push({ ...sense, candidate: made });
  return made;
}

function evidenceOf(
  { words, mentions }: Phrase,
  { mention }: Part,
  { term, category, shape, source: { kind, place, share } }: Sense,
): readonly Reason[] {
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
