/** What statements put into a list, a dictionary or a text that a name already holds. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { lastNamed } from "../../python/namedChild.ts";
import { argumentsOf, handedTo } from "../uses/calls.ts";
import { type Scope, type Scopes } from "../uses/scopes.ts";

/** https://docs.python.org/3/library/stdtypes.html and https://docs.python.org/3/library/collections.html#collections.deque */
const ADDS: ReadonlySet<string> = new Set(
  "append appendleft add extend extendleft insert setdefault update write".split(" "),
);

/** More of one name is not told. */
const MOST = 20;

export class Additions {
  readonly #scopes: Scopes;
  readonly #marked: readonly SyntaxNode[];
  /** Where nothing is left of what was put before. */
  readonly #cleared = new Map<string, readonly number[]>();
  #byName: ReadonlyMap<string, readonly SyntaxNode[]> | null = null;

  /** `marked`: among others all calls and items of the file. */
  constructor(marked: readonly SyntaxNode[], scopes: Scopes) {
    this.#marked = marked;
    this.#scopes = scopes;
  }

  /** Values that are put before a use of a name into what it holds, by statements of the same function. */
  to(name: string, use: SyntaxNode): readonly SyntaxNode[] {
    const scope = this.#holderOf(name, use);
    if (!scope) return [];
    this.#byName ??= this.#read();
    const updated = scope.updated.get(name) ?? [];
    const put = this.#byName.get(keyOf(scope, name)) ?? [];
    const cleared = Math.max(-1, ...(this.#cleared.get(keyOf(scope, name)) ?? []).filter((at) => at <= use.from));
    return [...updated, ...put].filter((value) => value.from > cleared && value.to <= use.from).slice(-MOST);
  }

  #read(): ReadonlyMap<string, readonly SyntaxNode[]> {
    const found = new Map<string, SyntaxNode[]>();
    for (const node of this.#marked) {
      this.#heedCleared(node);
      const target = node.name === "CallExpression" ? this.#addedTo(node) : this.#itemOf(node);
      if (!target) continue;
      const name = this.#scopes.source(target);
      const scope = this.#holderOf(name, target);
      if (!scope) continue;
      const values = node.name === "CallExpression" ? this.#handed(node) : [node.parent!.lastChild!];
      const key = keyOf(scope, name);
      const known = found.get(key);
      if (known) known.push(...values);
      else found.set(key, [...values]);
    }
    return found;
  }

  /** `lines.clear()` where nothing decides whether it runs. */
  #heedCleared(call: SyntaxNode): void {
    const callee = call.name === "CallExpression" ? call.firstChild : null;
    const method = callee?.name === "MemberExpression" ? lastNamed(callee, "PropertyName") : null;
    const object = callee?.firstChild;
    if (!method || object?.name !== "VariableName" || this.#scopes.source(method) !== "clear") return;
    const name = this.#scopes.source(object);
    const scope = this.#holderOf(name, object);
    const block = call.parent?.name === "ExpressionStatement" ? call.parent.parent : null;
    if (!scope || (block?.name === "Body" ? block.parent?.from : block?.from) !== scope.node.from) return;
    const key = keyOf(scope, name);
    this.#cleared.set(key, [...(this.#cleared.get(key) ?? []), call.to]);
  }

  /** `lines` of `lines.append(…)`. */
  #addedTo(call: SyntaxNode): SyntaxNode | null {
    const callee = call.firstChild!;
    const method = callee.name === "MemberExpression" ? lastNamed(callee, "PropertyName") : null;
    const object = callee.firstChild;
    return method && object?.name === "VariableName" && ADDS.has(this.#scopes.source(method)) ? object : null;
  }

  /** The first of `setdefault` and `insert` says where. */
  #handed(call: SyntaxNode): readonly SyntaxNode[] {
    const name = this.#scopes.source(lastNamed(call.firstChild!, "PropertyName")!);
    if (name === "setdefault" || name === "insert") return argumentsOf(call).slice(1);
    return handedTo(this.#scopes, call).map(({ value }) => value);
  }

  /** `params` of `params["email"] = …`. */
  #itemOf(node: SyntaxNode): SyntaxNode | null {
    const { firstChild: object, parent } = node;
    const isTarget = parent?.name === "AssignStatement" && parent.firstChild?.from === node.from;
    if (!isTarget || object?.name !== "VariableName" || lastNamed(node, "PropertyName")) return null;
    return childrenOf(parent).filter(({ name }) => name === "AssignOp").length === 1 ? object : null;
  }

  /** The function or module that binds a name; a class is none. */
  #holderOf(name: string, use: SyntaxNode): Scope | null {
    for (let scope = this.#scopes.at(use); scope; scope = scope.parent) {
      if (scope.names.has(name)) return scope.node.name === "ClassDefinition" ? null : scope;
    }
    return null;
  }
}

function keyOf({ node }: Scope, name: string): string {
  return `${node.from} ${name}`;
}
