import type { SyntaxNode } from "@lezer/common";
import type { RuleIgnore } from "../../schema/ruleIgnore.ts";
import type { Span } from "../../text/span.ts";
import { DIRECTIVE_MARK } from "../python/comments.ts";
import { readDirectives } from "../python/directives.ts";
import type { PythonModule } from "../python/module.ts";

/** Which rules comments silence at statements, by where these start. */
export function ignoresAt(
  module: PythonModule,
  statements: readonly Span[],
): ReadonlyMap<number, readonly RuleIgnore[]> {
  const ignores = new Map<number, RuleIgnore[]>();
  if (!module.text.includes(DIRECTIVE_MARK)) return ignores;
  const each = [...new Map(statements.map((span) => [span.start, span])).values()];
  const declarations = each
    .sort((a, b) => a.start - b.start)
    .map((span) => ({ span, entity: "", field: String(span.start) }));
  for (const { kind, field, values, reason } of readDirectives(module, declarations).directives) {
    if (kind !== "ignore" || field === null || values.length === 0 || reason === "") continue;
    const start = Number(field);
    ignores.set(start, [...(ignores.get(start) ?? []), { rules: values, reason }]);
  }
  return ignores;
}

/** The innermost statement that a node stands in. */
export function statementAround(node: SyntaxNode): Span {
  let at = node;
  while (at.parent && !at.name.endsWith("Statement") && at.parent.name !== "Body") at = at.parent;
  return { start: at.from, end: at.to };
}
