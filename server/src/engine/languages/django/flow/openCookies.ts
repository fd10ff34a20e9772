/** Cookies of the project's own that open a door, and that scripts or the network may read. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { argumentsOf, handedTo, keywordOf } from "../uses/calls.ts";
import { textsIn } from "../uses/texts.ts";
import type { ValueReader } from "../uses/values.ts";

/**
 * What a call of `set_cookie` calls a cookie by which somebody is known, where it leaves out `secure` or `httponly`
 * (https://docs.djangoproject.com/en/5.2/ref/request-response/#django.http.HttpResponse.set_cookie).
 */
export function openCookie(call: SyntaxNode, values: ValueReader): string | null {
  const { scopes } = values;
  if (!COOKIES.has(values.lastName(call.firstChild!))) return null;
  const given = handedTo(scopes, call);
  const key = keywordOf(scopes, call, "key") ?? argumentsOf(call)[0];
  const name = key?.name === "String" ? textsIn(scopes.text, key)[0]?.value : undefined;
  if (name === undefined || !OPENS.test(name)) return null;
  const isUnknown = scopes.source(call).includes("**");
  const isSaid = ["secure", "httponly"].every((flag) => given.some(({ keyword }) => keyword === flag));
  return isSaid || isUnknown ? null : name;
}

const COOKIES: ReadonlySet<string> = new Set(["set_cookie", "set_signed_cookie"]);

/** What protects forms is read by scripts on purpose. */
const OPENS = /^(?!.*csrf)(?:.*[_-])?(?:token|session(?:id|_id)?|sid|auth|jwt|api_?key|refresh|access)(?:[_-].*)?$/i;
