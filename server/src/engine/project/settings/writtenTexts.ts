import type { CallExpression, Expression } from "../../languages/python/expression.ts";
import type { Statement } from "../../languages/python/layout.ts";
import { type PythonModule, readModule } from "../../languages/python/module.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import type { Span } from "../../text/span.ts";
import type { Project } from "../model.ts";
import { assignmentParts } from "./assignment.ts";
import type { SettingsEnvironment } from "./environments.ts";
import type { SettingPlace } from "./value.ts";

/** A part of a statement of the settings. */
export interface WrittenPart extends SettingPlace {
  readonly at: Span;
  /** What is given there. */
  readonly value: Expression;
}

/**
 * Where settings write a text down that is a value of its own (`"debug_toolbar"` in a list) and no `if` guards it: what stands in one has
 * been thought of. In the order of the files that give an environment its names.
 */
export function unguardedTexts(
  project: Project,
  environment: SettingsEnvironment,
  value: string,
): readonly WrittenPart[] {
  return project.settings.pathsOf(environment).flatMap((path) => {
    const source = project.texts.get(path) ?? "";
    if (!source.includes(value)) return [];
    const module = readModule(source);
    return statementsIn(module.layout.statements, false).flatMap((statement) =>
      textsIn(valueOf(module, statement))
        .filter((text) => text.kind === "text" && text.value === value)
        .map((text) => ({ path, span: statement.span, at: text.span, value: text })),
    );
  });
}

/** Entries of dictionaries, and keywords of calls, by their name, in the statements that give a setting; `at` is the name. */
export function writtenEntries(
  { texts }: Project,
  places: readonly SettingPlace[],
  name: string,
): readonly WrittenPart[] {
  return places.flatMap(({ path, span }) => {
    const text = texts.get(path) ?? "";
    const parts = assignmentParts(text, span);
    const target = parts && readExpression(text, parts.targets[0]!);
    const value = readExpression(text, parts?.value ?? span);
    const own =
      target?.kind === "subscript" && target.index.kind === "text" && target.index.value === name
        ? [{ path, span, at: target.index.span, value }]
        : [];
    return [...own, ...entriesIn(value, name).map((entry) => ({ path, span, ...entry }))];
  });
}

/** Calls that stand alone, in whatever `if`: `sentry_sdk.init(…)`. */
export function writtenCalls(
  { texts }: Project,
  paths: readonly string[],
  word: string,
): readonly { readonly place: SettingPlace; readonly call: CallExpression; readonly module: PythonModule }[] {
  return paths.flatMap((path) => {
    const source = texts.get(path) ?? "";
    if (!source.includes(word)) return [];
    const module = readModule(source);
    return statementsIn(module.layout.statements, true).flatMap(({ kind, span }) => {
      if (kind !== "other" || !source.slice(span.start, span.end).includes(word)) return [];
      const call = readExpression(source, span);
      return call.kind === "call" ? [{ place: { path, span }, call, module }] : [];
    });
  });
}

/** Of the module and of its classes (django-configurations). */
function statementsIn(statements: readonly Statement[], inBlocks: boolean): readonly Statement[] {
  return statements.flatMap((statement) => {
    if (statement.kind === "class" || (inBlocks && statement.kind === "block"))
      return statementsIn(statement.body, inBlocks);
    return statement.kind === "block" || statement.kind === "function" ? [] : [statement];
  });
}

function valueOf({ text }: PythonModule, { kind, span }: Statement): Expression {
  const parts = kind === "import" ? null : assignmentParts(text, span);
  return readExpression(text, parts?.value ?? span);
}

/** Without what only one of two ways through an expression has. */
function textsIn(expression: Expression): readonly Expression[] {
  return expression.kind === "text" ? [expression] : partsOf(expression).flatMap(textsIn);
}

function entriesIn(expression: Expression, name: string): readonly { readonly at: Span; readonly value: Expression }[] {
  const own =
    expression.kind === "dictionary"
      ? expression.entries
          .filter(({ key }) => key.kind === "text" && key.value === name)
          .map(({ key, value }) => ({ at: key.span, value }))
      : expression.kind === "call"
        ? expression.arguments
            .filter((argument) => argument.name === name)
            .map(({ nameSpan, value }) => ({ at: nameSpan!, value }))
        : [];
  return [...own, ...partsOf(expression).flatMap((part) => entriesIn(part, name))];
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "sequence":
      return expression.items;
    case "dictionary":
      return expression.entries.map(({ value }) => value);
    case "binary":
      return expression.operator === "+" ? [expression.left, expression.right] : [];
    case "call":
      return expression.arguments.map(({ value }) => value);
    case "starred":
      return [expression.value];
    default:
      return [];
  }
}
