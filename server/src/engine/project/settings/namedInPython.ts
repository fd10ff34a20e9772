/** Settings that Python code names in the process's environment. */
import { everyStatement } from "../../languages/python/everyStatement.ts";
import type { Expression } from "../../languages/python/expression.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import { readModule } from "../../languages/python/module.ts";
import type { Span } from "../../text/span.ts";
import { assignmentParts } from "./assignment.ts";

export const MODULE_VARIABLE = "DJANGO_SETTINGS_MODULE";
/** The class within the module (django-configurations). */
const CLASS_VARIABLE = "DJANGO_CONFIGURATION";

export function namedInPython(text: string): {
  readonly modules: readonly string[];
  readonly className: string | null;
} {
  const assigned = environmentSetIn(text);
  const valuesOf = (name: string): readonly string[] =>
    assigned.flatMap(({ variable, value }) => (variable === name ? [value] : []));
  return { modules: valuesOf(MODULE_VARIABLE), className: valuesOf(CLASS_VARIABLE)[0] ?? null };
}

/** `os.environ.setdefault("X", "y")` and `os.environ["X"] = "y"`, wherever they stand. */
function environmentSetIn(text: string): readonly { readonly variable: string; readonly value: string }[] {
  const found: { variable: string; value: string }[] = [];
  for (const statement of everyStatement(readModule(text).layout.statements)) {
    const source = text.slice(statement.span.start, statement.span.end);
    if (!source.includes(MODULE_VARIABLE) && !source.includes(CLASS_VARIABLE)) continue;
    const [name, value] = variableSetBy(text, statement.span);
    if (name?.kind !== "text" || !value) continue;
    for (const each of textsIn(value)) found.push({ variable: name.value, value: each });
  }
  return found;
}

/** Its name and its value. */
function variableSetBy(text: string, span: Span): readonly Expression[] {
  const parts = assignmentParts(text, span);
  const expression = readExpression(text, parts ? parts.targets[0]! : span);
  if (parts) return expression.kind === "subscript" ? [expression.index, readExpression(text, parts.value)] : [];
  return expression.kind === "call" ? expression.arguments.map((argument) => argument.value) : [];
}

/** Of a choice between two, both. */
function textsIn(value: Expression): readonly string[] {
  switch (value.kind) {
    case "text":
      return [value.value];
    case "conditional":
      return [...textsIn(value.whenTrue), ...textsIn(value.whenFalse)];
    case "binary":
      return value.operator === "or" ? [...textsIn(value.left), ...textsIn(value.right)] : [];
    case "call":
      return value.arguments.slice(1).flatMap((argument) => textsIn(argument.value));
    default:
      return [];
  }
}
