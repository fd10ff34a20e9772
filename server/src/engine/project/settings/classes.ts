import { readExpression } from "../../languages/python/readExpression.ts";
import type { Statement } from "../../languages/python/layout.ts";
import { evaluate } from "./expressions.ts";
import { hasVariablesAsFields } from "./pydanticSettings.ts";
import { NameTable } from "./nameTable.ts";
import type { RunStatements, Scope } from "./scope.ts";

/** A class of settings, as django-configurations makes them: what its bases say, and then its body. */
export function runClass(statement: Statement, scope: Scope, run: RunStatements): void {
  const { name, value, span } = statement;
  if (!name) return;
  const header = value && readExpression(scope.module.text, { start: name.start, end: value.end });
  const bases = header?.kind === "call" ? header.arguments.map((argument) => evaluate(argument.value, scope)) : [];
  const values = new NameTable();
  // The first base wins.
  for (const base of bases.toReversed()) {
    if (base.kind === "namespace") for (const [key, binding] of base.values) values.set(key, binding);
  }
  const inner: Scope = { ...scope, outer: scope, values };
  run(statement.body, inner);
  scope.values.set(scope.module.text.slice(name.start, name.end), {
    value: { kind: "namespace", values: inner.values.entries(), isOfVariables: hasVariablesAsFields(bases) },
    places: [{ path: scope.path, span: { start: span.start, end: span.end } }],
    always: true,
    overridable: false,
  });
}
