/** Where a name of a Python file was last given a value, as far as a reader sees it without running anything. */
import type { SyntaxNode } from "@lezer/common";

/** What a name was bound to. */
export type Binding =
  /** `name = node`; with an index where it is one of several, as in `name, created = node`. */
  | { readonly kind: "value"; readonly node: SyntaxNode; readonly index: number | null }
  /** `for name in node`, in a loop or a comprehension. */
  | { readonly kind: "item"; readonly node: SyntaxNode }
  /** `name: text` of a parameter or a variable. */
  | { readonly kind: "annotation"; readonly text: string }
  /** Bound to something that says nothing about it. */
  | { readonly kind: "unknown" };

const SCOPES: ReadonlySet<string> = new Set(["FunctionDefinition", "LambdaExpression", "ClassDefinition", "Script"]);

/** The last binding of a name before `use`, in the innermost scope around it that has one; null when none has. */
export function bindingOf(source: string, use: SyntaxNode, name: string): Binding | null {
  for (let scope: SyntaxNode | null = use; scope; scope = scope.parent) {
    // Names of a class are not seen in its methods.
    const isHidden = scope.name === "ClassDefinition" && enclosing(use, "FunctionDefinition", scope) !== null;
    if (!SCOPES.has(scope.name) || isHidden) continue;
    const found = new BindingSearch(source, scope, use, name).run();
    if (found) return found;
  }
  return null;
}

/** The nearest node of a kind around `node`, below `limit`. */
export function enclosing(node: SyntaxNode, kind: string, limit: SyntaxNode | null = null): SyntaxNode | null {
  for (let at = node.parent; at && at.from !== limit?.from; at = at.parent) if (at.name === kind) return at;
  return null;
}

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

class BindingSearch {
  readonly #source: string;
  readonly #scope: SyntaxNode;
  readonly #use: SyntaxNode;
  readonly #name: string;
  #found: Binding | null = null;

  constructor(source: string, scope: SyntaxNode, use: SyntaxNode, name: string) {
    this.#source = source;
    this.#scope = scope;
    this.#use = use;
    this.#name = name;
  }

  /** Goes through the scope up to the use, in the order of the text: the last one holds. */
  run(): Binding | null {
    const pending = childrenOf(this.#scope).toReversed();
    for (let node = pending.pop(); node && node.from < this.#use.from; node = pending.pop()) {
      // What happens in there stays in there.
      if (SCOPES.has(node.name)) continue;
      this.#found = this.#bindingBy(node) ?? this.#found;
      pending.push(...childrenOf(node).toReversed());
    }
    return this.#found;
  }

  #bindingBy(node: SyntaxNode): Binding | null {
    switch (node.name) {
      case "ParamList":
        return this.#byParameter(node);
      case "AssignStatement":
      case "UpdateStatement":
      case "NamedExpression":
        return node.to <= this.#use.from ? this.#byAssignment(node) : null;
      case "WithStatement":
      case "TryStatement":
        return this.#byAs(node);
      default:
        return this.#byLoop(node);
    }
  }

  #byParameter(list: SyntaxNode): Binding | null {
    const children = childrenOf(list);
    const index = children.findIndex((child, at) => this.#isName(child) && children[at - 1]?.name !== "AssignOp");
    if (index < 0) return null;
    return this.#byAnnotation(children[index + 1]) ?? { kind: "unknown" };
  }

  #byAssignment(statement: SyntaxNode): Binding | null {
    const children = childrenOf(statement);
    const last = children.findLastIndex(({ name }) => name === "AssignOp");
    const targets = last < 0 ? children : children.slice(0, last);
    if (!targets.some((target) => this.#isName(target))) return null;
    const annotation = this.#byAnnotation(targets.find(({ name }) => name === "TypeDef"));
    if (annotation) return annotation;
    const [value, ...rest] = last < 0 ? [] : children.slice(last + 1);
    // Several values, or an operator such as `+=`.
    if (!value || rest.length > 0 || !["=", ":="].includes(this.#text(children[last]!))) return { kind: "unknown" };
    const names = targets.filter(({ name }) => name !== "," && name !== "AssignOp");
    const isTuple = targets.some(({ name }) => name === ",");
    return { kind: "value", node: value, index: isTuple ? names.findIndex((target) => this.#isName(target)) : null };
  }

  /** A loop binds for its body and what follows; a comprehension for all of itself. */
  #byLoop(node: SyntaxNode): Binding | null {
    const isLoop = node.name === "ForStatement";
    const children = childrenOf(node);
    for (let at = children.findIndex(({ name }) => name === "for"); at >= 0; at = nextFor(children, at)) {
      const end = children.findIndex(({ name }, index) => index > at && name === "in");
      const value = children[end + 1];
      if (end < 0 || !value) return null;
      const targets = children.slice(at + 1, end);
      if (!targets.some((target) => this.#isName(target))) continue;
      const isSeen = isLoop ? value.to <= this.#use.from : contains(node, this.#use) && !contains(value, this.#use);
      if (isSeen) return targets.length === 1 ? { kind: "item", node: value } : { kind: "unknown" };
    }
    return null;
  }

  #byAs(node: SyntaxNode): Binding | null {
    const children = childrenOf(node);
    const isBound = children.some((child, at) => this.#isName(child) && children[at - 1]?.name === "as");
    return isBound ? { kind: "unknown" } : null;
  }

  #byAnnotation(node: SyntaxNode | undefined): Binding | null {
    return node?.name === "TypeDef" ? { kind: "annotation", text: this.#text(node).replace(/^:\s*/, "") } : null;
  }

  #isName(node: SyntaxNode): boolean {
    return node.name === "VariableName" && this.#text(node) === this.#name;
  }

  #text({ from, to }: SyntaxNode): string {
    return this.#source.slice(from, to);
  }
}

function nextFor(children: readonly SyntaxNode[], after: number): number {
  return children.findIndex(({ name }, index) => index > after && name === "for");
}

function contains(outer: SyntaxNode, inner: SyntaxNode): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}
