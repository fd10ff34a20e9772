import type { KnowledgeTransform } from "./engine.ts";
import type { LabelledRow } from "./rows.ts";

/** Fits the classifier's weights to these rows, and gives the knowledge that holds them. */
export type FitWeights = (training: readonly LabelledRow[]) => KnowledgeTransform;

/** Null as long as people set the weights: then they are the same whatever is left out. */
export const fitWeights: FitWeights | null = null;
