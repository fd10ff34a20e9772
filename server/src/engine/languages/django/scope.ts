import type { Name } from "../../schema/schema.ts";
import { ownCopy } from "../../text/ownCopy.ts";
import { rememberedOf } from "../../text/remembered.ts";
import type { Span } from "../../text/span.ts";
import { COLON } from "../../text/characters.ts";
import type { CallExpression, Expression } from "../python/expression.ts";
import { readExpression } from "../python/readExpression.ts";
import { type Bindings, qualify } from "../python/imports.ts";
import type { Statement } from "../python/layout.ts";
import type { PythonModule } from "../python/module.ts";
import { isDjangoFieldName, isFieldModule, isOtherLibrary } from "./fieldTypes.ts";

/** A class of the file with what its header and body say, read once. */
export interface ClassScope {
  /** The file, or the part of it, that the offsets below refer to. */
  readonly module: PythonModule;
  readonly statement: Statement;
  readonly name: string;
  readonly bases: readonly Name[];
  /** The header is half typed, so that a base may be missing. */
  readonly broken: boolean;
  /** Assignments and nested classes of its body, those within `if`, `try` and `with` included. */
  readonly members: readonly Statement[];
}

/** Every class of the file, nested ones and those within functions included, in source order. */
export function classesOf(module: PythonModule): readonly ClassScope[] {
  const found: ClassScope[] = [];
  const pending: Statement[] = [];
  const add = (statements: readonly Statement[]): void => {
    for (let index = statements.length - 1; index >= 0; index--) {
      const statement = statements[index]!;
      if (statement.kind === "class" || statement.body.length > 0) pending.push(statement);
    }
  };
  add(module.layout.statements);
  for (let statement = pending.pop(); statement; statement = pending.pop()) {
    if (statement.kind === "class") found.push(classScope(module, statement));
    add(statement.body);
  }
  return found;
}

/** What a class's body assigns, such as that of a `Meta`. */
export interface Assignment {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}

/** Those of other names than `only` are not even read. */
export function assignmentsOf(
  module: PythonModule,
  { body }: Statement,
  only: ReadonlySet<string> | null = null,
): readonly Assignment[] {
  return body.flatMap(({ kind, name: nameSpan, value }) => {
    if (kind !== "assignment" || !nameSpan || !value) return [];
    const name = sourceOf(module, nameSpan);
    return only?.has(name) === false
      ? []
      : [{ name: ownCopy(name), nameSpan, value: readExpression(module.text, value) }];
  });
}

/** A name in full: the same object each time that a module says it. */
export function nameOf(module: PythonModule, text: string): Name {
  const names = namesIn(module.bindings);
  let name = names.get(text);
  if (!name) {
    const qualified = isDjangoModels(module, text) ? `django.db.${text}` : qualify(text, module.bindings);
    name = sharedName(text, qualified);
    names.set(name.text, name);
  }
  return name;
}

/** The same object for all modules: most name the same few classes. */
function sharedName(text: string, qualified: string): Name {
  let alike = allNames.get(qualified);
  if (!alike) {
    if (allNames.size >= MAX_NAMES) allNames.clear();
    allNames.set(ownCopy(qualified), (alike = []));
  }
  let name = alike.find((other) => other.text === text);
  if (!name) alike.push((name = { text: ownCopy(text), qualified: ownCopy(qualified) }));
  return name;
}

const allNames = new Map<string, Name[]>();
const MAX_NAMES = 4096;

const namesIn: (bindings: Bindings) => Map<string, Name> = rememberedOf(() => new Map<string, Name>());

/**
 * Whether a `models.CharField` means Django's although no import says so: the import is missing, half typed, or names a
 * module of the project that passes Django's on.
 */
function isDjangoModels({ bindings }: PythonModule, text: string): boolean {
  if (!text.startsWith("models.")) return false;
  const bound = bindings.get("models");
  const name = text.slice("models.".length);
  if (bound === undefined) return true;
  const isOfThisProject =
    bound.endsWith(".models") && !bound.startsWith(".") && !isOtherLibrary(bound) && !isFieldModule(bound);
  return isOfThisProject && (name === "Model" || isDjangoFieldName(name));
}

export function sourceOf(module: PythonModule, span: { readonly start: number; readonly end: number }): string {
  return module.text.slice(span.start, span.end);
}

function classScope(module: PythonModule, statement: Statement): ClassScope {
  const { name, value, span } = statement;
  const isWhole = module.text.charCodeAt(span.end - 1) === COLON;
  const { bases, isBroken } = name && value ? headerOf(module, name, value) : NO_BASES;
  return {
    module,
    statement,
    name: name ? ownCopy(sourceOf(module, name)) : "",
    bases,
    broken: !isWhole || isBroken,
    members: membersOf(statement),
  };
}

interface Header {
  readonly bases: readonly Name[];
  readonly isBroken: boolean;
}

const NO_BASES: Header = { bases: [], isBroken: false };

/** What follows the name of a class. */
function headerOf(module: PythonModule, name: Span, value: Span): Header {
  if (value.end <= value.start) return NO_BASES;
  const plain = PLAIN_BASES.exec(sourceOf(module, value))?.[1];
  if (plain !== undefined) {
    return { bases: plain.split(",").map((base) => nameOf(module, ownCopy(base.trim()))), isBroken: false };
  }
  const header = readExpression(module.text, { start: name.start, end: value.end });
  if (header.kind !== "call") return { bases: [], isBroken: true };
  return { bases: basesOf(module, header), isBroken: header.close === null };
}

/** Names alone, as of most classes: they need not be parsed. */
const PLAIN_BASES = /^\( *([A-Za-z_][\w.]*\w(?:, *[A-Za-z_][\w.]*\w)*) *\)$/;

function basesOf(module: PythonModule, header: CallExpression): readonly Name[] {
  return header.arguments.flatMap(({ name, stars, value }) => {
    if (name !== null || stars !== "") return [];
    return [nameOf(module, value.kind === "name" ? value.text : sourceOf(module, value.span))];
  });
}

function membersOf({ body }: Statement): readonly Statement[] {
  if (!body.some(({ kind }) => kind === "block")) {
    return body.filter(({ kind }) => kind === "assignment" || kind === "class");
  }
  const found: Statement[] = [];
  const pending = body.toReversed();
  for (let member = pending.pop(); member; member = pending.pop()) {
    if (member.kind === "block") for (let i = member.body.length - 1; i >= 0; i--) pending.push(member.body[i]!);
    else if (member.kind === "assignment" || member.kind === "class") found.push(member);
  }
  return found;
}
