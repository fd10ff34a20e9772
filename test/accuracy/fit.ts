/**
 * Fits how much each kind of reason counts: logistic regression over the reasons that the classifier found for labelled
 * fields, with a ridge that draws every factor towards 1, the weight that was set by hand. Factors never turn negative: what
 * speaks for a category may count less, but does not begin to speak against it.
 */
export interface Example {
  /** Features of the reasons with their hand-set weights. */
  readonly reasons: readonly { readonly feature: string; readonly weight: number }[];
  readonly sensitive: boolean;
}

export interface Fit {
  readonly prior: number;
  readonly factors: ReadonlyMap<string, number>;
}

export interface FitOptions {
  /** Where the prior starts from. */
  readonly prior: number;
  /** How strongly factors are drawn to 1: so many fields' worth of certainty. */
  readonly ridge: number;
}

/** Deterministic: Newton's method, one factor after the other, until none moves. */
export function fit(examples: readonly Example[], { prior, ridge }: FitOptions): Fit {
  const columns = columnsOf(examples);
  const logOdds = examples.map(({ reasons }) => prior + reasons.reduce((sum, { weight }) => sum + weight, 0));
  const targets = examples.map(({ sensitive }) => (sensitive ? 1 : 0));
  const factors = new Map([...columns.keys()].map((feature) => [feature, 1]));
  let intercept = prior;
  const everyone: Column = examples.map((_, row) => [row, 1]);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let moved = step(everyone, intercept - prior, -Infinity, (to) => (intercept = prior + to));
    for (const [feature, column] of columns) {
      const factor = factors.get(feature)!;
      moved = Math.max(
        moved,
        step(column, factor - 1, -1, (to) => factors.set(feature, 1 + to)),
      );
    }
    if (moved < TOLERANCE) break;
  }
  return { prior: intercept, factors };

  /** Moves one coordinate, whose distance from its centre is given, and returns how far. */
  function step(column: Column, distance: number, least: number, move: (to: number) => void): number {
    let gradient = -ridge * distance;
    let curvature = ridge;
    for (const [row, value] of column) {
      const probability = 1 / (1 + Math.exp(-logOdds[row]!));
      gradient += (targets[row]! - probability) * value;
      curvature += probability * (1 - probability) * value * value;
    }
    const change = Math.max(least - distance, Math.min(MAX_STEP, Math.max(-MAX_STEP, gradient / curvature)));
    for (const [row, value] of column) logOdds[row]! += change * value;
    move(distance + change);
    return Math.abs(change);
  }
}

type Column = readonly (readonly [row: number, value: number])[];

function columnsOf(examples: readonly Example[]): ReadonlyMap<string, Column> {
  const columns = new Map<string, [number, number][]>();
  examples.forEach(({ reasons }, row) => {
    const sums = new Map<string, number>();
    for (const { feature, weight } of reasons) sums.set(feature, (sums.get(feature) ?? 0) + weight);
    for (const [feature, sum] of sums) {
      const column = columns.get(feature);
      if (column) column.push([row, sum]);
      else columns.set(feature, [[row, sum]]);
    }
  });
  return columns;
}

const MAX_SWEEPS = 200;
const MAX_STEP = 0.5;
const TOLERANCE = 1e-4;
