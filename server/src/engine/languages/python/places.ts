import type { SyntaxNode } from "@lezer/common";
import type { Span } from "../../text/span.ts";

type Placed = Pick<SyntaxNode, "from" | "to">;

export function spanOf({ from, to }: Placed): Span {
  return { start: from, end: to };
}

/** Tells a node from all others of its tree. */
export function placeOf({ from, to, name }: SyntaxNode): string {
  return `${from}-${to} ${name}`;
}
