import type { CallExpression, Expression } from "../../languages/python/expression.ts";
import type { Statement } from "../../languages/python/layout.ts";
import { calleeOf } from "../../languages/python/literals.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import type { Span } from "../../text/span.ts";
import { giveAny, mayGiveAny } from "./anyNames.ts";
import { assign } from "./assign.ts";
import { assignmentParts } from "./assignment.ts";
import { bind, change, sourceOf } from "./bind.ts";
import { changedBy } from "./changes.ts";
import { evaluate } from "./expressions.ts";
import { included } from "./include.ts";
import { environmentDefault, type RunStatements, type Scope } from "./scope.ts";
import { joinedPlaces, textOf, type Value } from "./value.ts";

/** Assignments and calls. `run` runs what is included. */
export function runSimple({ span }: Statement, scope: Scope, run: RunStatements): void {
  const { text } = scope.module;
  const parts = assignmentParts(text, span);
  if (!parts) {
    const expression = readExpression(text, span);
    if (expression.kind === "call") runCall(expression, span, scope, run);
    return;
  }
  const expression = readExpression(text, parts.value);
  const value = evaluate(expression, scope);
  if (expression.kind === "call" && mayGiveAny(expression)) giveAny(calleeOf(expression), scope);
  const name = sourceOf(scope, parts.targets[0]!);
  const before = scope.values.get(name);
  for (const target of parts.targets) assign(readExpression(text, target), parts.operator, value, span, scope);
  const after = scope.values.get(name);
  // `APPS = APPS + ["b"]` is given where it was before, too.
  if (!before || !after || parts.operator !== "" || !isNamedIn(name, sourceOf(scope, parts.value))) return;
  scope.values.set(name, { ...after, places: joinedPlaces(before.places, after.places) });
}

function isNamedIn(name: string, source: string): boolean {
  return source.split(/[^\w]+/).includes(name);
}

function runCall(call: CallExpression, span: Span, scope: Scope, run: RunStatements): void {
  const positional = call.arguments.filter(({ name, stars }) => name === null && stars === "");
  const args = positional.map(({ value }) => evaluate(value, scope));
  const callee = calleeOf(call);
  const called = evaluate(call.callee, scope);
  const [variable, value] = args;
  if (called.kind === "reference" && called.name === "os.environ.setdefault" && variable && value) {
    const name = textOf(variable);
    if (name !== null) bind(scope, environmentDefault(name), value, span);
    return;
  }
  if (called.kind === "reference" && called.name === "split_settings.tools.include") {
    const patterns = call.arguments.flatMap(({ name, value }) => (name === null ? spread(evaluate(value, scope)) : []));
    for (const pattern of patterns) {
      const paths = included([pattern], scope);
      for (const path of paths) runIncluded(path, scope, run);
      // A file that nobody commits.
      if (paths.length === 0) giveAny(callee, scope);
    }
    return;
  }
  if (mayGiveAny(call)) {
    giveAny(callee, scope);
    return;
  }
  const dot = callee.lastIndexOf(".");
  const name = callee.slice(0, Math.max(dot, 0));
  const isWhole = positional.length === call.arguments.length;
  const method = callee.slice(dot + 1);
  if (scope.values.get(name)) change(scope, name, span, (old) => changedBy(old, method, args, isWhole));
  else if (call.callee.kind === "method") changeItem(call.callee.object, call.callee.name, args, span, scope);
}

/** `include(*COMPONENTS)`: no other argument of it is a list. */
function spread(value: Value): readonly Value[] {
  return value.kind === "list" ? value.items.map((item) => item.value) : [value];
}

/** `MIDDLEWARE["a"].append("b")` */
function changeItem(object: Expression, method: string, args: readonly Value[], span: Span, scope: Scope): void {
  if (object.kind !== "subscript") return;
  assign(object, "", changedBy(evaluate(object, scope), method, args, true), span, scope);
}

function runIncluded(path: string, scope: Scope, run: RunStatements): void {
  if (scope.paths.includes(path)) return;
  scope.paths.push(path);
  const module = scope.evaluation.read(path);
  const inner: Scope = { ...scope, path, module };
  run(module.layout.statements, inner);
  scope.values = inner.values;
}
