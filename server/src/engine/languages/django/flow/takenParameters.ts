/** Pages that take values which an error report shows (https://docs.djangoproject.com/en/5.2/howto/error-reporting/#filtering-sensitive-information). */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { firstNamed, lastNamed } from "../../python/namedChild.ts";
import { handedTo } from "../uses/calls.ts";
import { classAround, functionOf, type Scope } from "../uses/scopes.ts";
import type { ValueReader } from "../uses/values.ts";

/** Keeps parameters out of reports, as a decorator of a view, a method or a class. */
const MARKS = "sensitive_post_parameters";

const SENT: ReadonlySet<string> = new Set(["POST", "cleaned_data"]);

/** The function around `request.POST["card"]`, `form.cleaned_data["card"]` or `CardForm(request.POST)` that answers a page and does not say that this is sensitive. */
export function unmarkedPage(node: SyntaxNode, values: ValueReader): SyntaxNode | null {
  const { scopes } = values;
  const isTaken = sentPart(node, values) !== null || takesAllSent(node, values);
  const around = isTaken ? functionOf(scopes.at(node)) : null;
  if (!around) return null;
  const holder = classAround(around.parent);
  const isPage = holder ? values.roles.of(holder).role === "view" : firstParameter(around, values) === "request";
  return isPage && !isMarked((holder ?? around).node, values) ? around.node : null;
}

/** Whether a function or class says of what it takes that it is sensitive. */
export function isMarked(definition: SyntaxNode, { scopes }: ValueReader): boolean {
  // Decorators stand around the definition.
  const whole = definition.parent?.name === "DecoratedStatement" ? definition.parent : definition;
  return scopes.source(whole).includes(MARKS);
}

/** Whether a call is given all that was sent: `PaymentForm(request.POST or None)`. */
export function takesAllSent(node: SyntaxNode, values: ValueReader): boolean {
  if (node.name !== "CallExpression") return false;
  return handedTo(values.scopes, node).some(({ value }) => {
    const given = value.name === "BinaryExpression" ? value.firstChild! : value;
    return given.name === "MemberExpression" && values.scopes.source(given) === "request.POST";
  });
}

function sentPart(node: SyntaxNode, values: ValueReader): SyntaxNode | null {
  const callee = node.name === "CallExpression" ? node.firstChild! : null;
  if (callee && values.lastName(callee) !== "get") return null;
  if (!callee && lastNamed(node, "PropertyName")) return null;
  const object = (callee ?? node).firstChild;
  return object?.name === "MemberExpression" && SENT.has(values.lastName(object)) ? object : null;
}

function firstParameter({ node }: Scope, { scopes }: ValueReader): string {
  const list = firstNamed(node, "ParamList");
  const first = list && firstNamed(list, "VariableName");
  return first ? scopes.source(first) : "";
}
