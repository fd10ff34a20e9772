/** Children of a kind: cheaper than to have the tree searched for them. */
import type { SyntaxNode } from "@lezer/common";

/** The first one. */
export function firstNamed(node: SyntaxNode, name: string): SyntaxNode | null {
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name === name) return child;
  return null;
}

/** The one that stands last in complete code, such as the arguments of a call. */
export function lastNamed(node: SyntaxNode, name: string): SyntaxNode | null {
  const last = node.lastChild;
  return last?.name === name ? last : firstNamed(node, name);
}
