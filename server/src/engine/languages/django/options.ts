import type { OptionUse } from "../../schema/schema.ts";
import type { Span } from "../../text/span.ts";
import type { CallExpression, Expression } from "../python/expression.ts";
import { readExpression } from "../python/readExpression.ts";
import { calleeOf, textOf } from "../python/literals.ts";
import { lastPart } from "./fieldTypes.ts";
import { assignmentsOf, type ClassScope, sourceOf } from "./scope.ts";

/** What a model says of itself as a whole, in its `Meta` and in the attributes that Django's user model looks at. */
export interface ModelOptions {
  readonly abstract: boolean;
  readonly proxy: boolean;
  readonly managed: boolean;
  readonly label: string | null;
  readonly appLabel: string | null;
  readonly table: string | null;
  readonly uses: readonly OptionUse[];
}

/** Those of a `Meta` that name fields. */
const META_OPTIONS = new Set(
  "ordering unique_together index_together constraints indexes get_latest_by order_with_respect_to".split(" "),
);

const ALL_META_OPTIONS = new Set([
  ...META_OPTIONS,
  ..."abstract proxy managed verbose_name app_label db_table".split(" "),
]);

const CLASS_OPTIONS = new Set(["USERNAME_FIELD", "REQUIRED_FIELDS", "EMAIL_FIELD"]);

export function readOptions({ module, members }: ClassScope): ModelOptions {
  const options = { abstract: false, proxy: false, managed: true };
  const texts = { label: null as string | null, appLabel: null as string | null, table: null as string | null };
  const uses: OptionUse[] = [];
  for (const member of members) {
    if (member.kind === "class" && member.name && sourceOf(module, member.name) === "Meta") {
      for (const { name, value } of assignmentsOf(module, member, ALL_META_OPTIONS)) {
        if (name === "abstract" || name === "proxy" || name === "managed") {
          if (value.kind === "constant" && value.value !== null) options[name] = value.value;
        } else if (name === "verbose_name") {
          texts.label = textOf(value);
        } else if (name === "app_label") {
          texts.appLabel = textOf(value);
        } else if (name === "db_table") {
          texts.table = textOf(value);
        } else if (META_OPTIONS.has(name)) {
          uses.push(...fieldsNamedIn(value).map((use) => ({ option: name, ...use })));
          uses.push(...namedElsewhere(value).map(({ span }) => ({ option: name, field: null, span })));
        }
      }
    } else if (member.kind === "assignment" && member.value) {
      const name = sourceOf(module, member.name!);
      if (!CLASS_OPTIONS.has(name)) continue;
      const value = readExpression(module.text, member.value);
      uses.push(...fieldsNamedIn(value).map((use) => ({ option: name, ...use })));
    }
  }
  return { ...options, ...texts, uses };
}

interface Use {
  readonly field: string;
  readonly span: Span;
}

/** Every field that an option names: in texts, in `F("name")`, and in the keywords of `Q(name__gt=0)`. */
function fieldsNamedIn(expression: Expression): readonly Use[] {
  switch (expression.kind) {
    case "text": {
      const field = fieldOfPath(expression.value);
      return field === "" ? [] : [{ field, span: expression.span }];
    }
    case "sequence":
      return expression.items.flatMap(fieldsNamedIn);
    case "unary":
      return fieldsNamedIn(expression.operand);
    case "binary":
      return [...fieldsNamedIn(expression.left), ...fieldsNamedIn(expression.right)];
    case "call":
      return fieldsNamedInCall(expression);
    default:
      return [];
  }
}

/** Parts of an option's value that are written elsewhere: `unique_together = PAIRS`, `[*BASE.indexes]`. */
function namedElsewhere(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "name":
    case "opaque":
    case "starred":
    case "subscript":
    case "format":
    case "conditional":
      return [expression];
    case "sequence":
      return expression.items.flatMap(namedElsewhere);
    case "binary":
      return [...namedElsewhere(expression.left), ...namedElsewhere(expression.right)];
    case "call":
      return expression.arguments.flatMap(({ name, value }) =>
        name === "fields" || name === "include" ? namedElsewhere(value) : [],
      );
    default:
      return [];
  }
}

/** Keywords of constraints and indexes that name fields or hold expressions over them. */
const FIELD_KEYWORDS = new Set(["fields", "include", "expressions", "condition", "check"]);

function fieldsNamedInCall(call: CallExpression): readonly Use[] {
  const isQuery = lastPart(calleeOf(call)) === "Q";
  // `F("name").desc()`: the field is named in what the method is called on.
  const callee = call.callee.kind === "method" ? fieldsNamedIn(call.callee.object) : [];
  return callee.concat(
    call.arguments.flatMap(({ name, nameSpan, value }) => {
      if (name === null) return fieldsNamedIn(value);
      if (!isQuery) return FIELD_KEYWORDS.has(name) ? fieldsNamedIn(value) : [];
      const inValue = value.kind === "call" ? fieldsNamedIn(value) : [];
      return [{ field: fieldOfPath(name), span: nameSpan! }, ...inValue];
    }),
  );
}

/** `name` in `-name` and `name__lower`; empty for `?`, which orders by chance. */
function fieldOfPath(path: string): string {
  const start = path.startsWith("-") || path.startsWith("+") ? 1 : 0;
  const end = path.indexOf("__", start + 1);
  const name = path.slice(start, end < 0 ? undefined : end);
  return name === "?" ? "" : name;
}
