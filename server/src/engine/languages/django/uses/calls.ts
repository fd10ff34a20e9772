/** What stands in the parentheses of a call. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { lastNamed } from "../../python/namedChild.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import type { Scopes } from "./scopes.ts";

export interface Argument {
  readonly keyword: string | null;
  readonly value: SyntaxNode;
}

/** All arguments of a call with their keywords; `*` and `**` pass on what they unpack. */
export function handedTo(scopes: Scopes, call: SyntaxNode): readonly Argument[] {
  const list = lastNamed(call, "ArgList");
  if (!list) return [];
  return childrenOf(list).flatMap((child) => {
    if (PUNCTUATION.has(child.name) || child.nextSibling?.name === "AssignOp") return [];
    const isNamed = child.prevSibling?.name === "AssignOp" && child.prevSibling.prevSibling;
    return [{ keyword: isNamed ? scopes.source(isNamed) : null, value: child }];
  });
}

const PUNCTUATION = new Set(["(", ")", ",", "*", "**", "AssignOp"]);

/** The values of a call's positional arguments, in order. */
export function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const list = lastNamed(call, "ArgList");
  if (!list) return [];
  const found: SyntaxNode[] = [];
  let isNext = false;
  for (const child of childrenOf(list)) {
    if (child.name === "(" || child.name === ",") isNext = true;
    else {
      if (isNext && child.nextSibling?.name !== "AssignOp" && child.name !== ")" && !child.name.startsWith("*")) {
        found.push(child);
      }
      isNext = false;
    }
  }
  return found;
}

/** The value that a call, or a decorator, gives a keyword. */
export function keywordOf(scopes: Scopes, call: SyntaxNode, wanted: string): SyntaxNode | null {
  const list = lastNamed(call, "ArgList");
  for (const child of list ? childrenOf(list) : []) {
    if (child.name === "VariableName" && child.nextSibling?.name === "AssignOp" && scopes.source(child) === wanted) {
      return child.nextSibling.nextSibling;
    }
  }
  return null;
}
