import type { SyntaxNode } from "./syntaxTree.ts";
import type { Span } from "../../text/span.ts";

type Placed = Pick<SyntaxNode, "from" | "to">;

export function spanOf({ from, to }: Placed): Span {
  return { start: from, end: to };
}

/** Tells a node from all others of its tree, of a text of less than 2 ** 22 units. */
export function placeOf({ from, to, id }: SyntaxNode): number {
  return (from * 2 ** 22 + (to - from)) * 2 ** 8 + id;
}
