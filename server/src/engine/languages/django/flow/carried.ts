import type { SyntaxNode } from "../../python/syntaxTree.ts";
import type { FlowStep, RawCarrier } from "../../../schema/rawFlows.ts";
import type { Span } from "../../../text/span.ts";
import { spanOf } from "../../python/places.ts";
import type { Wanted } from "../uses/wanted.ts";
import type { ValueReader } from "../uses/values.ts";

/** What is known of a file, and what is looked for in it. */
export interface Reading {
  readonly values: ValueReader;
  readonly wanted: Wanted;
}

/** A parameter of the function around: whatever is handed over there. */
export interface ParameterCarrier {
  readonly kind: "parameter";
  readonly owner: SyntaxNode;
  /** Among the arguments of a call. */
  readonly place: number;
  readonly name: string;
  /** Not the object that it is, but all fields of it. */
  readonly areFields?: true;
}

export interface Carried {
  readonly carrier: RawCarrier | ParameterCarrier;
  /** The innermost part of the expression that holds it. */
  readonly span: Span;
  /** From there back to where it comes from. */
  readonly steps: readonly FlowStep[];
}

/** What an expression holds itself. */
export function carriedAt(node: SyntaxNode, carrier: Carried["carrier"]): readonly Carried[] {
  return [{ carrier, span: spanOf(node), steps: [] }];
}

/** What is kept of an object, or made of it, is not its text, but all of it. */
export function wholeObject(carried: Carried): Carried {
  const { carrier } = carried;
  if (carrier.kind === "parameter") return { ...carried, carrier: { ...carrier, areFields: true } };
  return carrier.kind === "object" && carrier.as === "text"
    ? { ...carried, carrier: { ...carrier, as: "fields" } }
    : carried;
}

/** Beyond this many expressions, each within or behind the one before, nobody follows: the stack has an end. */
export const DEEPEST = 200;
