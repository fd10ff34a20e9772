import { isNamePart, isQuote } from "../../text/characters.ts";
import { readExpression } from "./readExpression.ts";
import type { Statement } from "./layout.ts";
import { textOf } from "./literals.ts";

/** The docstring of a class or function without its indentation; empty when there is none. */
export function docstringOf(text: string, statement: Statement): string {
  const first = statement.body[0];
  if (first?.kind !== "other") return "";
  let quote = first.span.start;
  while (isNamePart(text.charCodeAt(quote)) && quote - first.span.start < 2) quote++;
  if (!isQuote(text.charCodeAt(quote))) return "";
  const value = textOf(readExpression(text, first.span)) ?? "";
  return value
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}
