/**
 * One Python expression as a small tree of our own, with offsets into the whole file. What makes no sense is `opaque`, what is not
 * there yet has an empty span.
 */
import type { Span } from "../../text/span.ts";

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
  | SubscriptExpression
  | FormatExpression
  | ConditionalExpression
  | StarredExpression
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

/** A list, tuple or set; a tuple need not have brackets. */
export interface SequenceExpression {
  readonly kind: "sequence";
  readonly span: Span;
  readonly of: "list" | "tuple" | "set";
  readonly items: readonly Expression[];
}

export interface DictionaryExpression {
  readonly kind: "dictionary";
  readonly span: Span;
  /** Of `**other` the key is the starred expression, and the value what has the stars. */
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

/** `object[index]`, with one index. */
export interface SubscriptExpression {
  readonly kind: "subscript";
  readonly span: Span;
  readonly object: Expression;
  readonly index: Expression;
}

/** A format string, or a row of literals with one among them. A part with a conversion or a specification is opaque. */
export interface FormatExpression {
  readonly kind: "format";
  readonly span: Span;
  readonly parts: readonly Expression[];
}

/** `whenTrue if test else whenFalse` */
export interface ConditionalExpression {
  readonly kind: "conditional";
  readonly span: Span;
  readonly test: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

/** `*items` in a list, `**entries` in a dictionary. */
export interface StarredExpression {
  readonly kind: "starred";
  readonly span: Span;
  readonly value: Expression;
}

/** Anything else: a lambda, a comprehension, a slice, an error. */
export interface OpaqueExpression {
  readonly kind: "opaque";
  readonly span: Span;
}
