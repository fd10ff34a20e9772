import { Random } from "../support/random.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The 95 % interval of a figure made from repositories, by drawing as many of them with replacement: fields of one
 * repository are alike, so that repositories, not fields, are what another sample would have others of.
 */
export function intervalOf<Item>(
  items: readonly Item[],
  figure: (drawn: readonly Item[]) => number | null,
  seed: number,
): Interval | null {
  const random = new Random(seed);
  const figures = Array.from({ length: ROUNDS }, () => figure(items.map(() => random.of(items)!)))
    .filter((value) => value !== null)
    .toSorted((a, b) => a - b);
  const at = (share: number): number | undefined => figures[Math.round(share * (figures.length - 1))];
  const [low, high] = [at(0.025), at(0.975)];
  return low === undefined || high === undefined ? null : { low, high };
}

const ROUNDS = 2000;
