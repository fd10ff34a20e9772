import type { SyntaxNode } from "../../python/syntaxTree.ts";
import type { Bound, Scopes } from "../uses/scopes.ts";

/** Whether an expression is the name of each field that a model has, one after the other: `field.name` of `for field in customer._meta.fields`. */
export function isAnyField(name: SyntaxNode, scopes: Scopes): boolean {
  let at: SyntaxNode | null = name;
  for (let steps = 0; at && steps < MOST_STEPS; steps++) {
    if (OF_MODEL.test(scopes.source(at))) return true;
    const first: SyntaxNode | null = at.name === "MemberExpression" ? at.firstChild : at;
    const bound: Bound | null = first?.name === "VariableName" ? scopes.find(scopes.source(first), first) : null;
    at = bound?.kind === "item" || bound?.kind === "value" ? bound.node : null;
  }
  return false;
}

/** https://docs.djangoproject.com/en/5.2/ref/models/meta/ */
const OF_MODEL =
  /\b_meta\.(?:get_fields\(\)|(?:local_|concrete_)?fields\b)(?!.*\bin\s+[A-Za-z_]*(?:names|fields|columns)\b)/s;

const MOST_STEPS = 4;
