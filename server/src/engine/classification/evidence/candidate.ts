import { joined } from "../joined.ts";
import { type Context, contextReasons, withContext } from "./context.ts";
import type { Reason } from "./reason.ts";

/**
 * One category that a field may belong to. Only its score is made at once: most candidates are not chosen, and nobody asks for
 * their reasons (`evidenceOf`).
 */
export interface Candidate {
  readonly category: string;
  /** Log-odds: the sum of all its reasons as they count, without the prior. */
  readonly score: number;
  /** What is said wherever the field stands: never empty. */
  readonly said: readonly Reason[];
  /** What the surroundings say, to be told behind the first of these. */
  readonly context: Context | null;
  /** What the arguments say, to be told at the end. */
  readonly more: readonly Reason[];
}

export function candidate(category: string, said: readonly Reason[]): Candidate {
  return { category, score: scoreOf(said), said, context: null, more: NOTHING };
}

const NOTHING: readonly Reason[] = [];

/** The same candidate where the surroundings count, too. */
export function candidateWithin(context: Context, { category, said }: Candidate): Candidate {
  let score = withContext(said[0]!.fitted.weight, context, category);
  for (let index = 1; index < said.length; index++) score += said[index]!.fitted.weight;
  return { category, score, said, context, more: NOTHING };
}

/** The same candidate with what the arguments of the field say of it. */
export function candidateWith(more: readonly Reason[], told: Candidate): Candidate {
  if (more.length === 0) return told;
  const { category, score, said, context } = told;
  return { category, score: scoreOf(more, score), said, context, more };
}

/** What speaks for and against it. */
export function evidenceOf({ category, said, context, more }: Candidate): readonly Reason[] {
  if (!context) return joined(said, more);
  return said.slice(0, 1).concat(contextReasons(context, category), said.slice(1), more);
}

/** Log-odds without the prior, added to `sum`. */
export function scoreOf(reasons: readonly Reason[], sum = 0): number {
  let score = sum;
  for (const { fitted } of reasons) score += fitted.weight;
  return score;
}
