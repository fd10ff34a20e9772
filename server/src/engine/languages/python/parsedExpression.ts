/**
 * Any expression as the parser sees it. It recovers from errors, and so does this view: what makes no sense is `opaque`, what is not
 * there yet has an empty span.
 */
import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import type { Span } from "../../text/span.ts";
import { BACKSLASH, isBlank, isClosing, isLineBreak, isOpening, isQuote } from "../../text/characters.ts";
import type { CallArgument, DictionaryExpression, Expression, OpaqueExpression } from "./expression.ts";
import { SourceMemory } from "./sourceMemory.ts";
import { isLongQuote } from "./strings.ts";
import { decodeString } from "./stringValue.ts";

const memory = new SourceMemory<Expression>();

/** Beyond this nobody reads on, and the stack need not hold it. */
const DEEPEST = 60;

/** What lies beyond this many units of one expression is not read: recovering from errors is slow. */
const LONGEST = 1 << 15;

export function parseExpression(text: string, span: Span): Expression {
  const start = span.start;
  const source = text.slice(start, Math.min(span.end, start + LONGEST));
  const before = memory.get(source);
  if (before) return moved(before, start);
  if (source === "" || nestsTooDeep(source)) return { kind: "opaque", span };
  // Within parentheses line breaks mean nothing, so that a statement reads the same on one line and on several. The
  // parser takes a string that goes on after a backslash for finished when its lines end in a carriage return.
  const wrapped = `(${source.replaceAll("\\\r\n", "\\\n ").replaceAll("\\\r", "\\\n")})`;
  const tree = parser.parse(wrapped);
  // A part of the text keeps all of it in memory, a part of what was put together anew only that.
  const own = wrapped.slice(1, -1);
  const isSame = own === source;
  const read = new ExpressionView(isSame ? own : source, { start: 0, end: source.length }).ofWrapped(tree.topNode);
  if (isSame) memory.set(own, read);
  return moved(read, start);
}

class ExpressionView {
  private readonly text: string;
  private readonly span: Span;
  private depth = 0;

  constructor(text: string, span: Span) {
    this.text = text;
    this.span = span;
  }

  ofWrapped(script: SyntaxNode): Expression {
    const wrapper = script.firstChild?.firstChild;
    if (!wrapper) return this.opaque(this.span);
    if (wrapper.name === "TupleExpression")
      return { kind: "sequence", span: this.span, of: "tuple", items: this.items(wrapper) };
    const inner = wrapper.name === "ParenthesizedExpression" ? operands(wrapper)[0] : wrapper;
    return inner ? this.of(inner) : this.opaque(this.span);
  }

  private of(node: SyntaxNode): Expression {
    if (this.depth >= DEEPEST) return this.opaque(this.spanOf(node));
    this.depth++;
    const result = this.read(node);
    this.depth--;
    return result;
  }

  private read(node: SyntaxNode): Expression {
    const span = this.spanOf(node);
    switch (node.name) {
      case "CallExpression":
        return this.call(node);
      case "VariableName":
        return { kind: "name", span, text: this.source(span) };
      case "MemberExpression":
        return this.member(node);
      case "String":
      case "FormatString":
      case "ContinuedString":
        return this.string(node);
      case "ConditionalExpression":
        return this.conditional(node);
      case "Number":
        return this.number(span);
      case "Boolean":
        return { kind: "constant", span, value: this.source(span) === "True" };
      case "None":
        return { kind: "constant", span, value: null };
      case "UnaryExpression":
        return this.unary(node);
      case "ParenthesizedExpression": {
        const inner = operands(node)[0];
        return inner ? this.of(inner) : this.opaque(span);
      }
      case "TupleExpression":
      case "ArrayExpression":
      case "SetExpression":
        return { kind: "sequence", span, of: SEQUENCES[node.name], items: this.items(node) };
      case "DictionaryExpression":
        return { kind: "dictionary", span, entries: this.entries(node) };
      case "BinaryExpression": {
        const [left, right] = operands(node);
        const operator = operatorOf(node);
        if (right && operator && isLogical(operator)) return this.logical(node);
        return left && right && operator
          ? {
              kind: "binary",
              span,
              operator: this.operator(operator),
              left: this.of(left),
              right: this.of(right),
            }
          : this.opaque(span);
      }
      default:
        return this.opaque(span);
    }
  }

  private call(node: SyntaxNode): Expression {
    const calleeNode = node.firstChild;
    const list = node.getChild("ArgList");
    if (!calleeNode || !list) return this.opaque(this.spanOf(node));
    const closeNode = list.lastChild?.name === ")" ? list.lastChild : null;
    const close = closeNode && closeNode.to > closeNode.from ? this.spanOf(closeNode) : null;
    const isWrapper = close !== null && close.start >= this.span.end;
    const groups = groupsOf(list);
    const last = list.lastChild;
    const beforeClose = last?.name === ")" ? withoutErrors(last.prevSibling) : withoutErrors(last);
    return {
      kind: "call",
      span: this.spanOf(node),
      callee: this.of(calleeNode),
      open: this.spanOf(list).start,
      close: close && !isWrapper ? close.start : null,
      arguments: groups.map((group) => this.argument(group)),
      trailingComma: beforeClose?.name === "," ? this.spanOf(beforeClose).start : null,
    };
  }

  private argument(group: readonly SyntaxNode[]): CallArgument {
    const span = { start: this.spanOf(group[0]!).start, end: this.spanOf(group.at(-1)!).end };
    const isNamed = group[1]?.name === "AssignOp" && group[0]!.name === "VariableName";
    const stars = group[0]!.name === "*" || group[0]!.name === "**" ? group[0]!.name : "";
    const values = group.slice(isNamed ? 2 : stars === "" ? 0 : 1);
    const nameSpan = isNamed ? this.spanOf(group[0]!) : null;
    return { span, name: nameSpan && this.source(nameSpan), nameSpan, stars, value: this.value(values, span.end) };
  }

  /** Several nodes where one value belongs are a comprehension, or an error. */
  private value(nodes: readonly SyntaxNode[], end: number): Expression {
    if (nodes.length === 0) return this.opaque({ start: end, end });
    if (nodes.length === 1) return this.of(nodes[0]!);
    return this.opaque({ start: this.spanOf(nodes[0]!).start, end });
  }

  private unary(node: SyntaxNode): Expression {
    const span = this.spanOf(node);
    const operandNode = operands(node)[0];
    if (!operandNode || !node.firstChild) return this.opaque(span);
    const operator = this.source(this.spanOf(node.firstChild));
    if (operator === "not") return this.logical(node);
    const operand = this.of(operandNode);
    return operator === "-" && operand.kind === "number"
      ? { kind: "number", span, value: -operand.value }
      : { kind: "unary", span, operator, operand };
  }

  /** `not`, `and` and `or`, which bind in this order. The parser has `not` take all that stands behind it: `not (a and b)`. */
  private logical(node: SyntaxNode): Expression {
    const { operands, operators } = this.flattened(node);
    const join = (operator: string, left: Expression, right: Expression): Expression => {
      return { kind: "binary", span: { start: left.span.start, end: right.span.end }, operator, left, right };
    };
    const alternatives = [operands[0]!];
    operators.forEach((operator, index) => {
      const right = operands[index + 1]!;
      if (operator === "or") alternatives.push(right);
      else alternatives.push(join("and", alternatives.pop()!, right));
    });
    return alternatives.reduce((left, right) => join("or", left, right));
  }

  /** What stands between `and` and `or`, with the `not` before it. */
  private flattened(node: SyntaxNode): {
    readonly operands: readonly Expression[];
    readonly operators: readonly string[];
  } {
    const [first, second] = operands(node);
    const operator = operatorOf(node);
    const isNot = node.name === "UnaryExpression" && node.firstChild?.name === "not";
    const isJoined = second !== undefined && operator !== undefined && isLogical(operator);
    if (!first || this.depth >= DEEPEST || !(isNot || isJoined)) return { operands: [this.of(node)], operators: [] };
    this.depth++;
    const left = this.flattened(first);
    const right = isJoined ? this.flattened(second) : { operands: [], operators: [] };
    this.depth--;
    if (isJoined) {
      return {
        operands: [...left.operands, ...right.operands],
        operators: [...left.operators, this.operator(operator), ...right.operators],
      };
    }
    const [operand, ...others] = left.operands;
    const span = { start: this.spanOf(node).start, end: operand!.span.end };
    return {
      operands: [{ kind: "unary", span, operator: "not", operand: operand! }, ...others],
      operators: left.operators,
    };
  }

  /** `not in` and `is not` are two words. */
  private operator(node: SyntaxNode): string {
    const next = node.nextSibling;
    const second = next?.name === "in" || next?.name === "not" ? ` ${next.name}` : "";
    return this.source(this.spanOf(node)) + second;
  }

  private conditional(node: SyntaxNode): Expression {
    const span = this.spanOf(node);
    const [whenTrue, test, whenFalse] = operands(node);
    if (!whenTrue || !test || !whenFalse) return { kind: "opaque", span };
    return {
      kind: "conditional",
      span,
      test: this.of(test),
      whenTrue: this.of(whenTrue),
      whenFalse: this.of(whenFalse),
    };
  }

  private items(node: SyntaxNode): readonly Expression[] {
    return groupsOf(node).map((group) => this.item(group));
  }

  private item(group: readonly SyntaxNode[]): Expression {
    const end = this.spanOf(group.at(-1)!).end;
    const isStarred = group[0]!.name === "*" || group[0]!.name === "**";
    if (!isStarred) return this.value(group, end);
    const span = { start: this.spanOf(group[0]!).start, end };
    return { kind: "starred", span, value: this.value(group.slice(1), end) };
  }

  private entries(node: SyntaxNode): DictionaryExpression["entries"] {
    return groupsOf(node).flatMap((group) => {
      const starred = this.item(group);
      if (starred.kind === "starred") return [{ key: starred, value: starred.value }];
      const colon = group.findIndex((child) => child.name === ":");
      if (colon < 0) return [];
      const end = this.spanOf(group.at(-1)!).end;
      return [{ key: this.value(group.slice(0, colon), end), value: this.value(group.slice(colon + 1), end) }];
    });
  }

  private member(node: SyntaxNode): Expression {
    const span = this.spanOf(node);
    const property = node.getChild("PropertyName");
    const object = node.firstChild;
    if (object && node.getChild("[")) return this.subscript(node, object);
    if (!property || !object) return this.opaque(span);
    const inner = this.of(object);
    const name = this.source(this.spanOf(property));
    return inner.kind === "name"
      ? { kind: "name", span, text: `${inner.text}.${name}` }
      : { kind: "method", span, object: inner, name };
  }

  private subscript(node: SyntaxNode, object: SyntaxNode): Expression {
    const span = this.spanOf(node);
    const [index, ...others] = children(node).filter(
      (child) => child.from > object.from && !PUNCTUATION.has(child.name),
    );
    if (!index || others.length > 0) return this.opaque(span);
    return { kind: "subscript", span, object: this.of(object), index: this.of(index) };
  }

  private string(node: SyntaxNode): Expression {
    const span = this.spanOf(node);
    const literals = node.name === "ContinuedString" ? children(node) : [node];
    const parts = literals.flatMap((literal) => this.literal(literal));
    if (parts.every((part) => part.kind === "text")) {
      return { kind: "text", span, value: parts.map(({ value }) => value).join("") };
    }
    const isFormat = literals.some(({ name }) => name === "FormatString");
    return isFormat ? { kind: "format", span, parts } : this.opaque(span);
  }

  /** One literal of a row: a text, or what a format string is made of. */
  private literal(node: SyntaxNode): readonly Expression[] {
    const span = this.spanOf(node);
    if (node.name === "FormatString") return this.formatParts(node);
    const value = node.name === "String" ? decodeString(this.source(span)) : null;
    return [value === null ? this.opaque(span) : { kind: "text", span, value }];
  }

  private formatParts(node: SyntaxNode): readonly Expression[] {
    const { start, end } = this.spanOf(node);
    const literal = this.source({ start, end });
    const quotes = quotesOf(literal);
    const parts: Expression[] = [];
    let at = start + quotes.open;
    for (const replacement of [...node.getChildren("FormatReplacement"), null]) {
      const next = replacement ? this.spanOf(replacement).start : end - quotes.close;
      const between = { start: at, end: Math.max(at, next) };
      // Read as a literal of its own, whose braces stand doubled.
      const value = decodeString(`${quotes.prefix}${quotes.mark}${this.source(between)}${quotes.mark}`);
      if (value !== null && value !== "") {
        const text = value.replaceAll("{{", "{").replaceAll("}}", "}");
        parts.push({ kind: "text", span: between, value: text });
      }
      if (!replacement) break;
      const inner = operands(replacement).filter(({ name }) => name !== "{" && name !== "}");
      parts.push(inner.length === 1 ? this.of(inner[0]!) : this.opaque(this.spanOf(replacement)));
      at = this.spanOf(replacement).end;
    }
    return parts;
  }

  private number(span: Span): Expression {
    const value = Number(this.source(span).replaceAll("_", ""));
    return Number.isFinite(value) ? { kind: "number", span, value } : this.opaque(span);
  }

  private opaque(span: Span): OpaqueExpression {
    return { kind: "opaque", span };
  }

  /** The parser saw one parenthesis before the text; an unfinished node may reach over the one behind it. */
  private spanOf(node: SyntaxNode): Span {
    const limit = this.span.end;
    const start = Math.min(Math.max(node.from - 1 + this.span.start, this.span.start), limit);
    let end = Math.max(start, Math.min(node.to - 1 + this.span.start, limit));
    while (end > start && isSpace(this.text.charCodeAt(end - 1))) end--;
    return { start, end };
  }

  private source(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
}

const OPERATORS = new Set("ArithOp BitOp CompareOp and or not in is if else".split(" "));

const SEQUENCES = { TupleExpression: "tuple", ArrayExpression: "list", SetExpression: "set" } as const;

const PUNCTUATION = new Set(["(", ")", "[", "]", "{", "}", ","]);

/** The children of a bracket, split at its commas but for those of a comprehension; errors are left out. */
function groupsOf(node: SyntaxNode): readonly (readonly SyntaxNode[])[] {
  const groups: SyntaxNode[][] = [[]];
  for (const child of children(node)) {
    if (child.name === "," && !groups.at(-1)!.some((part) => part.name === "for")) groups.push([]);
    else if (!PUNCTUATION.has(child.name)) groups.at(-1)!.push(child);
  }
  return groups.filter((group) => group.length > 0);
}

function operands(node: SyntaxNode): readonly SyntaxNode[] {
  return children(node).filter((child) => !PUNCTUATION.has(child.name) && !OPERATORS.has(child.name));
}

function children(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!child.type.isError && child.name !== "Comment") found.push(child);
  }
  return found;
}

/** How a format string begins and ends: the prefix without its `f`, the quotes, and their lengths. */
function quotesOf(literal: string): { prefix: string; mark: string; open: number; close: number } {
  let start = 0;
  while (start < literal.length && !isQuote(literal.charCodeAt(start))) start++;
  const mark = literal.slice(start, start + (isLongQuote(literal, start) ? 3 : 1));
  const open = start + mark.length;
  const isClosed = literal.length >= open + mark.length && literal.endsWith(mark);
  const prefix = literal.slice(0, start).replaceAll(/[ft]/gi, "");
  return { prefix, mark, open, close: isClosed ? mark.length : 0 };
}

function withoutErrors(node: SyntaxNode | null): SyntaxNode | null {
  let found = node;
  while (found && (found.type.isError || found.name === "Comment")) found = found.prevSibling;
  return found;
}

function isSpace(code: number): boolean {
  return isBlank(code) || isLineBreak(code) || code === BACKSLASH;
}

function nestsTooDeep(source: string): boolean {
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (isOpening(code) && ++depth > DEEPEST) return true;
    if (isClosing(code)) depth--;
  }
  return false;
}

/** Of `left operator right`. */
function operatorOf(node: SyntaxNode): SyntaxNode | undefined {
  const [left] = operands(node);
  return node.name === "BinaryExpression" && left ? children(node).find((child) => child.from >= left.to) : undefined;
}

function isLogical({ name }: SyntaxNode): boolean {
  return name === "and" || name === "or";
}

/** The same expression, further on in a text. */
function moved(expression: Expression, by: number): Expression {
  const span = movedSpan(expression.span, by);
  switch (expression.kind) {
    case "call": {
      const { callee, open, close, trailingComma } = expression;
      return {
        ...expression,
        span,
        callee: moved(callee, by),
        open: open + by,
        close: close === null ? null : close + by,
        arguments: expression.arguments.map((argument) => ({
          ...argument,
          span: movedSpan(argument.span, by),
          nameSpan: argument.nameSpan && movedSpan(argument.nameSpan, by),
          value: moved(argument.value, by),
        })),
        trailingComma: trailingComma === null ? null : trailingComma + by,
      };
    }
    case "method":
      return { ...expression, span, object: moved(expression.object, by) };
    case "sequence":
      return { ...expression, span, items: expression.items.map((item) => moved(item, by)) };
    case "dictionary": {
      const entries = expression.entries.map(({ key, value }) => ({ key: moved(key, by), value: moved(value, by) }));
      return { ...expression, span, entries };
    }
    case "unary":
      return { ...expression, span, operand: moved(expression.operand, by) };
    case "binary":
      return { ...expression, span, left: moved(expression.left, by), right: moved(expression.right, by) };
    case "subscript":
      return { ...expression, span, object: moved(expression.object, by), index: moved(expression.index, by) };
    case "format":
      return { ...expression, span, parts: expression.parts.map((part) => moved(part, by)) };
    case "conditional":
      return {
        ...expression,
        span,
        test: moved(expression.test, by),
        whenTrue: moved(expression.whenTrue, by),
        whenFalse: moved(expression.whenFalse, by),
      };
    case "starred":
      return { ...expression, span, value: moved(expression.value, by) };
    default:
      return { ...expression, span };
  }
}

function movedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
