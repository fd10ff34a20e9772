import type { CallExpression, Expression } from "../../languages/python/expression.ts";
import type { Statement } from "../../languages/python/layout.ts";
import type { PythonModule } from "../../languages/python/module.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import type { Span } from "../../text/span.ts";

/** A key as a statement writes it down. */
export interface WrittenValue {
  readonly keys: readonly string[];
  readonly shape: "text" | "list";
  /** What to take out. */
  readonly span: Span;
  /** The variable that is read already and the expression without its default; null where none is read. */
  readonly read: { readonly variable: string; readonly expression: string } | null;
}

/** The statement at an offset, in whatever `if` it stands; null within a class or a function. */
export function statementAt({ layout }: PythonModule, offset: number): Statement | null {
  const pending = [...layout.statements];
  for (let each = pending.pop(); each; each = pending.pop()) {
    if (each.span.start === offset && each.kind === "assignment") return each;
    if (each.kind === "block") pending.push(...each.body);
  }
  return null;
}

/** Null for a value that is put together of several parts, or has comments in it, which would be lost. */
export function writtenValueOf(module: PythonModule, { value }: Statement): WrittenValue | null {
  if (!value) return null;
  const isCommented = module.layout.comments.some(({ span }) => value.start <= span.start && span.end <= value.end);
  if (isCommented) return null;
  const expression = readExpression(module.text, value);
  const keys = keysIn(expression);
  if (keys) return { keys, shape: expression.kind === "text" ? "text" : "list", span: value, read: null };
  return expression.kind === "call" ? defaultOf(module, expression) : null;
}

function keysIn(expression: Expression): readonly string[] | null {
  if (expression.kind === "text") return [expression.value];
  if (expression.kind !== "sequence" || expression.of === "set" || expression.items.length === 0) return null;
  const texts = expression.items.flatMap((item) => (item.kind === "text" ? [item.value] : []));
  return texts.length === expression.items.length ? texts : null;
}

/** Of `os.environ.get("X", "…")`, `env("X", default="…")` and the like. */
function defaultOf({ text }: PythonModule, call: CallExpression): WrittenValue | null {
  const [name, ...others] = call.arguments;
  const index = call.arguments.findIndex(
    (argument, at) => argument.name === "default" || (at === 1 && argument.name === null),
  );
  const otherwise = call.arguments[index];
  if (name?.value.kind !== "text" || !otherwise || call.arguments.some(({ stars }) => stars !== "")) return null;
  const keys = keysIn(otherwise.value);
  if (!keys || call.close === null) return null;
  const variable = name.value.value;
  const callee = text.slice(call.callee.span.start, call.callee.span.end);
  const isBare = /(^|\.)(environ\.get|getenv)$/.test(callee);
  if (isBare && others.length > 1) return null;
  const previous = call.arguments[index - 1]!;
  const expression = isBare
    ? `${callee.replace(/\.get$/, "").replace(/getenv$/, "environ")}["${variable}"]`
    : text.slice(call.span.start, previous.span.end) + text.slice(otherwise.span.end, call.span.end);
  const shape = otherwise.value.kind === "text" ? "text" : "list";
  return { keys, shape, span: call.span, read: { variable, expression } };
}
