import type { Argument, Field, Name } from "../../schema/schema.ts";
import type { Span } from "../../text/span.ts";
import { isNameStart } from "../python/characters.ts";
import { type CallArgument, type CallExpression, type Expression, readExpression } from "../python/expression.ts";
import type { Statement } from "../python/layout.ts";
import { calleeOf, literalOf, textOf } from "../python/literals.ts";
import type { PythonModule } from "../python/module.ts";
import { isFieldClass, knownTypeOf, lastPart } from "./fieldTypes.ts";
import { nameOf, sourceOf } from "./scope.ts";

/** The call that makes a field, and the calls around it. */
export interface FieldCall {
  readonly call: CallExpression;
  readonly callee: Name;
  /** Outermost first. */
  readonly wrappers: readonly Name[];
}

/** What a statement assigns, when that is a model field. */
export function fieldCallOf(module: PythonModule, statement: Statement): FieldCall | null {
  if (statement.kind !== "assignment" || !statement.value || !mayBeCall(module, statement.value)) return null;
  const wrappers: Name[] = [];
  let expression: Expression | undefined = readExpression(module.text, statement.value);
  while (expression?.kind === "call") {
    const callee = nameOf(module, calleeOf(expression));
    if (isFieldClass(callee.qualified)) return { call: expression, callee, wrappers };
    wrappers.push(callee);
    expression = expression.arguments.find((argument) => argument.value.kind === "call")?.value;
  }
  return null;
}

/** Saves parsing the many values that plainly are none. */
function mayBeCall({ text }: PythonModule, value: Span): boolean {
  const open = text.indexOf("(", value.start);
  return isNameStart(text.charCodeAt(value.start)) && open >= 0 && open < value.end;
}

export function readField(module: PythonModule, statement: Statement, { call, callee, wrappers }: FieldCall): Field {
  const name = lastPart(callee.qualified);
  const type = knownTypeOf(name);
  const keyword = (wanted: string): CallArgument | undefined =>
    call.arguments.find((argument) => argument.name === wanted);
  const isOn = (wanted: string): boolean => {
    const argument = keyword(wanted);
    const value = argument && literalOf(argument.value);
    return argument !== undefined && value !== false && value !== null;
  };
  const first = call.arguments[0]?.name === null ? call.arguments[0].value : undefined;
  const label = keyword("verbose_name")?.value ?? (type.relation ? undefined : first);
  const maxLength = keyword("max_length")?.value;
  const target = keyword("to")?.value ?? first;
  return {
    name: sourceOf(module, statement.name!),
    nameSpan: statement.name!,
    span: statement.span,
    type: { name, qualified: callee.qualified, text: callee.text, shape: type.shape },
    wrappers,
    arguments: call.arguments.map((argument) => readArgument(module, argument)),
    label: label ? textOf(label) : null,
    helpText: keyword("help_text") ? textOf(keyword("help_text")!.value) : null,
    comment: "",
    choices: keyword("choices") ? [] : null,
    maxLength: maxLength?.kind === "number" ? maxLength.value : null,
    unique: isOn("unique"),
    indexed: isOn("db_index"),
    primaryKey: isOn("primary_key"),
    nullable: isOn("null"),
    blank: isOn("blank"),
    target: type.relation === "target" && target ? (textOf(target) ?? sourceOf(module, target.span)) : null,
  };
}

function readArgument(module: PythonModule, { name, stars, value }: CallArgument): Argument {
  const text = stars + sourceOf(module, value.span);
  const literal = stars === "" ? literalOf(value) : undefined;
  return literal === undefined ? { name, text } : { name, text, value: literal };
}
