import type { SyntaxNode } from "./syntaxTree.ts";

/** The first child of a kind. */
export function firstNamed(node: SyntaxNode, name: string): SyntaxNode | null {
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name === name) return child;
  return null;
}

/** The one that stands last in complete code, such as the arguments of a call. */
export function lastNamed(node: SyntaxNode, name: string): SyntaxNode | null {
  const last = node.lastChild;
  return last?.name === name ? last : firstNamed(node, name);
}

/** All of a kind. */
export function allNamed(node: SyntaxNode, name: string): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name === name) found.push(child);
  return found;
}
