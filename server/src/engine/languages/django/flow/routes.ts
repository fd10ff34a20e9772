import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { argumentsOf } from "../uses/calls.ts";
import { textsIn } from "../uses/texts.ts";
import { type Carried, carriedAt, type Reading } from "./carried.ts";

/** https://docs.djangoproject.com/en/5.2/ref/urls/ */
const MAKES_ROUTE = new Set(["path", "re_path", "url"]);

/** `<str:email>` of `path`, `(?P<email>…)` of `re_path`. */
const PARAMETER = /<(?:\w+:)?(\w+)>/g;

/** What the address of a page holds under the name of a field. */
export function namedInRoute(call: SyntaxNode, { values, wanted }: Reading): readonly Carried[] {
  const callee = call.firstChild!;
  if (callee.name !== "VariableName" || !MAKES_ROUTE.has(values.scopes.source(callee))) return [];
  const [route] = argumentsOf(call);
  if (route?.name !== "String") return [];
  return textsIn(values.scopes.text, route).flatMap(({ value }) =>
    [...value.matchAll(PARAMETER)].flatMap(([, name]) =>
      wanted.names.has(name!) ? carriedAt(route, { kind: "key", name: name!, receiver: null }) : [],
    ),
  );
}
