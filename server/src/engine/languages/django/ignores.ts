import type { PlacedIgnore, StandingIgnore } from "../../schema/ruleIgnore.ts";
import type { Span } from "../../text/span.ts";
import { DIRECTIVE_MARK } from "../directives.ts";
import { readDirectives } from "../python/directives.ts";
import { type PythonModule, readModule } from "../python/module.ts";
import { lastNamed } from "../python/namedChild.ts";
import type { SyntaxNode } from "../python/syntaxTree.ts";

/** Which rules comments silence at statements, by where these start. */
export function ignoresAt(
  module: PythonModule,
  statements: readonly Span[],
): ReadonlyMap<number, readonly PlacedIgnore[]> {
  const ignores = new Map<number, PlacedIgnore[]>();
  if (!module.text.includes(DIRECTIVE_MARK)) return ignores;
  const each = [...new Map(statements.map((span) => [span.start, span])).values()];
  const declarations = each
    .sort((a, b) => a.start - b.start)
    .map((span) => ({ span, entity: "", field: String(span.start) }));
  for (const { kind, field, values, reason, span } of readDirectives(module, declarations).directives) {
    if (kind !== "ignore" || field === null || values.length === 0 || reason === "") continue;
    const start = Number(field);
    ignores.set(start, [...(ignores.get(start) ?? []), { rules: values, reason, at: span.start }]);
  }
  return ignores;
}

/** All comments that silence rules, whatever they stand at. */
export function ignoresIn(text: string): readonly StandingIgnore[] {
  if (!text.includes(DIRECTIVE_MARK)) return [];
  return readDirectives(readModule(text), []).directives.flatMap(({ kind, values, reason, span }) =>
    kind === "ignore" ? [{ rules: values, reason, span }] : [],
  );
}

/** The innermost statement that a node stands in; of a class or function, its head. */
export function statementAround(node: SyntaxNode): Span {
  let at = node;
  while (at.parent && !at.name.endsWith("Statement") && !BODIES.has(at.parent.name)) at = at.parent;
  return headOf(at);
}

/** What stands within a class or function is silenced there. */
export function headOf(statement: SyntaxNode): Span {
  const isDecorated = statement.name === "DecoratedStatement";
  const definition = isDecorated ? statement.lastChild! : statement;
  const body = definition.name.endsWith("Definition") ? lastNamed(definition, "Body") : null;
  return { start: statement.from, end: body?.from ?? statement.to };
}

const BODIES: ReadonlySet<string> = new Set(["Body", "Script"]);
