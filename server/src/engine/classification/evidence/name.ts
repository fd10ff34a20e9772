import type { Shape } from "../../schema/schema.ts";
import type { TermGroup } from "../lexicon/lexicon.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import { fitOf } from "../lexicon/shapes.ts";
import type { EvidenceKind } from "../model.ts";
import type { Mention, Modifier } from "../reading.ts";
import { classesOf, mentionsIn, modifierOf, turnFeature, turnsAround, unknownBefore } from "../reading.ts";
import type { Surroundings } from "../surroundings.ts";
import { EXCLUSIVE } from "../surroundings.ts";
import { featuresOf } from "../weights.ts";
import type { Candidate, Reason } from "./candidate.ts";
import type { Clue } from "./clue.ts";
import { categoryWithin, contextEvidence } from "./context.ts";

/** What a field's name says: one candidate for each group of words that it mentions. */
export function nameSays(name: string, shape: Shape, surroundings: Surroundings): readonly Candidate[] {
  return phraseSays(wordsOf(name), shape, surroundings, NAME);
}

const NAME: Source = { kind: "name", subject: "the name", share: 1, floor: -Infinity };

/** Where a phrase stands, how to speak of it, how much its data words weigh compared with a name's, and which count. */
export interface Source {
  readonly kind: EvidenceKind;
  readonly subject: string;
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
  }));
  const found = { mentions, parts };
  kept.set(words, found);
  return found;
}

const kept = new WeakMap<readonly string[], Parts>();

function candidateOf(
  { words, mentions }: Phrase,
  { mention }: Part,
  term: TermGroup,
  shape: Shape,
  surroundings: Surroundings,
  source: Source,
): Candidate {
  const category = categoryWithin(term.category, term.as, surroundings);
  const fit = term.shapes?.[shape] ?? fitOf(category, shape);
  const evidence: Reason[] = [
    {
      kind: source.kind,
      detail: `${source.subject} says “${words.slice(mention.start, mention.end).join(" ")}”`,
      weight: term.weight * source.share,
      feature: saidFeature(source.kind, term),
    },
    ...contextEvidence(term.in, surroundings, category),
  ];
  for (const turn of turnsAround(words, mention, mentions, category))
    evidence.push({
      kind: source.kind,
      detail: `“${turn.words}” in ${source.subject} ${turn.says}`,
      weight: turn.weight,
      feature: turnFeature(turn, category),
    });
  if (fit !== 0)
    evidence.push({ kind: "type", detail: fitDetail(shape, fit), weight: fit, feature: shapeFeature(shape, category) });
  return { category, evidence };
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
  return fit > 0 ? `a value of type ${shape} goes well with it` : `a value of type ${shape} hardly holds it`;
}

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
      clue("thing", UNKNOWN_STRENGTH, `“${unknown}” in the name stands for something else`),
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
