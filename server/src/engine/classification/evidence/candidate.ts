import type { Evidence } from "../model.ts";

/** Evidence as it was found, before its weight is fitted. */
export interface Reason extends Evidence {
  /** What is fitted together: all reasons of one feature count more, or less, by one factor; see `weights.yml`. */
  readonly feature: string;
}

/** One category that a field may belong to, and what speaks for and against it. Weights are log-odds. */
export interface Candidate {
  readonly category: string;
  readonly evidence: readonly Reason[];
}
