import type { SyntaxNode } from "@lezer/common";
import type { FlowStep, RawCarrier } from "../../../schema/rawFlows.ts";
import type { Span } from "../../../text/span.ts";

/** A parameter of the function around: whatever is handed over there. */
export interface ParameterCarrier {
  readonly kind: "parameter";
  readonly owner: SyntaxNode;
  readonly index: number;
  readonly name: string;
}

export interface Carried {
  readonly carrier: RawCarrier | ParameterCarrier;
  /** The innermost part of the expression that holds it. */
  readonly span: Span;
  /** From there back to where it comes from. */
  readonly steps: readonly FlowStep[];
}
