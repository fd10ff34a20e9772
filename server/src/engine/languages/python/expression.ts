/**
 * One Python expression as a small tree of our own, with offsets into the whole file. The parser recovers from errors
 * and so does this view: what makes no sense is `opaque`, what is not there yet has an empty span.
 */
import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import type { Span } from "../../text/span.ts";

import { BACKSLASH, isBlank, isClosing, isLineBreak, isOpening } from "./characters.ts";
import { SourceMemory } from "./sourceMemory.ts";
import { decodeString } from "./stringValue.ts";

export type Expression =
  | CallExpression
  | NameExpression
  | MethodExpression
  | TextExpression
  | NumberExpression
  | ConstantExpression
  | SequenceExpression
  | DictionaryExpression
  | UnaryExpression
  | BinaryExpression
  | OpaqueExpression;

export interface CallExpression {
  readonly kind: "call";
  readonly span: Span;
  /** A `name` unless something like `f()()` or `a[0]()` is called. */
  readonly callee: Expression;
  /** Offset of the opening parenthesis. */
  readonly open: number;
  /** Offset of the closing parenthesis; null when it is missing. */
  readonly close: number | null;
  readonly arguments: readonly CallArgument[];
  /** Offset of the comma after the last argument; null when there is none. */
  readonly trailingComma: number | null;
}

export interface CallArgument {
  readonly span: Span;
  /** Null for a positional one. */
  readonly name: string | null;
  readonly nameSpan: Span | null;
  /** `*` or `**` before the value. */
  readonly stars: "" | "*" | "**";
  readonly value: Expression;
}

/** A dotted name, without the space and line breaks that may stand around the dots. */
export interface NameExpression {
  readonly kind: "name";
  readonly span: Span;
  readonly text: string;
}

/** An attribute of something that is no name: `f(x).attribute`. */
export interface MethodExpression {
  readonly kind: "method";
  readonly span: Span;
  readonly object: Expression;
  readonly name: string;
}

/** A string literal, or several in a row that Python joins. */
export interface TextExpression {
  readonly kind: "text";
  readonly span: Span;
  readonly value: string;
}

export interface NumberExpression {
  readonly kind: "number";
  readonly span: Span;
  readonly value: number;
}

export interface ConstantExpression {
  readonly kind: "constant";
  readonly span: Span;
  readonly value: boolean | null;
}

/** A list, tuple or set. */
export interface SequenceExpression {
  readonly kind: "sequence";
  readonly span: Span;
  readonly items: readonly Expression[];
}

export interface DictionaryExpression {
  readonly kind: "dictionary";
  readonly span: Span;
  readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
}

/** A negative number is a `number`. */
export interface UnaryExpression {
  readonly kind: "unary";
  readonly span: Span;
  readonly operator: string;
  readonly operand: Expression;
}

export interface BinaryExpression {
  readonly kind: "binary";
  readonly span: Span;
  /** `+`, `|`, `and` … */
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

/** Anything else: a lambda, a comprehension, a subscript, an error. */
export interface OpaqueExpression {
  readonly kind: "opaque";
  readonly span: Span;
}

const memory = new SourceMemory<Expression>();

/** Beyond this nobody reads on, and the stack need not hold it. */
const DEEPEST = 60;

/** What lies beyond this many units of one expression is not read: recovering from errors is slow. */
const LONGEST = 1 << 15;

export function readExpression(text: string, span: Span): Expression {
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
    if (wrapper.name === "TupleExpression") return { kind: "sequence", span: this.span, items: this.items(wrapper) };
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
      case "ContinuedString":
        return this.string(node);
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
        return { kind: "sequence", span, items: this.items(node) };
      case "DictionaryExpression":
        return { kind: "dictionary", span, entries: this.entries(node) };
      case "BinaryExpression": {
        const [left, right] = operands(node);
        const operator = left && children(node).find((child) => child.from >= left.to);
        return left && right && operator
          ? {
              kind: "binary",
              span,
              operator: this.source(this.spanOf(operator)),
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
    const operand = this.of(operandNode);
    return operator === "-" && operand.kind === "number"
      ? { kind: "number", span, value: -operand.value }
      : { kind: "unary", span, operator, operand };
  }

  private items(node: SyntaxNode): readonly Expression[] {
    return groupsOf(node).map((group) => this.value(group, this.spanOf(group.at(-1)!).end));
  }

  private entries(node: SyntaxNode): DictionaryExpression["entries"] {
    return groupsOf(node).flatMap((group) => {
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
    if (!property || !object) return this.opaque(span);
    const inner = this.of(object);
    const name = this.source(this.spanOf(property));
    return inner.kind === "name"
      ? { kind: "name", span, text: `${inner.text}.${name}` }
      : { kind: "method", span, object: inner, name };
  }

  private string(node: SyntaxNode): Expression {
    const span = this.spanOf(node);
    const parts = node.name === "ContinuedString" ? children(node) : [node];
    let value = "";
    for (const part of parts) {
      const decoded = part.name === "String" ? decodeString(this.source(this.spanOf(part))) : null;
      if (decoded === null) return this.opaque(span);
      value += decoded;
    }
    return { kind: "text", span, value };
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

const OPERATORS = new Set("ArithOp BitOp CompareOp and or not in is".split(" "));

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
    default:
      return { ...expression, span };
  }
}

function movedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
