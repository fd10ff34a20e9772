/** The classes and functions of a file and what their names are bound to, found in one pass through its tree. */
import { type SyntaxNode, walk } from "../../python/syntaxTree.ts";
import { allNamed, firstNamed, lastNamed } from "../../python/namedChild.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { addTo } from "../../../text/addTo.ts";

export type Bound =
  /** `name = node`; with an index where it is one of several, as in `name, created = node`. */
  | { readonly kind: "value"; readonly node: SyntaxNode; readonly index: number | null }
  /** `for name in node`, in a loop or a comprehension. */
  | { readonly kind: "item"; readonly node: SyntaxNode; readonly index: number | null }
  | { readonly kind: "annotation"; readonly node: SyntaxNode; readonly parameter?: Parameter }
  | { readonly kind: "parameter"; readonly index: number; readonly owner: SyntaxNode }
  | { readonly kind: "class"; readonly node: SyntaxNode }
  | { readonly kind: "function"; readonly node: SyntaxNode }
  /** `isUpdate`: `name += "…"`, which leaves in it what it held. */
  | { readonly kind: "unknown"; readonly isUpdate?: true };

export interface Parameter {
  readonly index: number;
  readonly owner: SyntaxNode;
}

interface PlacedBound {
  readonly bound: Bound;
  /** Where the name is seen. */
  readonly from: number;
  readonly to: number;
}

export interface Scope {
  readonly node: SyntaxNode;
  readonly parent: Scope | null;
  /** Of a class or function; empty for others. */
  readonly name: string;
  readonly names: Map<string, PlacedBound[]>;
  /** Of a class: what its methods assign to attributes of the object (`self.customer = …`). */
  readonly attributes: Map<string, SyntaxNode[]>;
  /** What `name += …` adds, by name. */
  readonly updated: Map<string, SyntaxNode[]>;
}

const MOST_REACHING = 50;

export class Scopes {
  readonly text: string;
  readonly #scopes = new Map<SyntaxNode, Scope>();
  readonly classes: Scope[] = [];

  /** `see`: is shown each node on the way. */
  constructor(text: string, tree: SyntaxNode, see?: (at: SyntaxNode) => void) {
    this.text = text;
    let scope: Scope | null = null;
    const enter = (node: SyntaxNode): undefined => {
      see?.(node);
      if (SCOPES.has(node.name)) {
        const inner: Scope = {
          node,
          parent: scope,
          name: this.#nameOf(node),
          names: new Map(),
          attributes: new Map(),
          updated: new Map(),
        };
        if (scope) this.#bindDefinition(scope, inner);
        if (node.name === "ClassDefinition") this.classes.push(inner);
        this.#scopes.set(node, inner);
        scope = inner;
      } else if (scope && BINDING.has(node.name)) {
        this.#bindBy(scope, node.name, node);
      }
    };
    walk(tree, enter, ({ name }) => {
      if (SCOPES.has(name)) scope = scope?.parent ?? null;
    });
  }

  /** That of the whole file. */
  get module(): Scope | null {
    return [...this.#scopes.values()].find(({ parent }) => parent === null) ?? null;
  }

  /** The innermost one around a node, or of the node itself. */
  at(node: SyntaxNode): Scope | null {
    for (let at: SyntaxNode | null = node; at; at = at.parent) {
      if (SCOPES.has(at.name)) return this.#scopes.get(at) ?? null;
    }
    return null;
  }

  /** What a name means at a place: its last binding before it, or else one after it, in the innermost scope that has one. */
  find(name: string, use: SyntaxNode): Bound | null {
    const start = this.at(use);
    for (let scope = start; scope; scope = scope.parent) {
      // Names of a class are not seen in its methods.
      if (scope.node.name === "ClassDefinition" && scope !== start) continue;
      const placed = scope.names.get(name) ?? [];
      const isSeen = ({ to }: PlacedBound): boolean => use.from < to;
      const found =
        placed.findLast((each) => each.from <= use.from && isSeen(each)) ??
        (scope === start ? undefined : placed.findLast(isSeen));
      if (found) return found.bound;
    }
    return null;
  }

  /**
   * All that a name may mean at a place: its last binding before it that is made in any case, and those after that, which are not;
   * at most the last 50, as code that a program has written may have thousands.
   */
  reaching(name: string, use: SyntaxNode): readonly Bound[] {
    const last = this.find(name, use);
    if (!last) return [];
    const before = (this.at(use)?.names.get(name) ?? []).filter(({ from, to }) => from <= use.from && use.from < to);
    const index = before.findLastIndex(({ bound }) => bound === last);
    if (index < 0) return [last];
    const latest = before.slice(-MOST_REACHING);
    const certain = latest.findLastIndex(({ bound }) => isMadeBefore(bound, use));
    return latest.slice(Math.max(certain, 0)).map(({ bound }) => bound);
  }

  /** What a class binds in its body, such as a method or an option; the last one counts. */
  member(scope: Scope, name: string): Bound | null {
    return scope.names.get(name)?.at(-1)?.bound ?? null;
  }

  /** What a class sets an option to: by the last assignment of its body, annotated or not, and what is added to that later (`fields += […]`). */
  option(scope: Scope, name: string): readonly SyntaxNode[] {
    const bound = this.member(scope, name);
    if (!bound) return [];
    let found: readonly SyntaxNode[] = [];
    for (const statement of childrenOf(lastNamed(scope.node, "Body") ?? scope.node)) {
      const isAdded = statement.name === "UpdateStatement";
      const target = isAdded || statement.name === "AssignStatement" ? statement.firstChild : null;
      if (target?.name !== "VariableName" || this.source(target) !== name) continue;
      const children = childrenOf(statement);
      const operator = children.findLastIndex((child) => child.name === "AssignOp" || child.name === "UpdateOp");
      const values = operator < 0 ? [] : children.slice(operator + 1).filter((child) => child.name !== ",");
      found = isAdded ? [...found, ...values] : values;
    }
    // Within an `if`, or behind another name (`a = fields = […]`).
    return found.length === 0 && bound.kind === "value" && bound.index === null ? [bound.node] : found;
  }

  source({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  #nameOf(node: SyntaxNode): string {
    const isDefinition = node.name === "ClassDefinition" || node.name === "FunctionDefinition";
    const name = isDefinition ? firstNamed(node, "VariableName") : null;
    return name ? this.source(name) : "";
  }

  #bindDefinition(scope: Scope, { node, name }: Scope): void {
    if (name === "") return;
    const kind = node.name === "ClassDefinition" ? "class" : "function";
    this.#add(scope, name, { kind, node });
  }

  #bindBy(scope: Scope, kind: string, node: SyntaxNode): void {
    switch (kind) {
      case "ParamList":
        this.#bindParameters(scope, node);
        return;
      case "AssignStatement":
      case "NamedExpression":
        this.#bindAssigned(scope, node);
        return;
      case "UpdateStatement":
        this.#bindUpdated(scope, node);
        return;
      case "ArgList":
        // `sum(… for name in …)`
        if (node.firstChild?.nextSibling?.nextSibling?.name === "for") this.#bindItems(scope, node);
        return;
      case "ForStatement":
      case "ArrayComprehensionExpression":
      case "ComprehensionExpression":
      case "SetComprehensionExpression":
      case "DictionaryComprehensionExpression":
        this.#bindItems(scope, node);
        return;
      case "WithStatement":
      case "TryStatement":
        for (const [at, child] of childrenOf(node).entries()) {
          if (child.name === "VariableName" && childrenOf(node)[at - 1]?.name === "as") {
            this.#add(scope, this.source(child), { kind: "unknown" }, child.from);
          }
        }
    }
  }

  #bindParameters(scope: Scope, list: SyntaxNode): void {
    let index = 0;
    let before: SyntaxNode | null = null;
    for (const child of childrenOf(list)) {
      if (child.name === "VariableName" && before?.name !== "AssignOp") {
        const annotation = child.nextSibling?.name === "TypeDef" ? child.nextSibling : null;
        const bound: Bound = annotation
          ? { kind: "annotation", node: annotation, parameter: { index, owner: scope.node } }
          : { kind: "parameter", index, owner: scope.node };
        this.#add(scope, this.source(child), bound);
        index++;
      }
      before = child;
    }
  }

  #bindAssigned(scope: Scope, statement: SyntaxNode): void {
    const children = childrenOf(statement);
    const last = children.findLastIndex(({ name }) => name === "AssignOp");
    const targets = last < 0 ? children : children.slice(0, last);
    const values = last < 0 ? [] : children.slice(last + 1).filter(({ name }) => name !== ",");
    const annotation = targets.find(({ name }) => name === "TypeDef");
    const value = values.length === 1 ? values[0]! : null;
    const names = targets.filter(({ name }) => name !== "," && name !== "AssignOp" && name !== "TypeDef");
    const isTuple = targets.some(({ name }) => name === ",");
    for (const [at, target] of names.entries()) {
      const own = values.length === names.length && isTuple ? values[at]! : null;
      const bound: Bound = annotation
        ? { kind: "annotation", node: annotation }
        : own
          ? { kind: "value", node: own, index: null }
          : value
            ? { kind: "value", node: value, index: isTuple ? at : null }
            : { kind: "unknown" };
      if (target.name === "VariableName") this.#add(scope, this.source(target), bound, statement.to);
      else if (target.name === "MemberExpression" && bound.kind === "value" && bound.index === null) {
        this.#bindAttribute(scope, target, bound.node);
      }
    }
  }

  /** `name += 1` makes no object; what a query or a list is joined with is one of its kind. */
  #bindUpdated(scope: Scope, { firstChild, lastChild, to }: SyntaxNode): void {
    if (firstChild?.name !== "VariableName" || !lastChild) return;
    const name = this.source(firstChild);
    if (!PLAIN.has(lastChild.name)) {
      addTo(scope.updated, name, lastChild);
    }
    if (LITERALS.has(lastChild.name)) this.#add(scope, name, { kind: "unknown", isUpdate: true }, to);
  }

  /** `self.name = value` in a method. */
  #bindAttribute(scope: Scope, target: SyntaxNode, value: SyntaxNode): void {
    const property = lastNamed(target, "PropertyName");
    const object = target.firstChild;
    if (!property || object?.name !== "VariableName") return;
    const method = functionOf(scope);
    if (method?.parent?.node.name !== "ClassDefinition") return;
    const bound = method.names.get(this.source(object))?.[0]?.bound;
    if (bound?.kind !== "parameter" || bound.index !== 0) return;
    const { attributes } = method.parent;
    const name = this.source(property);
    attributes.set(name, [...(attributes.get(name) ?? []), value]);
  }

  #bindItems(scope: Scope, node: SyntaxNode): void {
    const isLoop = node.name === "ForStatement";
    const children = childrenOf(node);
    for (const [at, child] of children.entries()) {
      if (child.name !== "for") continue;
      const end = children.findIndex(({ name }, index) => index > at && name === "in");
      const value = children[end + 1];
      if (end < 0 || !value) return;
      const targets = children
        .slice(at + 1, end)
        .flatMap((target) => (target.name === "TupleExpression" ? childrenOf(target) : [target]));
      const names = targets.filter(({ name }) => !["(", ")", ","].includes(name));
      for (const [index, target] of names.entries()) {
        if (target.name !== "VariableName") continue;
        const bound: Bound = { kind: "item", node: value, index: names.length > 1 ? index : null };
        if (isLoop) this.#add(scope, this.source(target), bound, value.to);
        else this.#add(scope, this.source(target), bound, node.from, node.to);
      }
    }
  }

  #add(scope: Scope, name: string, bound: Bound, from = 0, to = Infinity): void {
    addTo(scope.names, name, { bound, from, to });
  }
}

const PLAIN: ReadonlySet<string> = new Set(["Number", "String"]);

const LITERALS: ReadonlySet<string> = new Set([...PLAIN, "FormatString"]);

/** Whether a place is only reached behind a binding: no branch, loop or `try` ends between them. */
function isMadeBefore(bound: Bound, use: SyntaxNode): boolean {
  if (bound.kind === "unknown" && bound.isUpdate) return false;
  if (bound.kind !== "value" && bound.kind !== "item") return true;
  let block = bound.node.parent;
  while (block && block.name !== "Body" && block.name !== "Script") block = block.parent;
  return block === null || (block.from <= use.from && use.to <= block.to);
}

const BINDING: ReadonlySet<string> = new Set([
  "ParamList",
  "ArgList",
  "AssignStatement",
  "UpdateStatement",
  "NamedExpression",
  "ForStatement",
  "ArrayComprehensionExpression",
  "ComprehensionExpression",
  "SetComprehensionExpression",
  "DictionaryComprehensionExpression",
  "WithStatement",
  "TryStatement",
]);

const SCOPES: ReadonlySet<string> = new Set(["FunctionDefinition", "LambdaExpression", "ClassDefinition", "Script"]);

/** The function that a scope lies in, itself included. */
export function functionOf(scope: Scope | null): Scope | null {
  for (let at = scope; at; at = at.parent) {
    if (at.node.name === "FunctionDefinition") return at;
    if (at.node.name === "ClassDefinition") return null;
  }
  return null;
}

/** The class whose method a scope lies in, or whose body it is. */
export function classAround(scope: Scope | null): Scope | null {
  for (let at = scope; at; at = at.parent) if (at.node.name === "ClassDefinition") return at;
  return null;
}

/** The `return` statements of the function itself, not of others within it. */
export function returnsIn(definition: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const pending = [lastNamed(definition, "Body")];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const child of childrenOf(node)) {
      if (child.name === "ReturnStatement") found.push(child);
      else if (!["FunctionDefinition", "ClassDefinition", "DecoratedStatement"].includes(child.name))
        pending.push(child);
    }
  }
  return found;
}

/** Of a class or function. */
export function decoratorsOf({ parent }: SyntaxNode): readonly SyntaxNode[] {
  return parent?.name === "DecoratedStatement" ? allNamed(parent, "Decorator") : [];
}
