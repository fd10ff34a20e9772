/** How much evidence counts: what the word lists say by hand, corrected by what labelled fields have shown. */
import type { Reason, SaidWord } from "./evidence/reason.ts";
import { branchOf } from "./taxonomy.ts";
import type { Evidence } from "./model.ts";
import weights from "./weights.yml";

/** Made by `npm run fit`; see docs/accuracy.md. */
export interface Weights {
  readonly source: string;
  /** Log-odds of a field of which nothing is known. */
  readonly prior: number;
  /** By feature: how many times its hand-set weight each reason counts; 1 where nothing is said. */
  readonly factors: Readonly<Record<string, number>>;
}

export const PRIOR_WEIGHT = weights.prior;

const factors: ReadonlyMap<string, number> = new Map(Object.entries(weights.factors));

/** `said`: the data word that the reason is about, where it is about one. */
export function reasonOf({ kind, detail, weight }: Evidence, feature: string, said: SaidWord | null = null): Reason {
  const fitted = { kind, detail, weight: fittedWeight(weight, feature) };
  return { kind, detail, weight, feature, said, fitted };
}

/** What a weight set by hand counts. */
export function fittedWeight(weight: number, feature: string): number {
  return weight * (factors.get(feature) ?? 1);
}

/** Names the features of one kind: what a reason says, for a whole branch of the taxonomy. */
export function featuresOf(prefix: string): (what: string, category: string) => string {
  return namedOnce((what, category) => `${prefix}${what}${BEFORE_BRANCH}${branchOf(category)}`);
}

/** What a weight set by hand counts, without the name of its feature: see `featuresOf`. */
export function fittedWeightBy(prefix: string): (weight: number, what: string, category: string) => number {
  const byWhat = new Map<string, Map<string, number>>();
  for (const [feature, factor] of factors) {
    if (!feature.startsWith(prefix)) continue;
    const end = feature.lastIndexOf(BEFORE_BRANCH);
    const what = feature.slice(prefix.length, end);
    const byBranch = byWhat.get(what) ?? new Map<string, number>();
    byWhat.set(what, byBranch.set(feature.slice(end + BEFORE_BRANCH.length), factor));
  }
  // Only a few are fitted at all.
  return (weight, what, category) => weight * (byWhat.get(what)?.get(branchOf(category)) ?? 1);
}

const BEFORE_BRANCH = ": ";

/** Every reason of every field has a feature, so each is written once. */
export function namedOnce(nameOf: (one: string, other: string) => string): (one: string, other: string) => string {
  const named = new Map<string, Map<string, string>>();
  return (one, other) => {
    let byOther = named.get(one);
    if (!byOther) named.set(one, (byOther = new Map<string, string>()));
    let feature = byOther.get(other);
    if (feature === undefined) byOther.set(other, (feature = nameOf(one, other)));
    return feature;
  };
}
