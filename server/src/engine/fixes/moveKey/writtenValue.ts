import type { CallExpression, Expression } from "../../languages/python/expression.ts";
import { qualify } from "../../languages/python/imports.ts";
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
  readonly read: VariableRead | null;
}

interface VariableRead {
  readonly variable: string;
  readonly expression: string;
  /** Whether it needs `os`, by this name. */
  readonly needsOs: boolean;
}

/** Whether a name of the module is a reader of variables: an `environ.Env()`, the `config` of decouple. */
export type IsTool = (name: string) => boolean;

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
export function writtenValueOf(module: PythonModule, { value }: Statement, isTool: IsTool): WrittenValue | null {
  if (!value) return null;
  const isCommented = module.layout.comments.some(({ span }) => value.start <= span.start && span.end <= value.end);
  if (isCommented) return null;
  const expression = readExpression(module.text, value);
  const keys = keysIn(expression);
  if (keys) return { keys, shape: expression.kind === "text" ? "text" : "list", span: value, read: null };
  return expression.kind === "call" ? defaultOf(module, expression, isTool) : null;
}

function keysIn(expression: Expression): readonly string[] | null {
  if (expression.kind === "text") return [expression.value];
  if (expression.kind !== "sequence" || expression.of === "set" || expression.items.length === 0) return null;
  const texts = expression.items.flatMap((item) => (item.kind === "text" ? [item.value] : []));
  return texts.length === expression.items.length ? texts : null;
}

/**
 * Of `os.environ.get("X", "…")`, `env("X", default="…")` and the like, as far as it is known what they do without the default: a
 * function of the project may give anything.
 */
function defaultOf({ text, bindings }: PythonModule, call: CallExpression, isTool: IsTool): WrittenValue | null {
  const [name, ...others] = call.arguments;
  const at = others.findIndex((argument, index) => argument.name === "default" || (index === 0 && !argument.name));
  const otherwise = others[at];
  if (call.callee.kind !== "name" || call.close === null || call.arguments.some(({ stars }) => stars !== ""))
    return null;
  if (name?.value.kind !== "text" || name.name !== null || !VARIABLE.test(name.value.value) || !otherwise) return null;
  const keys = keysIn(otherwise.value);
  if (!keys) return null;
  const variable = name.value.value;
  const shape = otherwise.value.kind === "text" ? "text" : "list";
  const callee = call.callee.text;
  const owner = callee.slice(0, Math.max(callee.lastIndexOf("."), 0));
  const qualified = qualify(callee, bindings);
  if (qualified === "os.environ.get" || qualified === "os.getenv") {
    if (others.length > 1 || shape === "list") return null;
    const environ = qualified === "os.environ.get" ? owner : `${owner || "os"}.environ`;
    const read = { variable, expression: `${environ}["${variable}"]`, needsOs: owner === "" };
    return { keys, shape, span: call.span, read };
  }
  const method = callee.slice(owner.length).replace(/^\./, "");
  const isKnown = qualified === "decouple.config" || isTool(callee) || (isTool(owner) && METHODS.has(method));
  const makesList = method === "list" || method === "tuple" || others.some((argument) => argument.name === "cast");
  if (!isKnown || (shape === "list" && !makesList)) return null;
  const previous = call.arguments[at]!;
  const expression = text.slice(call.span.start, previous.span.end) + text.slice(otherwise.span.end, call.span.end);
  return { keys, shape, span: call.span, read: { variable, expression, needsOs: false } };
}

/** What shells take for the name of a variable. */
const VARIABLE = /^[A-Za-z_]\w*$/;

const METHODS = new Set(["str", "bytes", "list", "tuple"]);
