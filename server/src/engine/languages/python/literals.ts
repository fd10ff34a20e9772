import type { CallExpression, Expression } from "./expression.ts";

/** Functions that mark a text for translation and give it back. */
const TRANSLATORS = new Set([
  "_",
  "gettext",
  "gettext_lazy",
  "gettext_noop",
  "ugettext",
  "ugettext_lazy",
  "ugettext_noop",
  "pgettext",
  "pgettext_lazy",
]);

/** The text an expression surely stands for: a literal, joined literals, or one of these marked for translation. */
export function textOf(expression: Expression): string | null {
  if (expression.kind === "text") return expression.value;
  if (expression.kind === "binary" && expression.operator === "+") {
    const left = textOf(expression.left);
    const right = textOf(expression.right);
    return left === null || right === null ? null : left + right;
  }
  if (expression.kind !== "call") return null;
  const callee = calleeOf(expression);
  const name = callee.slice(callee.lastIndexOf(".") + 1);
  if (!TRANSLATORS.has(name)) return null;
  // The contextual forms take the context first.
  const text = expression.arguments[name.startsWith("p") ? 1 : 0];
  return text?.name === null ? textOf(text.value) : null;
}

/** A literal's value; undefined when it is none. */
export function literalOf(expression: Expression): string | number | boolean | null | undefined {
  if (expression.kind === "number" || expression.kind === "constant") return expression.value;
  return textOf(expression) ?? undefined;
}

/** The dotted name that is called; empty when it is something else. */
export function calleeOf(call: CallExpression): string {
  return call.callee.kind === "name" ? call.callee.text : "";
}
