import type { Expression } from "../../languages/python/expression.ts";
import type { Span } from "../../text/span.ts";
import { giveAny, isAllNames } from "./anyNames.ts";
import { bind, change, sourceOf } from "./bind.ts";
import { withItem } from "./changes.ts";
import { evaluate } from "./expressions.ts";
import { binary } from "./operators.ts";
import type { Scope } from "./scope.ts";
import { textOf, UNKNOWN, type Value } from "./value.ts";

/** `target = value`, or `target += value` with the operator `+`, whatever the target is. */
export function assign(target: Expression, operator: string, value: Value, span: Span, scope: Scope): void {
  if (target.kind === "name" && !target.text.includes(".")) {
    const before = scope.values.get(target.text);
    if (operator === "") bind(scope, target.text, value, span);
    else change(scope, target.text, span, (old) => (before ? binary(operator, old, value) : UNKNOWN));
    return;
  }
  if (target.kind === "sequence") {
    const items = value.kind === "list" && value.items.length === target.items.length ? value.items : null;
    target.items.forEach((item, index) => {
      assign(item, "", items?.[index]?.value ?? UNKNOWN, span, scope);
    });
    return;
  }
  const keys: Value[] = [];
  let object: Expression = target;
  while (object.kind === "subscript") {
    keys.unshift(evaluate(object.index, scope));
    object = object.object;
  }
  if (isAllNames(object) && keys.length === 1) {
    const name = textOf(keys[0]!);
    if (name === null) giveAny(sourceOf(scope, object.span), scope);
    else bind(scope, name, operator === "" ? value : UNKNOWN, span);
    return;
  }
  if (object.kind !== "name" || keys.length === 0) return;
  const item = operator === "" ? value : binary(operator, evaluate(target, scope), value);
  change(scope, object.text, span, (old) => withItem(old, keys, item));
}
