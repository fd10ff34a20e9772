/** Names of fields that code writes down, wherever it puts them before a query gets them. */
import { type SyntaxNode, walk } from "../../python/syntaxTree.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { allNamed, lastNamed } from "../../python/namedChild.ts";
import { argumentsOf } from "./calls.ts";
import type { Bound, Scopes } from "./scopes.ts";
import { type PlacedText, textOf, textsIn } from "./texts.ts";

/** Beyond this many steps from name to name nobody follows. */
const DEEPEST = 6;

/** Of so many texts at most: what is put together of two choices of ten each is a hundred. */
const MOST = 100;

export class LiteralNames {
  readonly #scopes: Scopes;
  /** Keys that statements add to the dictionaries of a function or of the module, by the name of the variable. */
  readonly #added = new Map<number, ReadonlyMap<string, readonly SyntaxNode[]>>();

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
  }

  /** The texts that an expression may stand for, or that stand in the list that it is. */
  textsOf(node: SyntaxNode, depth = 0): readonly PlacedText[] {
    if (depth > DEEPEST) return [];
    const within = (each: SyntaxNode | null | undefined): readonly PlacedText[] =>
      each ? this.textsOf(each, depth + 1) : [];
    const children = childrenOf(node);
    switch (node.name) {
      case "FormatString":
        return this.#formatted(node, depth);
      case "BinaryExpression":
        return this.#joined(node, depth);
      case "ParenthesizedExpression":
      case "ArrayExpression":
      case "TupleExpression":
      case "SetExpression":
        return children.flatMap(within);
      case "ConditionalExpression":
        return [...within(children[0]), ...within(children[4])];
      case "VariableName":
        return this.#bindings(node).flatMap((bound) => within(bound.node));
      case "MemberExpression":
        return lastNamed(node, "PropertyName") ? [] : this.#valuesOf(node.firstChild!, depth + 1);
      case "CallExpression": {
        // `ORDERS.get(asked, "name")`
        const callee = node.firstChild!;
        if (this.#lastName(callee) !== "get" || !lastNamed(callee, "PropertyName")) return [];
        return [...this.#valuesOf(callee.firstChild!, depth + 1), ...within(argumentsOf(node)[1])];
      }
      default:
        return textsIn(this.#scopes.text, node);
    }
  }

  /** The keys of the dictionary that an expression is, with those that it gets on the way. */
  keysOf(node: SyntaxNode, depth = 0): readonly PlacedText[] {
    if (depth > DEEPEST) return [];
    const within = (each: SyntaxNode | null | undefined): readonly PlacedText[] =>
      each ? this.keysOf(each, depth + 1) : [];
    const children = childrenOf(node);
    switch (node.name) {
      case "DictionaryExpression":
      case "DictionaryComprehensionExpression":
        return children.flatMap((child) => {
          if (child.nextSibling?.name === ":") return this.textsOf(child, depth + 1);
          return child.prevSibling?.name === "**" ? within(child) : [];
        });
      case "ParenthesizedExpression":
      case "BinaryExpression":
        return children.flatMap(within);
      case "ConditionalExpression":
        return [...within(children[0]), ...within(children[4])];
      case "CallExpression":
        return this.#lastName(node.firstChild!) === "dict" ? this.#keysGiven(node, depth) : [];
      case "VariableName": {
        const added = this.#addedTo(node).flatMap((each) =>
          each.name === "CallExpression" && this.#lastName(each.firstChild!) === "update"
            ? this.#keysGiven(each, depth)
            : each.parent?.name === "UpdateStatement"
              ? within(each)
              : this.textsOf(each, depth + 1),
        );
        return [...this.#bindings(node).flatMap((bound) => within(bound.node)), ...added];
      }
      default:
        return [];
    }
  }

  /** `dict(email=…)`, `conditions.update({"email": …})` */
  #keysGiven(call: SyntaxNode, depth: number): readonly PlacedText[] {
    const list = lastNamed(call, "ArgList");
    return childrenOf(list ?? call).flatMap((child) => {
      if (child.nextSibling?.name === "AssignOp") {
        const span = { start: child.from, end: child.to };
        return [{ value: this.#scopes.source(child), span, isExact: true }];
      }
      return child.prevSibling?.name === "AssignOp" ? [] : this.keysOf(child, depth + 1);
    });
  }

  /** What a dictionary, or a list, may give for a key. */
  #valuesOf(node: SyntaxNode, depth: number): readonly PlacedText[] {
    if (depth > DEEPEST) return [];
    switch (node.name) {
      case "DictionaryExpression":
        return childrenOf(node).flatMap((child) =>
          child.prevSibling?.name === ":" ? this.textsOf(child, depth + 1) : [],
        );
      case "ArrayExpression":
      case "TupleExpression":
        return this.textsOf(node, depth);
      case "VariableName":
        return this.#bindings(node).flatMap((bound) => this.#valuesOf(bound.node, depth + 1));
      default:
        return [];
    }
  }

  #bindings(name: SyntaxNode): readonly Extract<Bound, { readonly kind: "value" | "item" }>[] {
    return this.#scopes
      .reaching(this.#scopes.source(name), name)
      .flatMap((bound) => ((bound.kind === "value" || bound.kind === "item") && bound.index === null ? [bound] : []));
  }

  /** `f"{name}__icontains"`; as it is written where what is put in is not known. */
  #formatted(node: SyntaxNode, depth: number): readonly PlacedText[] {
    const written = textOf(this.#scopes.text, node);
    if (!written) return [];
    let all: readonly PlacedText[] = [{ ...written, value: "", isExact: false }];
    let from = written.span.start;
    for (const replacement of allNamed(node, "FormatReplacement")) {
      const inner = childrenOf(replacement)[1];
      const values = inner && allNamed(replacement, "FormatSpec").length === 0 ? this.textsOf(inner, depth + 1) : [];
      if (values.length === 0) return [written];
      const before = this.#scopes.text.slice(from, replacement.from);
      all = product(all, values, before);
      from = replacement.to;
    }
    const rest = this.#scopes.text.slice(from, written.span.end);
    return all.map((each) => ({ ...each, value: each.value + rest }));
  }

  /** `name + "__in"`, `"%s__in" % name`, or lists that are joined. */
  #joined(node: SyntaxNode, depth: number): readonly PlacedText[] {
    const [left, operator, right] = childrenOf(node);
    const sides = [left, right].map((each) => (each ? this.textsOf(each, depth + 1) : []));
    const sign = operator && this.#scopes.source(operator);
    const isOfTexts = ![left, right].some((each) => each && LISTS.has(each.name));
    if (sign === "+" && isOfTexts && sides.every((each) => each.length > 0)) return product(sides[0]!, sides[1]!);
    if (sign === "%") {
      return sides[0]!.flatMap((pattern) =>
        sides[1]!.map((each) => ({ ...each, value: pattern.value.replace("%s", () => each.value), isExact: false })),
      );
    }
    return sides.flat();
  }

  /** What statements around a name add to it: keys, arguments of `update`, and what stands behind `|=`. */
  #addedTo(name: SyntaxNode): readonly SyntaxNode[] {
    const scope = this.#scopes.at(name);
    if (!scope) return [];
    const { node } = scope;
    const known = this.#added.get(node.from) ?? this.#additionsIn(node);
    this.#added.set(node.from, known);
    return known.get(this.#scopes.source(name)) ?? [];
  }

  #additionsIn(scope: SyntaxNode): ReadonlyMap<string, readonly SyntaxNode[]> {
    const found = new Map<string, SyntaxNode[]>();
    const add = (object: SyntaxNode | null | undefined, given: SyntaxNode | null | undefined): void => {
      if (object?.name !== "VariableName" || !given) return;
      const name = this.#scopes.source(object);
      found.set(name, [...(found.get(name) ?? []), given]);
    };
    walk(scope, (node) => {
      const { name } = node;
      if (!ADDS.has(name)) return;
      if (name === "AssignStatement") {
        const target = node.firstChild;
        if (target?.name !== "MemberExpression") return;
        if (!lastNamed(target, "PropertyName")) add(target.firstChild, childrenOf(target)[2]);
      } else if (name === "UpdateStatement") add(node.firstChild, node.lastChild);
      else {
        const callee = node.firstChild!;
        if (!lastNamed(callee, "PropertyName")) return;
        const method = this.#lastName(callee);
        if (method === "update") add(callee.firstChild, node);
        else if (method === "setdefault") add(callee.firstChild, argumentsOf(node)[0]);
      }
    });
    return found;
  }

  #lastName(node: SyntaxNode): string {
    return this.#scopes.source(lastNamed(node, "PropertyName") ?? node);
  }
}

/** Each of the one with each of the other; the place is that of the one that names more. */
function product(firsts: readonly PlacedText[], others: readonly PlacedText[], between = ""): readonly PlacedText[] {
  return firsts
    .flatMap((first) =>
      others.map((other) => ({
        value: first.value + between + other.value,
        span: first.value === "" || first.value.startsWith("__") ? other.span : first.span,
        isExact: false,
      })),
    )
    .slice(0, MOST);
}

const LISTS: ReadonlySet<string> = new Set(["ArrayExpression", "TupleExpression"]);

const ADDS: ReadonlySet<string> = new Set(["AssignStatement", "UpdateStatement", "CallExpression"]);
