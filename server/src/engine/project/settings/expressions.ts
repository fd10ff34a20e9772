import type { CallExpression, Expression, FormatExpression } from "../../languages/python/expression.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import { decodeString } from "../../languages/python/stringValue.ts";
import { qualify } from "../../languages/python/imports.ts";
import type { Span } from "../../text/span.ts";
import { eitherOf, lifted, withEntry } from "./combine.ts";
import { callFunction, type CallArguments } from "./functions.ts";
import { callMethod } from "./methods.ts";
import { binary, indexed, joinedText } from "./operators.ts";
import { instanceOf } from "./pydanticSettings.ts";
import { absoluteName, normalisedPath, pathOfModule } from "./pythonModules.ts";
import { environmentDefault, lookUp, type Scope } from "./scope.ts";
import { callTool } from "./tools.ts";
import {
  type DictionaryValue,
  environment,
  literal,
  type ListItem,
  MOST_PARTS,
  textOf,
  truthOf,
  UNKNOWN,
  type UnknownValue,
  type Value,
} from "./value.ts";

/** What the expression at this place in the scope's file stands for. */
export function valueAt(span: Span, scope: Scope): Value {
  return evaluate(readExpression(scope.module.text, span), scope);
}

export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "text":
    case "number":
    case "constant":
      return literal(expression.value);
    case "name":
      return named(expression.text, scope);
    case "method":
      return attribute(evaluate(expression.object, scope), expression.name, scope);
    case "sequence":
      return sequence(expression.of, expression.items, scope);
    case "dictionary":
      return dictionary(expression.entries, scope);
    case "format":
      return format(expression, scope);
    case "unary":
      return expression.operator === "not" ? negated(evaluate(expression.operand, scope)) : UNKNOWN;
    case "binary":
      return binary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope));
    case "conditional": {
      const truth = truthOf(evaluate(expression.test, scope));
      if (truth !== null) return evaluate(truth ? expression.whenTrue : expression.whenFalse, scope);
      return eitherOf(evaluate(expression.whenTrue, scope), evaluate(expression.whenFalse, scope));
    }
    case "subscript": {
      const [object, index] = [evaluate(expression.object, scope), evaluate(expression.index, scope)];
      return environmentSetBefore(object, index, scope) ?? indexed(object, index);
    }
    case "call":
      return called(expression, scope);
    case "opaque":
      return bytes(scope.module.text.slice(expression.span.start, expression.span.end));
    case "starred":
      return UNKNOWN;
  }
}

/** As the text with the same characters: some settings take either. */
function bytes(source: string): Value {
  const [, prefix, text] = /^([rR]?)[bB]([rR]?["'][^]*)$/.exec(source) ?? [];
  const value = text === undefined ? null : decodeString(prefix! + text);
  return value === null ? UNKNOWN : literal(value);
}

function negated(operand: Value): Value {
  return lifted([operand], ([plain]) => {
    const truth = truthOf(plain!);
    return truth === null ? UNKNOWN : literal(!truth);
  });
}

/** A dotted name: a value of the scope and its attributes, or something that was imported. */
function named(dotted: string, scope: Scope): Value {
  const [first = "", ...attributes] = dotted.split(".");
  let value = nameValue(first, scope);
  for (const name of attributes) value = attribute(value, name, scope);
  return value;
}

function nameValue(name: string, scope: Scope): Value {
  const bound = lookUp(scope, name);
  if (bound) return bound.value;
  if (BUILTINS.has(name)) return { kind: "reference", name };
  const qualified = qualify(name, scope.module.bindings);
  return qualified === name && !scope.module.bindings.has(name) ? UNKNOWN : { kind: "reference", name: qualified };
}

const BUILTINS = new Set("str int float bool list tuple set frozenset dict len sorted globals locals".split(" "));

function attribute(object: Value, name: string, scope: Scope): Value {
  switch (object.kind) {
    case "reference":
      return ofReference(object.name, name, scope);
    case "namespace":
      return object.values.get(name)?.value ?? UNKNOWN;
    case "path":
      return ofPath(object.path, name);
    default:
      return UNKNOWN;
  }
}

function ofReference(module: string, name: string, scope: Scope): Value {
  const absolute = absoluteName(module, scope.path, scope.folder) ?? module;
  const path = pathOfModule(scope.folder, absolute, scope.evaluation.files);
  const bound = path === null ? undefined : scope.evaluation.moduleAt(path, scope.folder).values.get(name);
  return bound?.value ?? { kind: "reference", name: `${absolute}.${name}` };
}

function ofPath(path: string, name: string): Value {
  switch (name) {
    case "parent":
      return { kind: "path", path: normalisedPath(`${path}/..`) };
    case "name":
      return literal(path.slice(path.lastIndexOf("/") + 1));
    case "parents": {
      const parents: Value[] = [];
      for (let above = path; !above.endsWith("..") && parents.length < 20;) {
        above = normalisedPath(`${above}/..`);
        parents.push({ kind: "path", path: above });
      }
      return { kind: "list", of: "tuple", items: parents.map((value) => ({ value, always: true })), whole: false };
    }
    default:
      return UNKNOWN;
  }
}

/** `os.environ["X"]` after `os.environ.setdefault("X", …)`. */
function environmentSetBefore(object: Value, index: Value, scope: Scope): Value | null {
  const name = textOf(index);
  if (object.kind !== "reference" || object.name !== "os.environ" || name === null) return null;
  const bound = lookUp(scope, environmentDefault(name));
  return bound ? environment(name, bound.value) : null;
}

function sequence(of: "list" | "tuple" | "set", items: readonly Expression[], scope: Scope): Value {
  const found: ListItem[] = [];
  let whole = true;
  for (const item of items) {
    if (item.kind !== "starred") {
      found.push({ value: evaluate(item, scope), always: true });
      continue;
    }
    const spread = evaluate(item.value, scope);
    if (spread.kind === "list") found.push(...spread.items);
    if (found.length > MOST_PARTS) return UNKNOWN;
    whole &&= spread.kind === "list" && spread.whole;
  }
  return { kind: "list", of, items: found, whole };
}

function dictionary(entries: readonly { key: Expression; value: Expression }[], scope: Scope): Value {
  let made: DictionaryValue = { kind: "dictionary", entries: [], whole: true };
  for (const { key, value } of entries) {
    const found = evaluate(value, scope);
    if (key.kind === "starred") {
      if (found.kind !== "dictionary") made = { ...made, whole: false };
      else {
        for (const entry of found.entries) made = withEntry(made, entry.key, entry.value);
        made = { ...made, whole: made.whole && found.whole };
      }
      continue;
    }
    const name = evaluate(key, scope);
    if (name.kind === "literal") made = withEntry(made, name.value, found);
    else made = { ...made, whole: false };
  }
  return made;
}

function format({ parts }: FormatExpression, scope: Scope): Value {
  return lifted(
    parts.map((part) => evaluate(part, scope)),
    joinedText,
  );
}

/** Functions that mark a text for translation, whatever they are imported from. */
const TRANSLATES = /(^|\.)(_|u?gettext(_lazy|_noop)?)$/;

function called(call: CallExpression, scope: Scope): Value {
  const { callee } = call;
  const args = argumentsOf(call, scope);
  const name = callee.kind === "name" ? callee.text : "";
  if (TRANSLATES.test(name) && args.positional.length === 1 && textOf(args.positional[0]!) !== null)
    return args.positional[0]!;

  // Evaluated once: in a chain of methods each would double what there is to do.
  const owner = callee.kind === "method" ? evaluate(callee.object, scope) : null;
  const value = callee.kind === "method" ? attribute(owner!, callee.name, scope) : evaluate(callee, scope);
  if (value.kind === "tool") return callTool(value, null, args);
  if (value.kind === "namespace") return value.isOfVariables ? instanceOf(value) : UNKNOWN;
  if (value.kind === "path") return lifted([value, ...args.positional], joinedPaths);
  if (value.kind === "reference") return callFunction(value.name, args);
  // A method: of the value of a name, or of what another expression gives.
  const dot = name.lastIndexOf(".");
  const object = owner ?? (dot < 0 ? UNKNOWN : named(name.slice(0, dot), scope));
  const method = callee.kind === "method" ? callee.name : name.slice(dot + 1);
  if (object.kind === "tool") return callTool(object, method, args);
  return callMethod(object, method, args);
}

/** `ROOT("templates")` of an `environ.Path`. */
function joinedPaths([path, ...parts]: readonly Value[]): Value {
  return parts.reduce((joined, part) => binary("/", joined, part), path!);
}

function argumentsOf(call: CallExpression, scope: Scope): CallArguments {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  let whole = true;
  for (const { name, stars, value } of call.arguments) {
    const found: Value | UnknownValue = evaluate(value, scope);
    if (name !== null) named.set(name, found);
    else if (stars === "") positional.push(found);
    else whole = false;
  }
  return { positional, named, whole };
}
