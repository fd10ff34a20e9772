import type { Evidence } from "../model.ts";

/** One category that a field may belong to, and what speaks for and against it. Weights are log-odds. */
export interface Candidate {
  readonly category: string;
  readonly evidence: readonly Evidence[];
}

export function scoreOf(evidence: readonly Evidence[]): number {
  return evidence.reduce((sum, item) => sum + item.weight, 0);
}
