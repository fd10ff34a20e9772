/**
 * Decides whether a field is sensitive, and what it holds. An additive model: each piece of evidence adds to the
 * log-odds, their sum gives the confidence, and every part of it can be shown.
 */
import type { Entity, Field, FileSchema } from "../schema/schema.ts";
import { mapped } from "../text/mapped.ts";
import { decide, reasonsIn, startingPoint, type Weighed } from "./decide.ts";
import { argumentsSay, declaresMore, isSetByClock, uploadFolderSays } from "./evidence/arguments.ts";
import { type Candidate, candidateWith } from "./evidence/candidate.ts";
import type { Clue } from "./evidence/clue.ts";
import { entitySays } from "./evidence/entity.ts";
import { identifierSays } from "./evidence/identifier.ts";
import { labelSays } from "./evidence/label.ts";
import { nameSays } from "./evidence/name.ts";
import type { Reason } from "./evidence/reason.ts";
import { encryptionSays, typeSays } from "./evidence/type.ts";
import { joined } from "./joined.ts";
import type { Classification, EvidenceKind } from "./model.ts";
import { type Phrase, phraseOf } from "./phrase.ts";
import type { Surroundings } from "./surroundings.ts";
import { surroundingsOf } from "./surroundings.ts";
import { branchOf } from "./taxonomy.ts";
import { reasonOf } from "./weights.ts";

/** `surroundings` are the same for all fields of an entity, whose names are known from them: give both where many are classified. */
export function classify(
  field: Field,
  entity: Entity,
  schema: FileSchema,
  surroundings: Surroundings = surroundingsOf(entity, schema),
  name: Phrase = phraseOf(field.name),
  values: ToldByValues = NO_VALUES,
): Classification {
  if (field.type.shape === "relation") return HOLDS_NO_VALUE;
  const weighed = weigh(field, surroundings, name, values);
  return weighed ? decide(weighed) : nothingKnown(field);
}

/** What values say that are stored in a field, where somebody has looked at them. */
export interface ToldByValues {
  readonly candidates: readonly Candidate[];
  /** By category: what speaks against it. */
  readonly against: ReadonlyMap<string, readonly Reason[]>;
}

const NO_VALUES: ToldByValues = { candidates: [], against: new Map() };

/** What the field most likely holds, and all that speaks for and against it, before the weights are fitted. */
export function likeliest(field: Field, surroundings: Surroundings, name: Phrase = phraseOf(field.name)): Likeliest {
  const weighed = field.type.shape === "relation" ? RELATION : weigh(field, surroundings, name);
  return weighed ? { category: weighed.category, evidence: reasonsIn(weighed) } : NOTHING;
}

/** What a field most likely holds. */
interface Likeliest {
  readonly category: string | null;
  readonly evidence: readonly Reason[];
}

const NOTHING: Likeliest = { category: null, evidence: [] };

/** Null where nothing speaks of anything. */
function weigh(
  field: Field,
  surroundings: Surroundings,
  name: Phrase,
  values: ToldByValues = NO_VALUES,
): Weighed | null {
  const declared = candidatesOf(field, name, withoutOwnWord(surroundings, field.name));
  const candidates = values === NO_VALUES ? declared : withValues(values, declared);
  const encryption = encryptionSays(field);
  const best = bestOf(candidates);
  if (best) return { category: best.category, best, support: supportFor(best, candidates), rest: encryption };
  return encryption.length > 0 ? { category: MIXED, best, support: NO_CANDIDATES, rest: encryption } : null;
}

const MIXED = "user";
const RELATION: Weighed = {
  category: null,
  best: null,
  support: [],
  rest: [reasonOf({ kind: "type", detail: "a relation holds no value of its own", weight: -9 }, "relation")],
};

/** A field is no witness in its own cause: an e-mail address does not make its record a person's to be personal itself. */
export function withoutOwnWord(surroundings: Surroundings, name: string): Surroundings {
  for (const clue of surroundings) if (restsOn(name, clue)) return withoutThose(name, surroundings);
  return surroundings;
}

function withoutThose(name: string, surroundings: Surroundings): Surroundings {
  return surroundings.filter((clue) => !restsOn(name, clue));
}

function restsOn(name: string, { fields }: Clue): boolean {
  return fields !== undefined && areAll(name, fields);
}

function areAll(name: string, fields: readonly string[]): boolean {
  return fields.every((item) => item === name);
}

function withValues({ candidates, against }: ToldByValues, declared: readonly Candidate[]): readonly Candidate[] {
  const doubted = declared.map((told) => candidateWith(joined(told.more, against.get(told.category) ?? []), told));
  return joined(doubted, candidates);
}

/** Everything that the field may be. Mostly there are one or two. */
function candidatesOf(field: Field, name: Phrase, surroundings: Surroundings): readonly Candidate[] {
  let found = nameSays(name, field.type.shape, surroundings);
  found = joined(found, typeSays(field, surroundings, name));
  found = joined(found, labelSays(field, surroundings));
  found = joined(found, identifierSays(field, surroundings, name));
  found = joined(found, uploadFolderSays(field));
  found = joined(found, entitySays(field, surroundings, name));
  return found.length === 0 || !declaresMore(field) ? found : asDeclared(field, found);
}

function asDeclared(field: Field, candidates: readonly Candidate[]): readonly Candidate[] {
  return mapped(candidates, (told) => candidateWith(argumentsSay(field, told.category), told));
}

/** The first of those that are as likely. */
function bestOf(candidates: readonly Candidate[]): Candidate | null {
  let best: Candidate | null = null;
  for (const each of candidates) if (!best || each.score > best.score) best = each;
  return best;
}

/**
 * Candidates from elsewhere that mean the same kind of data make it likelier; others of the same origin do not. The likeliest
 * of each origin, that one first.
 */
function supportFor(best: Candidate, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.length === 1 ? NO_CANDIDATES : supportAmong(best, candidates);
}

function supportAmong(best: Candidate, candidates: readonly Candidate[]): readonly Candidate[] {
  const alike = candidates.filter(
    (other) => other.score > 0 && other !== best && kindOf(other) !== kindOf(best) && isRelated(other, best),
  );
  if (alike.length < 2) return alike;
  alike.sort((one, another) => another.score - one.score);
  return alike.filter((other, index) => alike.findIndex((earlier) => kindOf(earlier) === kindOf(other)) === index);
}

const NO_CANDIDATES: readonly Candidate[] = [];

function kindOf({ said }: Candidate): EvidenceKind {
  return said[0]!.kind;
}

/** In the same branch of the taxonomy: `user.contact.email` and `user.contact`. */
function isRelated(one: Candidate, other: Candidate): boolean {
  return branchOf(one.category) === branchOf(other.category);
}

/** Most fields are of this kind. Where the declaration itself tells why, that is said. */
function nothingKnown(field: Field): Classification {
  const { type, choices } = field;
  if (type.shape === "json") return NOTHING_KNOWN.ofContents;
  if (type.shape === "auto") return NOTHING_KNOWN.ofNumber;
  if (choices !== null) return NOTHING_KNOWN.ofChoice;
  return isSetByClock(field) ? NOTHING_KNOWN.ofMoment : NOTHING_KNOWN.ofRest;
}

const NOTHING_SPEAKS = "nothing in its name, type or texts speaks of sensitive data";
const NOTHING_KNOWN = {
  ofContents: knownNothing(", but the declaration does not tell what is written to it"),
  ofNumber: knownNothing("; it is a number that the database counts"),
  ofChoice: knownNothing("; it is chosen from a fixed list"),
  ofMoment: knownNothing("; the clock sets it when the record is saved"),
  ofRest: knownNothing(""),
};

const HOLDS_NO_VALUE = decide(RELATION);

function knownNothing(more: string): Classification {
  return decide({ category: null, best: null, support: [], rest: [] }, startingPoint(`${NOTHING_SPEAKS}${more}`));
}
