import { sourceOf } from "../protection/recognise.ts";
import { emptiedBy } from "./encrypt/hazards/references.ts";
import { answersFor, fixes, fixOf } from "./registry.ts";
import {
  type Fix,
  type FixContext,
  type FixInput,
  type FixOffer,
  type FixPlan,
  type FixRefusal,
  isRefusal,
  type Reason,
} from "./model.ts";
import { nameOf } from "./severalFields.ts";

/** What a fix does about several fields, and what it leaves as it is. */
export interface PlannedTogether {
  /** Null when nothing is done. */
  readonly plan: FixPlan | null;
  /** The fields that the plan is about. */
  readonly done: readonly FixContext[];
  readonly left: readonly FieldLeft[];
}

export interface FieldLeft {
  readonly context: FixContext;
  readonly why: Reason;
}

/**
 * One change for all fields for which the fix is on offer; the others are left, each with its reason. Contexts have counted uses. Null for
 * a fix that takes fields one by one.
 */
export function planTogether(fix: Fix, contexts: readonly FixContext[], input: FixInput): PlannedTogether | null {
  const { planAll } = fix;
  if (!planAll) return null;
  const left: FieldLeft[] = [];
  const offered: FixContext[] = [];
  for (const context of contexts) {
    const why = reasonOf(fix, context);
    if (why) left.push({ context, why });
    else offered.push(context);
  }
  // One that cannot be done must not keep the others from it. By halves: a plan of many is dear, and few do not go together.
  let plan: FixPlan | null = null;
  let done: readonly FixContext[] = [];
  const add = (contexts: readonly FixContext[]): void => {
    const [first, ...others] = [...done, ...contexts];
    const planned = first && contexts.length > 0 ? planAll([first, ...others], input) : null;
    if (first && planned) [plan, done] = [planned, [first, ...others]];
    else if (contexts.length > 1) {
      const half = Math.ceil(contexts.length / 2);
      add(contexts.slice(0, half));
      add(contexts.slice(half));
    } else {
      for (const context of contexts) {
        const isApart = done.length > 0 && planAll([context], input) !== null;
        left.push({ context, why: { because: isApart ? apartFrom(done, context) : BY_HAND } });
      }
    }
  };
  add(offered);
  return { plan, done, left };
}

/**
 * Whether somebody who wants all fields of a class or an app protected means this one: it lacks what its category asks for, or a fix has
 * begun with it.
 */
export function isMeant(fix: Fix, context: FixContext): boolean {
  // It goes with the one that it follows.
  if (sourceOf(context.subject.field) !== null) return false;
  if (context.subject.lacksTreatment) return true;
  const answer = fix.offer(context);
  return answer !== null && !isRefusal(answer) && answer.preferred;
}

/**
 * What all fixes say about a field of which the uses are counted, but for what is offered and cannot be done to its declaration: an offer is
 * made after a quick look, a plan finds out.
 */
export function certainAnswersFor(context: FixContext): readonly (FixOffer | FixRefusal)[] {
  return answersFor(context).map((answer) => {
    const fix = isRefusal(answer) ? undefined : fixOf(answer.id);
    return fix?.planAll && context.uses && !fix.planAll([context], {}) ? { id: answer.id, because: BY_HAND } : answer;
  });
}

export const BY_HAND = "Its declaration is written in a way that is not edited here: change it by hand.";

function apartFrom(done: readonly FixContext[], context: FixContext): string {
  const others = done.map(nameOf).join(", ");
  const option = emptiedBy([context, ...done]);
  return option === null
    ? `It does not go together with ${others}: run the fix once more for it.`
    : `With ${others} nothing would be left of ${option}: name another field there first.`;
}

/** Null where the fix is on offer. */
function reasonOf(fix: Fix, context: FixContext): FieldLeft["why"] | null {
  const answer = fix.offer(context);
  if (answer) return isRefusal(answer) ? answer : null;
  const others = fixes.flatMap((other) => (other.planAll && other.offer(context)) ?? []);
  const refusal = others.find(isRefusal);
  if (refusal) return { ...refusal, because: `\`${refusal.id}\` is not on offer: ${refusal.because}` };
  const ids = others.map(({ id }) => `\`${id}\``);
  return { because: `There is nothing to do about it${ids.length > 0 ? `; on offer: ${ids.join(", ")}` : ""}.` };
}
