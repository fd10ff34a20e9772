import type { Expression } from "../../server/src/engine/languages/python/expression.ts";
import { readExpression } from "../../server/src/engine/languages/python/readExpression.ts";
import { readLayout, type Statement } from "../../server/src/engine/languages/python/layout.ts";
import { calleeOf } from "../../server/src/engine/languages/python/literals.ts";
import type { ClassField } from "./reference.ts";

/** The same as the reference, with our reader. */
export function fieldsOf(text: string): readonly ClassField[] {
  const fields: ClassField[] = [];
  const visit = (statements: readonly Statement[], path: string, inClass: boolean): void => {
    for (const statement of statements) {
      const { kind, name, body } = statement;
      if (kind === "class" || kind === "function") {
        const own = name ? text.slice(name.start, name.end) : "";
        visit(body, path === "" ? own : `${path}.${own}`, kind === "class");
        continue;
      }
      const field = inClass ? fieldOf(text, statement, path) : null;
      if (field) fields.push(field);
      visit(body, path, inClass);
    }
  };
  visit(readLayout(text).statements, "", false);
  return fields;
}

function fieldOf(text: string, { kind, name, value, span }: Statement, path: string): ClassField | null {
  if (kind !== "assignment" || !name || !value) return null;
  const call: Expression = readExpression(text, value);
  if (call.kind !== "call") return null;
  const isPositional = (argument: (typeof call.arguments)[number]): boolean =>
    argument.name === null && argument.stars !== "**";
  return {
    class: path,
    name: text.slice(name.start, name.end),
    start: name.start,
    callee: calleeOf(call) === "" ? null : calleeOf(call),
    call: [call.span.start, call.span.end],
    positional: call.arguments.filter(isPositional).length,
    keywords: call.arguments
      .filter((argument) => !isPositional(argument))
      .map((argument) => [argument.name ?? "**", argument.span.start]),
    statement: [span.start, span.end],
  };
}
