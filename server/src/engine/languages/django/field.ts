import type { FieldMaker } from "../../schema/asked.ts";
import type { Argument, Field, FieldType, Name, Wrapper } from "../../schema/schema.ts";
import { mapped } from "../../text/mapped.ts";
import { ownCopy } from "../../text/ownCopy.ts";
import { rememberedOf } from "../../text/remembered.ts";
import { sharedText } from "../../text/sharedText.ts";
import type { Span } from "../../text/span.ts";
import { isNameStart, OPEN_PAREN } from "../../text/characters.ts";
import type { CallArgument, CallExpression, Expression } from "../python/expression.ts";
import { readExpression } from "../python/readExpression.ts";
import type { Statement } from "../python/layout.ts";
import { calleeOf, literalOf, textOf } from "../python/literals.ts";
import { commentsAbove, commentsOnLines, textOfComments } from "../python/comments.ts";
import type { PythonModule } from "../python/module.ts";
import { FIELD_CLASS_ENDINGS, isFieldClass, type KnownType, knownTypeOf, lastPart } from "./fieldTypes.ts";
import { typeOf, withMaker } from "./madeField.ts";
import type { Choices } from "./choices.ts";
import type { ImportedNames } from "./imported.ts";
import type { FileNames } from "./names.ts";
import { type ClassScope, nameOf, sourceOf } from "./scope.ts";

/** The call that makes a field, and the calls around it. */
export interface FieldCall {
  readonly name: string;
  readonly call: CallExpression;
  readonly callee: Name;
  /** Outermost first. */
  readonly wrappers: readonly Wrapper[];
  /** What is known of the callee, beyond its name. */
  readonly maker: FieldMaker | null;
}

/** Knows what makes a field, where the name of what is called does not tell. */
type MakerOf = (callee: Name) => FieldMaker | null;

/** What a statement assigns, when that is a model field: its class is called so, or `makerOf` knows what makes it. */
export function fieldCallOf(module: PythonModule, statement: Statement, makerOf: MakerOf): FieldCall | null {
  if (statement.kind !== "assignment" || !statement.value || !mayBeFieldCall(module, statement.value, makerOf)) {
    return null;
  }
  const made = fieldCallIn(module, readExpression(module.text, statement.value), makerOf);
  return made && { name: sharedText(sourceOf(module, statement.name!)), ...made };
}

/**
 * Whether a statement assigns a model field whose class is called so and `isWanted`. To tell that of `forms.CharField()` and the
 * like, which are as common, nothing is parsed.
 */
export function assignsField(
  module: PythonModule,
  { kind, value }: Statement,
  isWanted: (qualified: string) => boolean = isFieldClass,
): boolean {
  if (kind !== "assignment" || !value) return false;
  const source = sourceOf(module, value);
  if (!mayBeCall(source) || !mayNameFieldClass(module, source) || !mayCall(module, source, isWanted)) return false;
  const made = fieldCallIn(module, readExpression(module.text, value));
  return made !== null && isWanted(made.callee.qualified);
}

/** Whether something like the call of a class that `isWanted` stands in there. */
function mayCall(module: PythonModule, source: string, isWanted: (qualified: string) => boolean): boolean {
  // Names may go on behind them, and stand in parentheses.
  if (source.length > LONGEST_CALL || SPLITS_NAME.test(source)) return true;
  for (const [, callee] of source.matchAll(CALLEES)) {
    if (isWanted(nameOf(module, callee!.replace(BETWEEN, "")).qualified)) return true;
  }
  return false;
}

/** The search takes time by the square of a row of dotted names. */
const LONGEST_CALL = 2000;
const SPLITS_NAME = /[\\#]|\)\s*\(/;
const CALLEES = /(?<![\p{L}\p{N}_])([\p{L}_][\p{L}\p{N}_]*(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*)\s*\(/gu;
const BETWEEN = /\s+/g;

/** The call that makes a field, within those around it. */
export function fieldCallIn(
  module: PythonModule,
  value: Expression,
  makerOf: MakerOf = () => null,
): Omit<FieldCall, "name"> | null {
  const wrappers: Wrapper[] = [];
  let expression: Expression | undefined = value;
  while (expression?.kind === "call") {
    const callee = nameOf(module, calleeOf(expression));
    const maker = makerOf(callee);
    if (maker !== null || isFieldClass(callee.qualified)) return { call: expression, callee, wrappers, maker };
    const keywords = expression.arguments.flatMap(({ name }) => name ?? []);
    wrappers.push(keywords.length === 0 ? callee : { ...callee, keywords });
    expression = expression.arguments.find((argument) => argument.value.kind === "call")?.value;
  }
  return null;
}

/** Saves parsing the many values that plainly are none. */
function mayBeFieldCall(module: PythonModule, value: Span, makerOf: MakerOf): boolean {
  const source = sourceOf(module, value);
  if (!mayBeCall(source)) return false;
  if (mayNameFieldClass(module, source)) return true;
  const callee = CALLEE.exec(source)?.[0];
  return callee !== undefined && makerOf(nameOf(module, callee)) !== null;
}

function mayBeCall(source: string): boolean {
  const first = source.charCodeAt(0);
  return (isNameStart(first) || first === OPEN_PAREN) && source.includes("(");
}

function mayNameFieldClass(module: PythonModule, source: string): boolean {
  return FIELD_CLASS_ENDINGS.some((ending) => source.includes(ending)) || renamesFieldClass(module);
}

const CALLEE = /^[\p{L}_][\p{L}\p{N}_.]*(?=\()/u;

const renaming = new WeakMap<PythonModule, boolean>();

/** `from django.db.models import CharField as Text` */
function renamesFieldClass(module: PythonModule): boolean {
  let known = renaming.get(module);
  if (known === undefined) {
    known = [...module.bindings].some(([name, qualified]) => name !== lastPart(qualified) && isFieldClass(qualified));
    renaming.set(module, known);
  }
  return known;
}

/** What the rest of the file adds to a field. */
export interface FieldContext {
  readonly names: FileNames;
  readonly choices: Choices;
  readonly imported: ImportedNames;
  /** Takes down what the rest of the file was asked. */
  readonly asked: Question[];
}

/** What a field asked the rest of its file, to be asked again when that has changed. */
export interface Question {
  readonly ask: (context: FieldContext) => Answer;
  readonly answer: Answer;
}

type Answer = number | string | null | readonly string[];

/** Whether the rest of the file still says the same. */
export function isAnsweredAlike({ ask, answer }: Question, context: FieldContext): boolean {
  const now = ask(context);
  if (typeof now !== "object" || typeof answer !== "object" || now === null || answer === null) return now === answer;
  return now.length === answer.length && now.every((label, index) => label === answer[index]);
}

export function readField(
  context: FieldContext,
  scope: ClassScope,
  statement: Statement,
  { name: fieldName, call, callee, wrappers, maker }: FieldCall,
): Field {
  const { module } = scope;
  const { type, known } = typeCalled(callee);
  const { relation } = maker ? typeOf(type.name, maker) : known;
  const given = call.arguments;
  const first = given[0]?.name === null ? given[0].value : undefined;
  const label = valueOf(given, "verbose_name") ?? (relation ? undefined : first);
  const helpText = valueOf(given, "help_text");
  const chosen = valueOf(given, "choices");
  const target = relation === "target" ? (valueOf(given, "to") ?? first) : undefined;
  const column = valueOf(given, "db_column");
  const field: Field = {
    name: fieldName,
    nameSpan: statement.name!,
    span: statement.span,
    type,
    wrappers: wrappers.length === 0 ? NO_WRAPPERS : wrappers,
    arguments: mapped(given, (argument) => readArgument(module, argument)),
    label: label ? textOf(label) : null,
    helpText: helpText ? textOf(helpText) : null,
    comment: commentOf(module, statement.span),
    choices: chosen ? choicesOf(context, scope, chosen) : null,
    maxLength: numberOf(context, scope, valueOf(given, "max_length")),
    unique: isOn(given, "unique"),
    indexed: isOn(given, "db_index"),
    primaryKey: isOn(given, "primary_key"),
    nullable: isOn(given, "null") || type.name === "NullBooleanField",
    blank: isOn(given, "blank"),
    target: target ? (textOf(target) ?? ownCopy(sourceOf(module, target.span))) : null,
    column: column ? textOf(column) : null,
  };
  return maker ? withMaker(field, maker) : field;
}

const NO_WRAPPERS: readonly Wrapper[] = [];

/** What a call says of the field's type by its name alone: the same objects for all fields of a file that say it. */
const typeCalled: (callee: Name) => { readonly known: KnownType; readonly type: FieldType } = rememberedOf(
  ({ text, qualified }) => {
    const name = lastPart(qualified);
    const known = knownTypeOf(name);
    return { known, type: { name, qualified, text, shape: known.shape } };
  },
);

function valueOf(given: readonly CallArgument[], keyword: string): Expression | undefined {
  for (const { name, value } of given) if (name === keyword) return value;
  return undefined;
}

function isOn(given: readonly CallArgument[], keyword: string): boolean {
  const value = valueOf(given, keyword);
  if (value === undefined) return false;
  const literal = literalOf(value);
  return literal !== false && literal !== null;
}

function commentOf(module: PythonModule, span: Span): string {
  const above = commentsAbove(module, span);
  const on = commentsOnLines(module, span);
  return textOfComments(module, above.length === 0 ? on : [...above, ...on]);
}

function choicesOf(context: FieldContext, scope: ClassScope, chosen: Expression): readonly string[] {
  const ask = ({ choices }: FieldContext): readonly string[] => choices.labelsOf(scope, chosen);
  return chosen.kind === "name" || chosen.kind === "binary" ? asked(context, ask) : ask(context);
}

function numberOf(context: FieldContext, scope: ClassScope, value: Expression | undefined): number | null {
  if (value?.kind !== "name") return numberIn(value);
  return asked(context, ({ names }) => numberIn(names.valueOf(scope, value.text)));
}

function numberIn(value: Expression | null | undefined): number | null {
  return value?.kind === "number" ? value.value : null;
}

/** What the rest of the file says, which is asked again when that has changed. */
export function asked<Given extends Answer>(context: FieldContext, ask: (context: FieldContext) => Given): Given {
  const answer = ask(context);
  context.asked.push({ ask, answer });
  return answer;
}

function readArgument(module: PythonModule, { name, stars, value }: CallArgument): Argument {
  const text = stars + ownCopy(sourceOf(module, value.span));
  const literal = stars === "" ? literalOf(value) : undefined;
  return literal === undefined ? { name, text } : { name, text, value: literal };
}
