/**
 * The additive model itself: each piece of evidence adds to the log-odds, and their sum gives the confidence. It takes numbers alone;
 * the reasons behind them are put together when somebody reads them, which is done for few fields.
 */
import { type Candidate, evidenceOf, scoreOf } from "./evidence/candidate.ts";
import { type Reason, saidDetail, saidTogether } from "./evidence/reason.ts";
import type { Classification, Evidence, Level, Treatment } from "./model.ts";
import { categoryOf } from "./taxonomy.ts";
import { PRIOR_WEIGHT, reasonOf } from "./weights.ts";

/** Confidence from which a field counts as sensitive. */
export const SENSITIVE_FROM = 0.5;
/** Confidence from which a field is worth a question to a person. */
export const REVIEW_FROM = 0.2;

/** All that speaks for and against what a field most likely holds. */
export interface Weighed {
  /** Null where nothing speaks of one. */
  readonly category: string | null;
  readonly best: Candidate | null;
  /** Second opinions, which count by half. */
  readonly support: readonly Candidate[];
  readonly rest: readonly Reason[];
}

/** `start`: what is said of the starting point. */
export function decide(weighed: Weighed, start: Evidence = MOST_HOLD_NOTHING): Classification {
  return new Decided(weighed, start);
}

export function startingPoint(detail: string): Evidence {
  return { kind: "prior", detail, weight: PRIOR_WEIGHT };
}

const MOST_HOLD_NOTHING = startingPoint("the starting point: most fields hold nothing sensitive");

/** Whoever copies one by its parts takes `evidence` as one of them. */
class Decided implements Classification {
  readonly category: string | null;
  readonly candidate: string | null;
  readonly level: Level | null;
  readonly treatment: Treatment | null;
  readonly verdict: Classification["verdict"];
  readonly confidence: number;
  readonly decidedBy = "classifier";
  readonly #weighed: Weighed;
  readonly #start: Evidence;

  constructor(weighed: Weighed, start: Evidence) {
    const candidate = weighed.category;
    const confidence = 1 / (1 + Math.exp(-logOddsOf(weighed)));
    const verdict = candidate === null ? "clear" : verdictAt(confidence);
    const category = verdict === "clear" ? undefined : categoryOf(candidate!);
    this.category = category?.key ?? null;
    this.candidate = candidate;
    this.level = category?.level ?? null;
    this.treatment = category?.treatment ?? null;
    this.verdict = verdict;
    this.confidence = confidence;
    this.#weighed = weighed;
    this.#start = start;
  }

  get evidence(): readonly Evidence[] {
    return [this.#start, ...merged(reasonsIn(this.#weighed)).map(({ fitted }) => fitted)];
  }

  toJSON(): Classification {
    const { category, candidate, level, treatment, verdict, confidence, evidence, decidedBy } = this;
    return { category, candidate, level, treatment, verdict, confidence, evidence, decidedBy };
  }
}

function verdictAt(confidence: number): Classification["verdict"] {
  if (confidence < REVIEW_FROM) return "clear";
  return confidence < SENSITIVE_FROM ? "review" : "sensitive";
}

/** How much a second opinion counts that says the same. */
const SUPPORT_SHARE = 0.5;

function logOddsOf({ best, support, rest }: Weighed): number {
  let logOdds = PRIOR_WEIGHT;
  if (best) logOdds += best.score;
  for (const { score } of support) logOdds += score * SUPPORT_SHARE;
  return scoreOf(rest, logOdds);
}

/** Every reason that counts, in the order in which people read them. */
export function reasonsIn({ best, support, rest }: Weighed): readonly Reason[] {
  return [...(best ? evidenceOf(best) : []), ...support.flatMap(halved), ...rest];
}

function halved(candidate: Candidate): readonly Reason[] {
  return evidenceOf(candidate).map((item) =>
    reasonOf({ ...item, weight: item.weight * SUPPORT_SHARE }, item.feature, item.said),
  );
}

/** One piece of evidence for each reason, even where it counted twice, or where name and label say the same. */
function merged(reasons: readonly Reason[]): readonly Reason[] {
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
