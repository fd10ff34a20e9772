import type { SyntaxNode } from "../../python/syntaxTree.ts";
import type { Span } from "../../../text/span.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { decodeString } from "../../python/stringValue.ts";

export interface PlacedText {
  readonly value: string;
  /** Of what stands between the quotes. */
  readonly span: Span;
  /** Whether each unit of the value stands at its place in the span: no escapes and no other strings within. */
  readonly isExact: boolean;
}

/** The literal texts of an expression: its own, or those of the lists it is made of. */
export function textsIn(source: string, node: SyntaxNode): readonly PlacedText[] {
  const found: PlacedText[] = [];
  const pending = [node];
  for (let at = pending.pop(); at; at = pending.pop()) {
    if (at.name === "String" || at.name === "FormatString") {
      const placed = textOf(source, at);
      if (placed) found.push(placed);
    } else if (LISTS.has(at.name)) {
      pending.push(...childrenOf(at).toReversed());
    }
  }
  return found;
}

/** Literal texts that follow each other as one, such as the lines of a statement of SQL. */
export function joinedTexts(source: string, node: SyntaxNode): readonly (readonly PlacedText[])[] {
  if (node.name === "ContinuedString" || (node.name === "BinaryExpression" && isSum(source, node)))
    return [textsIn(source, node)];
  if (node.name === "ParenthesizedExpression") return childrenOf(node).flatMap((child) => joinedTexts(source, child));
  return textsIn(source, node).map((text) => [text]);
}

function isSum(source: string, node: SyntaxNode): boolean {
  const [, operator] = childrenOf(node);
  return operator !== undefined && source.slice(operator.from, operator.to) === "+";
}

/** The keys of a dictionary that stand in it as literals; none of any other expression. */
export function dictionaryKeys(source: string, node: SyntaxNode): readonly PlacedText[] {
  if (node.name !== "DictionaryExpression") return [];
  return childrenOf(node).flatMap((child) => {
    const placed = child.name === "String" && child.nextSibling?.name === ":" ? textOf(source, child) : null;
    return placed ? [placed] : [];
  });
}

const LISTS: ReadonlySet<string> = new Set([
  "ArrayExpression",
  "TupleExpression",
  "SetExpression",
  "ParenthesizedExpression",
  "ContinuedString",
  "BinaryExpression",
]);

/** One literal; of a format string what stands around its `{…}`, which are left as they are. */
export function textOf(source: string, { from, to }: SyntaxNode): PlacedText | null {
  const literal = source.slice(from, to);
  const prefix = /^\w*/.exec(literal)![0];
  const value = decodeString(prefix.toLowerCase().includes("f") ? literal.slice(prefix.length) : literal);
  if (value === null) return null;
  const quotes = /^\w*("""|'''|"|')/.exec(literal)?.[0].length ?? 1;
  const start = from + quotes;
  const end = Math.max(start, to - (quotes - prefix.length));
  return { value, span: { start, end }, isExact: value.length === end - start };
}
