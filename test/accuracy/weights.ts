import type { KnowledgeTransform } from "./engine.ts";
import type { Project } from "./projects.ts";

/**
 * Fits the weights of a classifier with this knowledge to the labelled fields of these projects. Gives the same knowledge
 * with the fitted weights.
 */
export type FitWeights = (training: readonly Project[], knowledge: KnowledgeTransform) => Promise<KnowledgeTransform>;

/** Null as long as people set the weights: then they are the same whatever is left out. */
export const fitWeights: FitWeights | null = null;
