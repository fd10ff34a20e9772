import type { PassedKeyword } from "../../schema/moduleSummary.ts";
import type { CallArgument, Expression } from "./expression.ts";
import { readExpression } from "./readExpression.ts";
import type { Statement } from "./layout.ts";
import { literalOf } from "./literals.ts";

/**
 * The keywords with literal values that a function adds to a call in its body, in any of the usual ways:
 * `kwargs["name"] = 1`, `kwargs.setdefault("name", 1)`, `kwargs.update(name=1)`, `f(name=1, **kwargs)`, and
 * `f(name=name)` for a parameter with a default. Of several values of a name the last counts.
 */
export function passedIn(text: string, definition: Statement): readonly PassedKeyword[] {
  const passed = new Map<string, PassedKeyword["value"]>();
  const defaults = defaultsOf(text, definition);
  const add = (name: string | null | undefined, value: Expression | undefined): void => {
    if (typeof name !== "string" || !value) return;
    const literal = value.kind === "name" && value.text === name ? defaults.get(name) : literalOf(value);
    if (literal !== undefined) passed.set(name, literal);
  };
  for (const statement of statementsOf(definition)) {
    const source = text.slice(statement.span.start, Math.min(statement.span.end, statement.span.start + LONGEST));
    const item = ITEM.exec(source);
    if (item) add(item[2], readExpression(text, spanFrom(statement, item[0].length)));
    if (item || !PASSES.test(source)) continue;
    const call = readExpression(text, spanFrom(statement, source.startsWith("return ") ? "return ".length : 0));
    if (call.kind !== "call") continue;
    const method = nameOfMethod(call.callee);
    if (method === "setdefault") add(textOf(call.arguments[0]), call.arguments[1]?.value);
    else for (const { name, value } of call.arguments) add(name, value);
  }
  return [...passed].map(([name, value]) => ({ name, value }));
}

/** What is longer gives no keywords. */
const LONGEST = 5000;

/** Saves parsing the many statements that hand nothing on. */
const PASSES = /^return\b|\*\*|__init__|\.(setdefault|update)\(/;

/** `kwargs["max_length"] = ` */
const ITEM = /^\w+\[\s*(["'])(\w+)\1\s*\]\s*=(?!=)\s*/;

/** `max_length=20`, annotated or not. */
const PARAMETER = /(\w+)\s*(?::[^=,()]+)?=\s*("[^"\\]*"|'[^'\\]*'|-?[\w.]+)\s*(?=[,)])/g;

function defaultsOf(text: string, { value, span, name }: Statement): ReadonlyMap<string, PassedKeyword["value"]> {
  const start = value?.start ?? name?.end ?? span.start;
  const found = new Map<string, PassedKeyword["value"]>();
  const header = text.slice(start, Math.min(span.end, start + LONGEST));
  for (const match of header.matchAll(PARAMETER)) {
    const source = match[2]!;
    const literal = literalOf(readExpression(source, { start: 0, end: source.length }));
    if (literal !== undefined) found.set(match[1]!, literal);
  }
  return found;
}

/** Of its body and the blocks therein, but of no function within it. */
function statementsOf({ body }: Statement): readonly Statement[] {
  const found: Statement[] = [];
  const pending = body.toReversed();
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    if (statement.kind === "block") pending.push(...statement.body.toReversed());
    else if (statement.kind === "other" || statement.kind === "assignment") found.push(statement);
  }
  return found;
}

function spanFrom({ span }: Statement, offset: number): Statement["span"] {
  return { start: span.start + offset, end: span.end };
}

function nameOfMethod(callee: Expression): string {
  if (callee.kind === "method") return callee.name;
  return callee.kind === "name" ? callee.text.slice(callee.text.lastIndexOf(".") + 1) : "";
}

function textOf(argument: CallArgument | undefined): string | null {
  return argument?.value.kind === "text" ? argument.value.value : null;
}
