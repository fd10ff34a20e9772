import type { TextEdit } from "../../text/textEdit.ts";
import type { FieldReference } from "../language.ts";
import type { CallExpression, Expression } from "../python/expression.ts";
import { calleeOf } from "../python/literals.ts";
import type { PythonModule } from "../python/module.ts";
import { lastPart } from "./fieldTypes.ts";
import { readOptions } from "./options.ts";
import { assignmentsOf, classesOf, sourceOf } from "./scope.ts";

const OPTIONS: ReadonlySet<string> = new Set(["unique_together", "constraints"]);

/**
 * Names another field in the place of this one in `Meta.unique_together` and in the `fields` of each `UniqueConstraint`. Null where these
 * options name it otherwise as well, or where a part of them stands elsewhere.
 */
export function renameInUniquenessEdits(
  module: PythonModule,
  { entity, field }: FieldReference,
  to: string,
): readonly TextEdit[] | null {
  const [scope, ...others] = classesOf(module).filter(({ name }) => name === entity);
  if (!scope || others.length > 0) return null;
  const named = readOptions(scope).uses.filter(({ option }) => OPTIONS.has(option));
  if (named.some((use) => use.field === null)) return null;
  const count = named.filter((use) => use.field === field).length;
  const edits = scope.members
    .filter(({ kind, name }) => kind === "class" && name && sourceOf(module, name) === "Meta")
    .flatMap((meta) => assignmentsOf(module, meta, OPTIONS))
    .flatMap(({ name, value }) => (name === "constraints" ? listsOfConstraints(value) : [value]))
    .flatMap(textsIn)
    .flatMap((text) => (text.value === field ? (renamed(module.text, text, to) ?? []) : []));
  return edits.length === count ? edits : null;
}

function listsOfConstraints(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "sequence":
      return expression.items.flatMap(listsOfConstraints);
    case "binary":
      return [...listsOfConstraints(expression.left), ...listsOfConstraints(expression.right)];
    case "call":
      return fieldsOf(expression);
    default:
      return [];
  }
}

function fieldsOf(call: CallExpression): readonly Expression[] {
  if (lastPart(calleeOf(call)) !== "UniqueConstraint") return [];
  return call.arguments.flatMap(({ name, value }) => (name === "fields" ? [value] : []));
}

type Text = Extract<Expression, { readonly kind: "text" }>;

function textsIn(expression: Expression): readonly Text[] {
  if (expression.kind === "sequence") return expression.items.flatMap(textsIn);
  return expression.kind === "text" ? [expression] : [];
}

/** Null for what is more than one literal. */
function renamed(source: string, { span, value }: Text, to: string): TextEdit | null {
  const written = source.slice(span.start, span.end);
  const quote = written[0]!;
  if (written !== `${quote}${value}${quote}`) return null;
  return { span: { start: span.start + 1, end: span.end - 1 }, text: to };
}
