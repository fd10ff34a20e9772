import type { Span } from "../../text/span.ts";
import type { Expression } from "./expression.ts";
import { parseExpression } from "./parsedExpression.ts";
import { readPlainExpression } from "./plainExpression.ts";

/** What stands within `span`, finished or not. */
export function readExpression(text: string, span: Span): Expression {
  return readPlainExpression(text, span) ?? parseExpression(text, span);
}
