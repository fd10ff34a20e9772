/** Pages that take values which an error report shows (https://docs.djangoproject.com/en/5.2/howto/error-reporting/#filtering-sensitive-information). */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { firstNamed, lastNamed } from "../../python/namedChild.ts";
import { classAround, functionOf, type Scope } from "../uses/scopes.ts";
import type { ValueReader } from "../uses/values.ts";

/** Keeps parameters out of reports, as a decorator of a view, a method or a class. */
const MARKS = "sensitive_post_parameters";

const SENT: ReadonlySet<string> = new Set(["POST", "cleaned_data"]);

/** The function around `request.POST["card"]` or `form.cleaned_data["card"]` that answers a page and does not say that this is sensitive. */
export function unmarkedPage(node: SyntaxNode, values: ValueReader): SyntaxNode | null {
  const { scopes } = values;
  const sent = sentPart(node, values);
  const around = sent && functionOf(scopes.at(node));
  if (!around) return null;
  const holder = classAround(around.parent);
  const isPage = holder ? values.roles.of(holder).role === "view" : firstParameter(around, values) === "request";
  const marked = (holder ?? around).node;
  // Decorators stand around the definition.
  const whole = marked.parent?.name === "DecoratedStatement" ? marked.parent : marked;
  return isPage && !scopes.source(whole).includes(MARKS) ? around.node : null;
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
