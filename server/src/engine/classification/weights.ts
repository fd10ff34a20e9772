/** How much evidence counts: what the word lists say by hand, corrected by what labelled fields have shown. */
import type { Reason, SaidWord } from "./evidence/candidate.ts";
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
  const fitted = { kind, detail, weight: weight * (factors.get(feature) ?? 1) };
  return { kind, detail, weight, feature, said, fitted };
}

/**
 * Names the features of one kind: what a reason says, for a whole branch of the taxonomy. Every reason of every field
 * has one, so each is written once.
 */
export function featuresOf(prefix: string): (what: string, category: string) => string {
  const named = new Map<string, Map<string, string>>();
  return (what, category) => {
    let byCategory = named.get(what);
    if (!byCategory) named.set(what, (byCategory = new Map<string, string>()));
    let feature = byCategory.get(category);
    if (feature === undefined) byCategory.set(category, (feature = `${prefix}${what}: ${branchOf(category)}`));
    return feature;
  };
}
