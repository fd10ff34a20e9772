/**
 * Decides whether a field is sensitive, and what it holds. An additive model: each piece of evidence adds to the
 * log-odds, their sum gives the confidence, and every part of it can be shown.
 */
import type { Entity, Field, FileSchema } from "../schema/schema.ts";
import { argumentsSay, isSetByClock, uploadFolderSays } from "./evidence/arguments.ts";
import { type Candidate, type Reason, saidDetail, saidTogether } from "./evidence/candidate.ts";
import { entitySays } from "./evidence/entity.ts";
import { identifierSays } from "./evidence/identifier.ts";
import { labelSays } from "./evidence/label.ts";
import { nameSays } from "./evidence/name.ts";
import { encryptionSays, typeSays } from "./evidence/type.ts";
import type { Classification, Evidence } from "./model.ts";
import type { Surroundings } from "./surroundings.ts";
import { surroundingsOf } from "./surroundings.ts";
import { branchOf, categoryOf } from "./taxonomy.ts";
import { fitted, PRIOR_WEIGHT, scoreOf } from "./weights.ts";

/** Confidence from which a field counts as sensitive. */
export const SENSITIVE_FROM = 0.5;
/** Confidence from which a field is worth a question to a person. */
export const REVIEW_FROM = 0.2;

/** `surroundings` are the same for all fields of an entity: give them where many are classified. */
export function classify(
  field: Field,
  entity: Entity,
  schema: FileSchema,
  surroundings: Surroundings = surroundingsOf(entity, schema),
): Classification {
  const { category, evidence } = likeliest(field, surroundings);
  return evidence.length === 0 ? nothingKnown(field) : decide(category, [PRIOR, ...merged(evidence.map(fitted))]);
}

/** What the field most likely holds, and all that speaks for and against it, before the weights are fitted. */
export function likeliest(
  field: Field,
  surroundings: Surroundings,
): { readonly category: string | null; readonly evidence: readonly Reason[] } {
  if (field.type.shape === "relation") return { category: null, evidence: [RELATION] };
  const candidates = candidatesOf(field, withoutOwnWord(surroundings, field.name));
  const best = candidates[0];
  const encryption = encryptionSays(field);
  if (!best) return { category: encryption.length > 0 ? MIXED : null, evidence: encryption };
  return { category: best.category, evidence: [...best.evidence, ...supportFor(best, candidates), ...encryption] };
}

const PRIOR = prior("the starting point: most fields hold nothing sensitive");
const RELATION: Reason = {
  kind: "type",
  detail: "a relation holds no value of its own",
  weight: -9,
  feature: "relation",
};
const MIXED = "user";

/** A field is no witness in its own cause: an e-mail address does not make its record a person's to be personal itself. */
export function withoutOwnWord(surroundings: Surroundings, name: string): Surroundings {
  const isOwn = (fields: readonly string[] | undefined): boolean => fields?.every((item) => item === name) ?? false;
  for (const clue of surroundings.values())
    if (isOwn(clue.fields)) return new Map([...surroundings].filter(([, item]) => !isOwn(item.fields)));
  return surroundings;
}

/** How much a second opinion counts that says the same. */
const SUPPORT_SHARE = 0.5;

/** Everything that the field may be, the likeliest first. */
function candidatesOf(field: Field, surroundings: Surroundings): readonly ScoredCandidate[] {
  const candidates: ScoredCandidate[] = [];
  const add = (found: readonly Candidate[]): void => {
    for (const candidate of found) candidates.push(scored(candidate, argumentsSay(field, candidate.category)));
  };
  add(nameSays(field.name, field.type.shape, surroundings));
  add(typeSays(field, surroundings));
  add(labelSays(field, surroundings));
  add(identifierSays(field, surroundings));
  add(uploadFolderSays(field));
  add(entitySays(field, surroundings));
  return candidates.length > 1 ? candidates.sort((a, b) => b.score - a.score) : candidates;
}

interface ScoredCandidate extends Candidate {
  readonly score: number;
}

function scored({ category, evidence }: Candidate, more: readonly Reason[]): ScoredCandidate {
  const all = more.length > 0 ? [...evidence, ...more] : evidence;
  return { category, evidence: all, score: scoreOf(all) };
}

/** Candidates from elsewhere that mean the same kind of data make it likelier; others of the same origin do not. */
function supportFor(best: ScoredCandidate, candidates: readonly ScoredCandidate[]): readonly Reason[] {
  const heard = new Set([best.evidence[0]?.kind]);
  const support: Reason[] = [];
  for (const candidate of candidates) {
    const kind = candidate.evidence[0]?.kind;
    if (candidate.score <= 0) break;
    if (candidate === best || heard.has(kind) || !isRelated(candidate.category, best.category)) continue;
    heard.add(kind);
    support.push(...candidate.evidence.map((item) => ({ ...item, weight: item.weight * SUPPORT_SHARE })));
  }
  return support;
}

/** In the same branch of the taxonomy: `user.contact.email` and `user.contact`. */
function isRelated(a: string, b: string): boolean {
  return branchOf(a) === branchOf(b);
}

/** A classification cannot be built without evidence. */
function decide(candidate: string | null, evidence: readonly [Evidence, ...Evidence[]]): Classification {
  const logOdds = evidence.reduce((sum, item) => sum + item.weight, 0);
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
function merged(reasons: readonly Reason[]): readonly Evidence[] {
  const result: Reason[] = [];
  for (const item of reasons) {
    const same = result.findIndex(({ detail, said }) => detail === item.detail || isSame(said, item.said));
    if (same < 0) result.push(item);
    else result[same] = together(result[same]!, item);
  }
  return result.map(({ kind, detail, weight }) => ({ kind, detail, weight }));
}

function isSame(one: Reason["said"], other: Reason["said"]): boolean {
  return one !== undefined && one.words === other?.words;
}

function together(one: Reason, other: Reason): Reason {
  const weight = one.weight + other.weight;
  if (!one.said || !other.said) return { ...one, weight };
  const said = saidTogether(one.said, other.said);
  return { ...one, weight, said, detail: saidDetail(said, weight) };
}

/** Most fields are of this kind. Where the declaration itself tells why, that is said. */
function nothingKnown({ type, choices, arguments: given }: Field): Classification {
  if (type.shape === "json") return NOTHING_KNOWN.ofContents;
  if (type.shape === "auto") return NOTHING_KNOWN.ofNumber;
  if (choices !== null) return NOTHING_KNOWN.ofChoice;
  return given.some(isSetByClock) ? NOTHING_KNOWN.ofMoment : NOTHING_KNOWN.ofRest;
}

const NOTHING_SPEAKS = "nothing in its name, type or texts speaks of sensitive data";
const NOTHING_KNOWN = {
  ofContents: decide(null, [prior(`${NOTHING_SPEAKS}, but the declaration does not tell what is written to it`)]),
  ofNumber: decide(null, [prior(`${NOTHING_SPEAKS}; it is a number that the database counts`)]),
  ofChoice: decide(null, [prior(`${NOTHING_SPEAKS}; it is chosen from a fixed list`)]),
  ofMoment: decide(null, [prior(`${NOTHING_SPEAKS}; the clock sets it when the record is saved`)]),
  ofRest: decide(null, [prior(NOTHING_SPEAKS)]),
};

function prior(detail: string): Evidence {
  return { kind: "prior", detail, weight: PRIOR_WEIGHT };
}
