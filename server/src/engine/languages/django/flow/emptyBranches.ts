/** Names that hold nothing where they are written. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import type { Scopes } from "../uses/scopes.ts";

/** Whether a branch around a name is taken only while it is empty, and binds it no more before: `if not customer:`, `if customer is None:`, `if not isinstance(email, str):`. */
export function isEmptyThere(name: SyntaxNode, scopes: Scopes): boolean {
  const written = scopes.source(name);
  for (let at = name.parent; at && at.name !== "FunctionDefinition"; at = at.parent) {
    const condition = at.name === "Body" && at.parent?.name === "IfStatement" ? at.prevSibling : null;
    if (!condition || condition.name === "else" || !saysEmpty(condition, written, scopes)) continue;
    const bound = scopes.find(written, name);
    const isBoundWithin = !bound || bound.kind === "unknown" || ("node" in bound && bound.node.from > at.from);
    return !isBoundWithin;
  }
  return false;
}

function saysEmpty(condition: SyntaxNode, written: string, scopes: Scopes): boolean {
  const parts = childrenOf(condition).map((part) => scopes.source(part));
  if (condition.name === "UnaryExpression") {
    // What is no text after all is mostly nothing.
    const isOther =
      condition.lastChild?.name === "CallExpression" && parts[1]!.startsWith(`isinstance(${written}, str`);
    return parts[0] === "not" && (parts[1] === written || isOther);
  }
  return condition.name === "BinaryExpression" && parts.join(" ") === `${written} is None`;
}
