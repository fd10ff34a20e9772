/** Fields that a class takes and never gives, or of which it gives what a method of its own makes of them. */
import type { SyntaxNode } from "@lezer/common";
import type { ClassRole } from "../../../schema/rawUses.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import type { Scope } from "./scopes.ts";
import { dictionaryKeys, textsIn } from "./texts.ts";
import type { ValueReader } from "./values.ts";

export function withheldBy(values: ValueReader, scope: Scope, role: ClassRole): readonly string[] {
  const { scopes, roles } = values;
  const bases = new Set(roles.basesOf(scope));
  // What classes before it declare; none stands before itself.
  const inherited = scopes.classes.filter((other) => bases.has(other.name) && other.node.to <= scope.node.from);
  const found = inherited.flatMap((base) => withheldBy(values, base, role)).filter((name) => !scope.names.has(name));
  for (const [name, placed] of scope.names) {
    const bound = placed.at(-1)!.bound;
    const resolved = bound.kind === "function" ? /^(?:resolve|dehydrate)_(\w+)$/.exec(name)?.[1] : undefined;
    if (resolved !== undefined) found.push(resolved);
    if (bound.kind === "value" && bound.node.name === "CallExpression") {
      if (isWithheld(values, bound.node, role)) found.push(name);
    }
  }
  // https://docs.djangoproject.com/en/5.2/topics/auth/default/#django.contrib.auth.forms.UserChangeForm
  if ([...bases].some((base) => values.qualified(base).endsWith("auth.forms.UserChangeForm"))) {
    found.push("password");
  }
  const meta = roles.nested(scope, "Meta");
  for (const [option, withholds] of BY_FIELD) {
    const bound = meta && scopes.member(meta, option);
    if (bound?.kind !== "value") continue;
    for (const { value, span } of dictionaryKeys(scopes.text, bound.node)) {
      const given = childrenOf(bound.node).find(
        ({ prevSibling, from }) => prevSibling?.name === ":" && from > span.end,
      );
      if (given && withholds.test(scopes.source(given))) found.push(value);
    }
  }
  const named = meta && scopes.member(meta, "write_only_fields");
  if (named?.kind === "value") found.push(...textsIn(scopes.text, named.node).map(({ value }) => value));
  return [...new Set(found)];
}

function isWithheld(values: ValueReader, call: SyntaxNode, role: ClassRole): boolean {
  const { scopes } = values;
  const field = values.lastName(call.firstChild!);
  const given = call.getChild("ArgList");
  if (/(?:MethodField|HiddenField|ReadOnlyPasswordHashField)$/.test(field)) return true;
  if (given && (WRITE_ONLY.test(scopes.source(given)) || SHOWS_NOTHING.test(scopes.source(given)))) return true;
  // What a class of the project's own gives is not known.
  return role === "serializer" && !KNOWN_FIELDS.test(values.qualified(scopes.source(call.firstChild!)));
}

const KNOWN_FIELDS = /(?:^|\.)(?:serializers|rest_framework\.\w+|ninja|pydantic)\.\w+$/;

const WRITE_ONLY = /\b(?:write_only|load_only)["']?\s*[=:]\s*True\b/;

/** https://docs.djangoproject.com/en/5.2/ref/forms/widgets/#django.forms.PasswordInput */
const SHOWS_NOTHING = /\bPasswordInput\b(?!\([^)]*render_value\s*=\s*True)/;

/** Options of `Meta` that say something of each field. */
const BY_FIELD: readonly (readonly [option: string, withholds: RegExp])[] = [
  ["extra_kwargs", WRITE_ONLY],
  ["widgets", SHOWS_NOTHING],
];
