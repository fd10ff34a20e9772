import { lastNamed } from "../../python/namedChild.ts";
import type { SyntaxNode } from "@lezer/common";
import type { ValueReader } from "../uses/values.ts";

/** The function of the file that a call means: its own, or a method of the same class. */
export function functionCalled(callee: SyntaxNode, values: ValueReader): SyntaxNode | null {
  const { scopes, roles } = values;
  if (callee.name === "VariableName") {
    const bound = scopes.find(scopes.source(callee), callee);
    return bound?.kind === "function" ? bound.node : null;
  }
  const object = lastNamed(callee, "PropertyName") ? callee.firstChild : null;
  // `super().save()` is that of another class.
  if (object?.name === "CallExpression" && values.lastName(object.firstChild!) === "super") return null;
  const value = object && values.read(object);
  if (value?.root.kind !== "class" || value.hops.length > 0 || value.form === "many") return null;
  const holder = roles.classCalled(value.root.name);
  const member = holder && scopes.member(holder, values.lastName(callee));
  return member?.kind === "function" ? member.node : null;
}
