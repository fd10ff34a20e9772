import type { Shape } from "../../schema/schema.ts";
import type { TermGroup } from "../lexicon/lexicon.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import { fitOf } from "../lexicon/shapes.ts";
import type { EvidenceKind } from "../model.ts";
import type { Mention, Modifier } from "../reading.ts";
import {
  classesOf,
  mentionsIn,
  modifierOf,
  turnDetail,
  turnFeature,
  turnsAround,
  turnsFor,
  unknownBefore,
} from "../reading.ts";
import type { Surroundings } from "../surroundings.ts";
import { EXCLUSIVE } from "../surroundings.ts";
import { featuresOf } from "../weights.ts";
import { type Candidate, type Place, type Reason, saidDetail } from "./candidate.ts";
import type { Clue } from "./clue.ts";
import { categoryWithin, contextEvidence } from "./context.ts";

/** What a field's name says: one candidate for each group of words that it mentions. */
export function nameSays(name: string, shape: Shape, surroundings: Surroundings): readonly Candidate[] {
  return phraseSays(wordsOf(name), shape, surroundings, NAME);
}

const NAME: Source = { kind: "name", place: "name", share: 1, floor: -Infinity };

/** Where a phrase stands, how people call that place, how much its data words weigh compared with a name's, and which count. */
export interface Source {
  readonly kind: EvidenceKind;
  readonly place: Place;
  readonly share: number;
  /** Words of less weight say nothing here. */
  readonly floor: number;
}

export function phraseSays(
  words: readonly string[],
  shape: Shape,
  surroundings: Surroundings,
  source: Source,
): readonly Candidate[] {
  const { mentions, parts } = partsIn(words);
  const candidates: Candidate[] = [];
  for (const part of parts) {
    const terms = part.mention.terms.filter((term) => term.weight >= source.floor);
    if (terms.length === 0) continue;
    const local = localSurroundings(surroundings, part.modifier, null);
    const foreign = part.unknown === null ? local : localSurroundings(surroundings, part.modifier, part.unknown);
    for (const term of terms)
      candidates.push(candidateOf({ words, mentions }, part, term, shape, term.generic ? foreign : local, source));
  }
  return candidates;
}

interface Phrase {
  readonly words: readonly string[];
  readonly mentions: readonly Mention[];
}

/** A mention and what the words around it say of whose it is, wherever the phrase stands. */
interface Part {
  readonly mention: Mention;
  readonly modifier: Modifier | null;
  readonly unknown: string | null;
  readonly spoken: (Sense & { readonly candidate: Candidate })[];
}

interface Parts {
  readonly mentions: readonly Mention[];
  readonly parts: readonly Part[];
}

function partsIn(words: readonly string[]): Parts {
  const before = kept.get(words);
  if (before) return before;
  const mentions = mentionsIn(words);
  const parts = mentions.map((mention) => ({
    mention,
    modifier: modifierOf(words, mention),
    unknown: unknownBefore(words, mention),
    spoken: [],
  }));
  const found = { mentions, parts };
  kept.set(words, found);
  return found;
}

const kept = new WeakMap<readonly string[], Parts>();

function candidateOf(
  phrase: Phrase,
  part: Part,
  term: TermGroup,
  shape: Shape,
  surroundings: Surroundings,
  source: Source,
): Candidate {
  const category = categoryWithin(term.category, term.as, surroundings);
  const spoken = spokenBy(phrase, part, { term, category, shape, source });
  const context = contextEvidence(term.in, surroundings, category);
  if (context.length === 0) return spoken;
  const [said, ...rest] = spoken.evidence;
  return { category, evidence: [said!, ...context, ...rest] };
}

/** How a part of a phrase is taken. */
interface Sense {
  readonly term: TermGroup;
  readonly category: string;
  readonly shape: Shape;
  readonly source: Source;
}

/** What the phrase says by itself, wherever it stands: kept because the same names come again and again. */
function spokenBy(phrase: Phrase, part: Part, sense: Sense): Candidate {
  const { term, category, shape, source } = sense;
  for (const known of part.spoken)
    if (known.term === term && known.category === category && known.shape === shape && known.source === source)
      return known.candidate;
  const candidate = { category, evidence: evidenceOf(phrase, part, sense) };
  part.spoken.push({ ...sense, candidate });
  return candidate;
}

function evidenceOf(
  { words, mentions }: Phrase,
  { mention }: Part,
  { term, category, shape, source }: Sense,
): Reason[] {
  const fit = term.shapes?.[shape] ?? fitOf(category, shape);
  const said = { words: words.slice(mention.start, mention.end).join(" "), places: [source.place] };
  const weight = term.weight * source.share;
  const evidence: Reason[] = [
    { kind: source.kind, detail: saidDetail(said, weight), weight, feature: saidFeature(source.kind, term), said },
  ];
  for (const turn of turnsFor(shape, turnsAround(words, mention, mentions, category)))
    evidence.push({
      kind: source.kind,
      detail: turnDetail(turn, source.place),
      weight: turn.weight,
      feature: turnFeature(turn, category),
    });
  if (fit !== 0)
    evidence.push({ kind: "type", detail: fitDetail(shape, fit), weight: fit, feature: shapeFeature(shape, category) });
  return evidence;
}

const shapeFeature = featuresOf("shape ");

/** A group of words is fitted on its own. */
function saidFeature(kind: EvidenceKind, term: TermGroup): string {
  let byTerm = saidFeatures.get(kind);
  if (!byTerm) saidFeatures.set(kind, (byTerm = new Map<TermGroup, string>()));
  let feature = byTerm.get(term);
  if (feature === undefined) byTerm.set(term, (feature = `${kind} says ${term.category}: ${term.words[0]!}`));
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
function localSurroundings(
  surroundings: Surroundings,
  modifier: Modifier | null,
  unknown: string | null,
): Surroundings {
  if (unknown !== null) {
    return replaced(surroundings, [
      clue("thing", UNKNOWN_STRENGTH, `“${unknown}” in the name is not known to stand for a person`),
    ]);
  }
  if (!modifier) return surroundings;
  const own = modifier.groups.map((group) => clue(group.class, 1, `“${modifier.words}” in the name ${group.says}`));
  return classesOf(modifier).some((name) => EXCLUSIVE.includes(name))
    ? replaced(surroundings, own)
    : added(surroundings, own);
}

const UNKNOWN_STRENGTH = 0.8;

function clue(name: string, strength: number, detail: string): Clue {
  return { class: name, strength, kind: "name", origin: "field", detail };
}

function replaced(surroundings: Surroundings, clues: readonly Clue[]): Surroundings {
  const kept = [...surroundings].filter(([name]) => name === "reference" || !EXCLUSIVE.includes(name));
  return added(new Map(kept), clues);
}

function added(surroundings: Surroundings, clues: readonly Clue[]): Surroundings {
  const result = new Map(surroundings);
  for (const item of clues) if (item.strength > (result.get(item.class)?.strength ?? 0)) result.set(item.class, item);
  return result;
}
