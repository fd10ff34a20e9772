/**
 * Decides whether a field is sensitive, and what it holds. An additive model: each piece of evidence adds to the
 * log-odds, their sum gives the confidence, and every part of it can be shown.
 */
import type { Entity, Field, FileSchema } from "../schema/schema.ts";
import { argumentsSay, declaresMore, isSetByClock, uploadFolderSays } from "./evidence/arguments.ts";
import type { Clue } from "./evidence/clue.ts";
import { type Candidate, candidateWith, evidenceOf } from "./evidence/candidate.ts";
import { type Reason, saidDetail, saidTogether } from "./evidence/reason.ts";
import { entitySays } from "./evidence/entity.ts";
import { identifierSays } from "./evidence/identifier.ts";
import { labelSays } from "./evidence/label.ts";
import { nameSays } from "./evidence/name.ts";
import { encryptionSays, typeSays } from "./evidence/type.ts";
import { joined } from "./joined.ts";
import type { Classification, Evidence, EvidenceKind } from "./model.ts";
import { type Phrase, phraseOf } from "./phrase.ts";
import type { Surroundings } from "./surroundings.ts";
import { surroundingsOf } from "./surroundings.ts";
import { branchOf, categoryOf } from "./taxonomy.ts";
import { PRIOR_WEIGHT, reasonOf } from "./weights.ts";

/** Confidence from which a field counts as sensitive. */
export const SENSITIVE_FROM = 0.5;
/** Confidence from which a field is worth a question to a person. */
export const REVIEW_FROM = 0.2;

/** `surroundings` are the same for all fields of an entity, whose names are known from them: give both where many are classified. */
export function classify(
  field: Field,
  entity: Entity,
  schema: FileSchema,
  surroundings: Surroundings = surroundingsOf(entity, schema),
  name: Phrase = phraseOf(field.name),
): Classification {
  if (field.type.shape === "relation") return HOLDS_NO_VALUE;
  const { category, evidence } = likeliest(field, surroundings, name);
  return evidence.length === 0 ? nothingKnown(field) : decide(category, shown(evidence));
}

/** What the field most likely holds, and all that speaks for and against it, before the weights are fitted. */
export function likeliest(field: Field, surroundings: Surroundings, name: Phrase = phraseOf(field.name)): Likeliest {
  if (field.type.shape === "relation") return RELATION;
  const candidates = candidatesOf(field, name, withoutOwnWord(surroundings, field.name));
  const best = bestOf(candidates);
  const encryption = encryptionSays(field);
  if (!best) return encryption.length > 0 ? { category: MIXED, evidence: encryption } : NOTHING;
  const evidence = joined(evidenceOf(best), supportFor(best, candidates));
  return { category: best.category, evidence: joined(evidence, encryption) };
}

/** What a field most likely holds. */
interface Likeliest {
  readonly category: string | null;
  readonly evidence: readonly Reason[];
}

const PRIOR = prior("the starting point: most fields hold nothing sensitive");
const RELATION: Likeliest = {
  category: null,
  evidence: [reasonOf({ kind: "type", detail: "a relation holds no value of its own", weight: -9 }, "relation")],
};
const NOTHING: Likeliest = { category: null, evidence: [] };
const MIXED = "user";

/** A field is no witness in its own cause: an e-mail address does not make its record a person's to be personal itself. */
export function withoutOwnWord(surroundings: Surroundings, name: string): Surroundings {
  for (const clue of surroundings) if (restsOn(name, clue)) return surroundings.filter((item) => !restsOn(name, item));
  return surroundings;
}

function restsOn(name: string, { fields }: Clue): boolean {
  return fields !== undefined && areAll(name, fields);
}

function areAll(name: string, fields: readonly string[]): boolean {
  return fields.every((item) => item === name);
}

/** How much a second opinion counts that says the same. */
const SUPPORT_SHARE = 0.5;

/** Everything that the field may be. Mostly there are one or two. */
function candidatesOf(field: Field, name: Phrase, surroundings: Surroundings): readonly Candidate[] {
  let found = nameSays(name, field.type.shape, surroundings);
  found = joined(found, typeSays(field, surroundings, name));
  found = joined(found, labelSays(field, surroundings));
  found = joined(found, identifierSays(field, surroundings, name));
  found = joined(found, uploadFolderSays(field));
  found = joined(found, entitySays(field, surroundings, name));
  if (found.length === 0 || !declaresMore(field)) return found;
  return found.map((told) => candidateWith(argumentsSay(field, told.category), told));
}

/** The first of those that are as likely. */
function bestOf(candidates: readonly Candidate[]): Candidate | null {
  let best: Candidate | null = null;
  for (const each of candidates) if (!best || each.score > best.score) best = each;
  return best;
}

/** Candidates from elsewhere that mean the same kind of data make it likelier; others of the same origin do not. */
function supportFor(best: Candidate, candidates: readonly Candidate[]): readonly Reason[] {
  if (candidates.length === 1) return NO_REASONS;
  const alike = candidates.filter(
    (other) => other.score > 0 && other !== best && isRelated(other.category, best.category),
  );
  if (alike.length === 0) return NO_REASONS;
  const heard = [kindOf(best)];
  const support: Reason[] = [];
  for (const other of alike.sort((one, another) => another.score - one.score)) {
    const kind = kindOf(other);
    if (heard.includes(kind)) continue;
    heard.push(kind);
    for (const item of evidenceOf(other))
      support.push(reasonOf({ ...item, weight: item.weight * SUPPORT_SHARE }, item.feature, item.said));
  }
  return support;
}

const NO_REASONS: readonly Reason[] = [];

function kindOf({ said }: Candidate): EvidenceKind {
  return said[0]!.kind;
}

/** In the same branch of the taxonomy: `user.contact.email` and `user.contact`. */
function isRelated(a: string, b: string): boolean {
  return branchOf(a) === branchOf(b);
}

/** A classification cannot be built without evidence. */
function decide(candidate: string | null, evidence: readonly [Evidence, ...Evidence[]]): Classification {
  let logOdds = 0;
  for (const { weight } of evidence) logOdds += weight;
  const confidence = 1 / (1 + Math.exp(-logOdds));
  const verdict =
    candidate === null || confidence < REVIEW_FROM ? "clear" : confidence < SENSITIVE_FROM ? "review" : "sensitive";
  const category = verdict === "clear" || candidate === null ? undefined : categoryOf(candidate);
  return {
    category: category?.key ?? null,
    candidate,
    level: category?.level ?? null,
    treatment: category?.treatment ?? null,
    verdict,
    confidence,
    evidence,
    decidedBy: "classifier",
  };
}

/** One piece of evidence for each reason, even where it counted twice, or where name and label say the same. */
function shown(reasons: readonly Reason[]): readonly [Evidence, ...Evidence[]] {
  const evidence = merged(reasons).map(({ fitted }) => fitted);
  return ONLY_PRIOR.concat(evidence) as [Evidence, ...Evidence[]];
}

const ONLY_PRIOR: readonly Evidence[] = [PRIOR];

function merged(reasons: readonly Reason[]): readonly Reason[] {
  if (reasons.length === 1) return reasons;
  const result: Reason[] = [];
  for (const item of reasons) {
    const same = result.findIndex((other) => isSame(other, item));
    if (same < 0) result.push(item);
    else result[same] = together(result[same]!, item);
  }
  return result;
}

/** Many reasons of a field are alike, or about the same words. */
function isSame(one: Reason, other: Reason): boolean {
  return one.detail === other.detail || (one.said !== null && one.said.words === other.said?.words);
}

function together(one: Reason, other: Reason): Reason {
  const weight = one.fitted.weight + other.fitted.weight;
  const said = one.said && other.said && saidTogether(one.said, other.said);
  const detail = said ? saidDetail(said, weight) : one.detail;
  return { ...one, detail, said: said ?? one.said, fitted: { kind: one.kind, detail, weight } };
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
  ofContents: decide(null, [prior(`${NOTHING_SPEAKS}, but the declaration does not tell what is written to it`)]),
  ofNumber: decide(null, [prior(`${NOTHING_SPEAKS}; it is a number that the database counts`)]),
  ofChoice: decide(null, [prior(`${NOTHING_SPEAKS}; it is chosen from a fixed list`)]),
  ofMoment: decide(null, [prior(`${NOTHING_SPEAKS}; the clock sets it when the record is saved`)]),
  ofRest: decide(null, [prior(NOTHING_SPEAKS)]),
};

const HOLDS_NO_VALUE = decide(RELATION.category, shown(RELATION.evidence));

function prior(detail: string): Evidence {
  return { kind: "prior", detail, weight: PRIOR_WEIGHT };
}
