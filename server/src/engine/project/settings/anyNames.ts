/** What may give a module of settings any name, or another value to one that it has. */
import type { CallExpression, Expression } from "../../languages/python/expression.ts";
import { calleeOf } from "../../languages/python/literals.ts";
import type { Scope } from "./scope.ts";

/** `by`: what is called, or a module that is not here. */
export function giveAny(by: string, scope: Scope): void {
  scope.missing.push(by);
  for (const [name, binding] of scope.values.entries()) scope.values.set(name, { ...binding, overridable: true });
}

/** `django_heroku.settings(locals())`, `globals().update(…)`, `exec(…)`, `setattr(sys.modules[__name__], …)`, `DjangoDynaconf(__name__)` */
export function mayGiveAny(call: CallExpression): boolean {
  const given = call.arguments.map(({ value }) => value);
  return (
    isAllNames(call.callee) ||
    given.some((value) => isAllNames(value) || isThisModule(value)) ||
    /^exec$|(^|\.)DjangoDynaconf$/.test(calleeOf(call))
  );
}

/** `sys.modules[__name__]` */
function isThisModule(expression: Expression): boolean {
  return (
    expression.kind === "subscript" &&
    expression.object.kind === "name" &&
    /^(sys\.)?modules$/.test(expression.object.text)
  );
}

/** `locals()`, `globals()`, `vars()`, and a method of one of them. */
export function isAllNames(expression: Expression): boolean {
  if (expression.kind === "method") return isAllNames(expression.object);
  if (expression.kind !== "call" || expression.callee.kind !== "name") return false;
  return expression.arguments.length === 0 && /^(locals|globals|vars)$/.test(expression.callee.text);
}
