import type { ShapeKnowledge } from "./shapes.ts";

declare const shapes: ShapeKnowledge;
export default shapes;
