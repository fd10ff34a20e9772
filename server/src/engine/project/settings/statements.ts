import type { Statement } from "../../languages/python/layout.ts";
import type { Span } from "../../text/span.ts";
import { bind, sourceOf } from "./bind.ts";
import { runClass } from "./classes.ts";
import { takeEither } from "./combine.ts";
import { valueAt } from "./expressions.ts";
import { runImport } from "./imports.ts";
import { runSimple } from "./simpleStatements.ts";
import type { Scope } from "./scope.ts";
import { textOf, toolOf, truthOf, UNKNOWN, type Value } from "./value.ts";

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
    case "with":
      return runWith(first!, scope);
    case "while":
      runUnsurely(first!.body, scope);
      return true;
    default:
      return runStatements(first!.body, scope);
  }
}

/** `with env.prefixed("APP_"):` of environs: in its block, names of variables begin so. */
function runWith({ span, body }: Statement, scope: Scope): boolean {
  const source = sourceOf(scope, span);
  const [header, name] = /^with\s+(\w+)\.prefixed\s*(?=\()/.exec(source) ?? [];
  const reader = name === undefined ? undefined : scope.values.get(name);
  if (reader?.value.kind !== "tool") return runStatements(body, scope);
  const prefix = textOf(valueAt({ start: span.start + header!.length, end: span.end - 1 }, scope));
  if (prefix === null) return runStatements(body, scope);
  scope.values.set(name!, { ...reader, value: { ...reader.value, prefix: reader.value.prefix + prefix } });
  const goesOn = runStatements(body, scope);
  scope.values.set(name!, reader);
  return goesOn;
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
      else runSimple(statement, scope, runStatements);
  }
}

/** A function of the project that reads the environment is taken for a reader of the variable that it is called with. */
function defineFunction(statement: Statement, scope: Scope): void {
  if (!statement.name) return;
  const source = scope.module.text.slice(statement.span.start, statement.end);
  const reads = source.includes("environ") || source.includes("getenv");
  const isProperty = statement.decorators.length > 0;
  const value: Value = reads && !isProperty ? toolOf("function") : UNKNOWN;
  bind(scope, sourceOf(scope, statement.name), value, statement.span);
}

function testOf({ span }: Statement, word: string, scope: Scope): Span {
  const end = scope.module.text[span.end - 1] === ":" ? span.end - 1 : span.end;
  return { start: span.start + word.length, end };
}

function wordOf(scope: Scope, statement: Statement | undefined): string {
  if (!statement) return "";
  return /^[a-z]*\b/.exec(scope.module.text.slice(statement.span.start, statement.span.start + 8))?.[0] ?? "";
}
