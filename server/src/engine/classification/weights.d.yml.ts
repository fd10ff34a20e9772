import type { Weights } from "./weights.ts";

declare const weights: Weights;
export default weights;
