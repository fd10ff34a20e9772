import type { CallExpression, Expression } from "../../languages/python/expression.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import { calleeOf } from "../../languages/python/literals.ts";
import type { Statement } from "../../languages/python/layout.ts";
import type { Span } from "../../text/span.ts";
import { giveAny, isAllNames, mayGiveAny } from "./anyNames.ts";
import { assignmentParts } from "./assignment.ts";
import { changedBy, withItem } from "./changes.ts";
import { runClass } from "./classes.ts";
import { takeEither } from "./combine.ts";
import { evaluate, valueAt } from "./expressions.ts";
import { runImport } from "./imports.ts";
import { included } from "./include.ts";
import { binary } from "./operators.ts";
import { environmentDefault, type Scope } from "./scope.ts";
import { type Binding, bounded, environment, joinedPlaces, textOf, truthOf, UNKNOWN, type Value } from "./value.ts";

/** Runs statements as far as they can be understood. False when they end the module or function: `raise`, `return`. */
export function runStatements(statements: readonly Statement[], scope: Scope): boolean {
  for (let at = 0; at < statements.length; at++) {
    if (--scope.evaluation.stepsLeft < 0) return true;
    const statement = statements[at]!;
    const word = wordOf(scope, statement);
    bindInPassing(statement, scope);
    if (word === "raise" || word === "return") return false;
    if (statement.kind !== "block") {
      runStatement(statement, word, scope);
      continue;
    }
    const clauses = [statement];
    while (FOLLOWS[word]?.has(wordOf(scope, statements[at + 1]))) clauses.push(statements[++at]!);
    if (!runBlock(word, clauses, scope)) return false;
  }
  return true;
}

/** `if (KEY := read()):` */
function bindInPassing({ span }: Statement, scope: Scope): void {
  const source = sourceOf(scope, span);
  if (!source.includes(":=")) return;
  for (const [, name] of source.matchAll(/\b([A-Z][A-Z0-9_]*)\s*:=/g)) bind(scope, name!, UNKNOWN, span);
}

const FOLLOWS: Readonly<Record<string, ReadonlySet<string>>> = {
  if: new Set(["elif", "else"]),
  try: new Set(["except", "else", "finally"]),
  for: new Set(["else"]),
  while: new Set(["else"]),
};

function runBlock(word: string, clauses: readonly Statement[], scope: Scope): boolean {
  const [first] = clauses;
  switch (word) {
    case "if":
      return runChoice(clauses, scope, runConditions);
    case "match":
      return runChoice(first!.body, scope, runCases);
    case "try":
      return runTry(clauses, scope);
    case "for":
      runLoop(first!, scope);
      return true;
    case "while":
      runUnsurely(first!.body, scope);
      return true;
    default:
      return runStatements(first!.body, scope);
  }
}

/** More alternatives than anybody writes: any of them may have been run. */
const MOST_CLAUSES = 100;

function runChoice(
  clauses: readonly Statement[],
  scope: Scope,
  run: (clauses: readonly Statement[], scope: Scope) => boolean,
): boolean {
  if (clauses.length <= MOST_CLAUSES) return run(clauses, scope);
  for (const { body } of clauses) runUnsurely(body, scope);
  return true;
}

/** What is matched is not known: any of the cases, or none where there is no `case _:`. */
function runCases([clause, ...others]: readonly Statement[], scope: Scope): boolean {
  if (!clause) return true;
  if (/^case\s+_\s*:?$/.test(sourceOf(scope, clause.span))) return runStatements(clause.body, scope);
  return runEither(
    scope,
    () => runStatements(clause.body, scope),
    () => runCases(others, scope),
  );
}

/** `if`, `elif` and `else`: the one whose test is true, or all of them as far as the tests are not known. */
function runConditions([clause, ...others]: readonly Statement[], scope: Scope): boolean {
  if (!clause) return true;
  const word = wordOf(scope, clause);
  const truth = word === "else" ? true : truthOf(valueAt(testOf(clause, word, scope), scope));
  if (truth === true) return runStatements(clause.body, scope);
  if (truth === false) return runConditions(others, scope);
  return runEither(
    scope,
    () => runStatements(clause.body, scope),
    () => runConditions(others, scope),
  );
}

/** Both ways from the same start. One that ends with an exception says nothing. */
function runEither(scope: Scope, one: () => boolean, other: () => boolean): boolean {
  const start = scope.values;
  const afterOne = (scope.values = start.fork());
  const oneGoesOn = one();
  const afterOther = (scope.values = start.fork());
  const otherGoesOn = other();
  scope.values = start;
  if (oneGoesOn && otherGoesOn) takeEither(start, afterOne, afterOther);
  else start.take(oneGoesOn ? afterOne : afterOther);
  return oneGoesOn || otherGoesOn;
}

/** Without an `except` that applies, what is tried happens; imports of modules that are there succeed. */
function runTry(clauses: readonly Statement[], scope: Scope): boolean {
  const [tried, ...others] = clauses;
  const handlers = others.filter((clause) => wordOf(scope, clause) === "except");
  const rest = others.filter((clause) => !handlers.includes(clause));
  const missingBefore = scope.missing.length;
  const isSure = tried!.body.every(({ kind }) => kind === "import") && importsOwn(tried!.body, scope);
  let goesOn: boolean;
  if (isSure || handlers.length === 0) {
    goesOn = runStatements(tried!.body, scope);
    // A project whose own copy of the module is only not here does not end here.
    if (scope.missing.length > missingBefore && handlers[0]) runUnlessItEnds(handlers[0].body, scope);
  } else {
    goesOn = runEither(
      scope,
      () => runStatements(tried!.body, scope),
      () => handlers.reduce((some, handler) => runStatements(handler.body, scope) || some, false),
    );
  }
  for (const clause of rest) goesOn = goesOn && runStatements(clause.body, scope);
  return goesOn;
}

function runUnlessItEnds(body: readonly Statement[], scope: Scope): void {
  const before = scope.values;
  const after = (scope.values = before.fork());
  if (runStatements(body, scope)) before.take(after);
  scope.values = before;
}

/** Whether all that is imported are modules of the project, there or not. */
function importsOwn(statements: readonly Statement[], scope: Scope): boolean {
  return statements.every(({ span }) =>
    scope.module.imports.some(
      (statement) => statement.span.start === span.start && statement.names.at(-1)?.name === "*",
    ),
  );
}

/** `for app in ["a", "b"]:` of what is written out; otherwise what it changes is not known. */
function runLoop(loop: Statement, scope: Scope): void {
  const { text } = scope.module;
  const header = text.slice(loop.span.start, loop.span.end);
  const name = /^for\s+([A-Za-z_]\w*)\s+in\s/.exec(header);
  const items = name ? valueAt({ start: loop.span.start + name[0].length, end: loop.span.end - 1 }, scope) : UNKNOWN;
  const isLeft = /\b(break|continue)\b/.test(text.slice(loop.span.end, loop.end));
  const isKnown = items.kind === "list" && items.whole && items.items.every(({ always }) => always) && !isLeft;
  if (!isKnown || items.items.length > LONGEST_LOOP) {
    if (name) bind(scope, name[1]!, UNKNOWN, loop.span);
    runUnsurely(loop.body, scope);
    return;
  }
  for (const { value } of items.items) {
    bind(scope, name![1]!, value, loop.span);
    runStatements(loop.body, scope);
  }
}

const LONGEST_LOOP = 200;

/** Not at all, once or often: what it changes may be otherwise. */
function runUnsurely(body: readonly Statement[], scope: Scope): void {
  const before = scope.values;
  const after = (scope.values = before.fork());
  runStatements(body, scope);
  for (const name of after.changed) {
    const binding = after.get(name);
    if (binding && binding.value !== before.get(name)?.value)
      after.set(name, { ...binding, value: opened(binding.value) });
  }
  before.take(after);
  scope.values = before;
}

function opened(value: Value): Value {
  return value.kind === "list" || value.kind === "dictionary" ? { ...value, whole: false } : UNKNOWN;
}

function runStatement(statement: Statement, word: string, scope: Scope): void {
  switch (statement.kind) {
    case "import":
      runImport(statement, scope);
      return;
    case "class":
      runClass(statement, scope, runStatements);
      return;
    case "function":
      defineFunction(statement, scope);
      return;
    default:
      if (word === "del") scope.values.delete(sourceOf(scope, statement.span).slice("del ".length).trim());
      else runPlain(statement, scope);
  }
}

/** A function of the project that reads the environment is taken for a reader of the variable that it is called with. */
function defineFunction(statement: Statement, scope: Scope): void {
  if (!statement.name) return;
  const source = scope.module.text.slice(statement.span.start, statement.end);
  const reads = source.includes("environ") || source.includes("getenv");
  const isProperty = statement.decorators.length > 0;
  const value: Value = reads && !isProperty ? { kind: "tool", tool: "function", defaults: new Map() } : UNKNOWN;
  bind(scope, sourceOf(scope, statement.name), value, statement.span);
}

function runPlain({ span }: Statement, scope: Scope): void {
  const { text } = scope.module;
  const parts = assignmentParts(text, span);
  if (!parts) {
    const expression = readExpression(text, span);
    if (expression.kind === "call") runCall(expression, span, scope);
    return;
  }
  const value = valueAt(parts.value, scope);
  const expression = readExpression(text, parts.value);
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

function assign(target: Expression, operator: string, value: Value, span: Span, scope: Scope): void {
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

function runCall(call: CallExpression, span: Span, scope: Scope): void {
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
      for (const path of paths) runIncluded(path, scope);
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

function runIncluded(path: string, scope: Scope): void {
  if (scope.paths.includes(path)) return;
  scope.paths.push(path);
  const module = scope.evaluation.read(path);
  const inner: Scope = { ...scope, path, module };
  runStatements(module.layout.statements, inner);
  scope.values = inner.values;
}

function bind(scope: Scope, name: string, value: Value, span: Span): void {
  const binding: Binding = {
    value: bounded(nameVariable(value, name, scope)),
    places: [placeOf(scope, span)],
    always: true,
    overridable: false,
  };
  scope.values.set(name, binding);
}

/** Settings of django-configurations read the variable that is called like them. */
function nameVariable(value: Value, name: string, scope: Scope): Value {
  const isUnnamed = value.kind === "environment" && value.variable === "" && scope.outer !== null;
  return isUnnamed ? environment(`DJANGO_${name}`, value.default) : value;
}

function change(scope: Scope, name: string, span: Span, changed: (value: Value) => Value): void {
  const before = scope.values.get(name);
  if (!before) return;
  const value = bounded(changed(before.value));
  if (value === before.value) return;
  scope.values.set(name, { ...before, value, places: joinedPlaces(before.places, [placeOf(scope, span)]) });
}

function placeOf({ path }: Scope, { start, end }: Span): Binding["places"][number] {
  return { path, span: { start, end } };
}

function testOf({ span }: Statement, word: string, scope: Scope): Span {
  const end = scope.module.text[span.end - 1] === ":" ? span.end - 1 : span.end;
  return { start: span.start + word.length, end };
}

function wordOf(scope: Scope, statement: Statement | undefined): string {
  if (!statement) return "";
  return /^[a-z]*\b/.exec(scope.module.text.slice(statement.span.start, statement.span.start + 8))?.[0] ?? "";
}

function sourceOf({ module }: Scope, { start, end }: Span): string {
  return module.text.slice(start, end);
}
