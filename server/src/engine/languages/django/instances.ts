import type { SyntaxNode } from "@lezer/common";
import { type Binding, bindingOf, childrenOf, enclosing } from "../python/nameBinding.ts";
import type { Bindings } from "../python/imports.ts";
import { OPTIONAL, SEVERAL } from "./typeHints.ts";
import { ONE, ONE_OF_PAIR, OTHER, SHORTCUTS } from "./uses/queryWords.ts";

/** A class of the project, an object of it, or several such as a query gives. */
export interface InstanceValue {
  readonly className: string;
  readonly form: "class" | "one" | "many";
}

const DOTTED_NAME = /^(?:\w+\.)*([A-Z]\w*)$/;

/** Beyond this many steps from name to name nobody follows. */
const DEEPEST = 40;

/** Says what expressions of a file stand for, as far as assignments, annotations and queries around them tell. */
export class InstanceReader {
  readonly #text: string;
  readonly #bindings: Bindings;
  /** By place: the same expression is asked for from several sides. */
  readonly #known = new Map<string, InstanceValue | null>();
  #depth = 0;

  constructor(text: string, bindings: Bindings) {
    this.#text = text;
    this.#bindings = bindings;
  }

  /** Null when nothing tells. */
  read(node: SyntaxNode): InstanceValue | null {
    const place = `${node.from}-${node.to} ${node.name}`;
    const known = this.#known.get(place);
    if (known !== undefined) return known;
    if (this.#depth >= DEEPEST) return null;
    // For names that go round in circles.
    this.#known.set(place, null);
    this.#depth++;
    const value = this.#readNode(node);
    this.#depth--;
    this.#known.set(place, value);
    return value;
  }

  /** Whether a name is one that the file imports and that is no class, by the usual spelling. */
  isModule(node: SyntaxNode): boolean {
    const name = this.#source(node);
    return (
      node.name === "VariableName" && this.#bindings.has(name) && !bindingOf(this.#text, node, name) && !this.read(node)
    );
  }

  #readNode(node: SyntaxNode): InstanceValue | null {
    switch (node.name) {
      case "VariableName":
        return this.#name(node);
      case "MemberExpression":
        return node.getChild("PropertyName") ? this.#member(node) : this.#element(node);
      case "CallExpression":
        return this.#call(node);
      case "AwaitExpression":
      case "ParenthesizedExpression": {
        const inner = childrenOf(node).find(({ name }) => name !== "await" && name !== "(");
        return inner ? this.read(inner) : null;
      }
      default:
        return null;
    }
  }

  #name(node: SyntaxNode): InstanceValue | null {
    const name = this.#source(node);
    const binding = bindingOf(this.#text, node, name);
    const own = binding?.kind === "value" || binding?.kind === "annotation" ? null : this.#ownClass(node, name);
    if (own) return own;
    if (binding) return this.#bound(binding);
    return classNamed(this.#bindings.get(name) ?? name);
  }

  #bound(binding: Binding): InstanceValue | null {
    switch (binding.kind) {
      case "annotation":
        return annotated(binding.text);
      case "item": {
        const value = this.read(binding.node);
        return value?.form === "many" ? { ...value, form: "one" } : null;
      }
      case "value":
        if (binding.index === null) return this.read(binding.node);
        return binding.index === 0 ? this.#firstOfPair(binding.node) : null;
      case "unknown":
        return null;
    }
  }

  /** `self` and `cls`, whatever they are called: the first parameter of a method. */
  #ownClass(node: SyntaxNode, name: string): InstanceValue | null {
    const method = enclosing(node, "FunctionDefinition");
    const first = method?.getChild("ParamList")?.getChild("VariableName");
    const holder = method?.parent?.name === "DecoratedStatement" ? method.parent.parent : method?.parent;
    const className = holder?.parent?.name === "ClassDefinition" ? holder.parent.getChild("VariableName") : null;
    if (!first || !className || this.#source(first) !== name) return null;
    return { className: this.#source(className), form: name === "cls" ? "class" : "one" };
  }

  #member(node: SyntaxNode): InstanceValue | null {
    const object = node.firstChild!;
    const value = this.read(object);
    // A manager, such as `objects`, gives queries.
    if (value) return value.form === "class" && !isClassName(this.#lastName(node)) ? { ...value, form: "many" } : null;
    return this.isModule(object) ? classNamed(this.#lastName(node)) : null;
  }

  #element(node: SyntaxNode): InstanceValue | null {
    const value = this.read(node.firstChild!);
    if (value?.form !== "many") return null;
    return childrenOf(node).some(({ name }) => name === ":") ? value : { ...value, form: "one" };
  }

  #call(node: SyntaxNode): InstanceValue | null {
    const callee = node.firstChild!;
    const shortcut = SHORTCUTS.get(this.#lastName(callee));
    if (shortcut) {
      const model = node.getChild("ArgList")?.firstChild?.nextSibling;
      const value = model ? this.read(model) : null;
      return value && value.form !== "one" ? { ...value, form: shortcut } : null;
    }
    const query = this.#query(callee);
    if (query) {
      const method = this.#lastName(callee);
      if (ONE.has(method)) return { ...query, form: "one" };
      return OTHER.has(method) || ONE_OF_PAIR.has(method) ? null : query;
    }
    const value = this.read(callee);
    return value?.form === "class" ? { ...value, form: "one" } : null;
  }

  #firstOfPair(node: SyntaxNode): InstanceValue | null {
    const call = node.name === "AwaitExpression" ? node.lastChild! : node;
    const query = call.name === "CallExpression" ? this.#query(call.firstChild!) : null;
    return query && ONE_OF_PAIR.has(this.#lastName(call.firstChild!)) ? { ...query, form: "one" } : null;
  }

  /** What a method is called on, when that is a query. */
  #query(callee: SyntaxNode): InstanceValue | null {
    const object = callee.getChild("PropertyName") ? callee.firstChild : null;
    const value = object && this.read(object);
    return value?.form === "many" ? value : null;
  }

  /** `c` of `a.b.c`. */
  #lastName(node: SyntaxNode): string {
    return this.#source(node.getChild("PropertyName") ?? node);
  }

  #source({ from, to }: SyntaxNode): string {
    return this.#text.slice(from, to);
  }
}

function annotated(annotation: string): InstanceValue | null {
  const text = annotation.trim().replace(/^(["'])(.*)\1$/s, "$2");
  const options = text.split("|").map((part) => part.trim());
  const known = options.filter((part) => part !== "None");
  if (options.length > 1) return known.length === 1 ? annotated(known[0]!) : null;
  const optional = OPTIONAL.exec(text);
  if (optional) return annotated(optional[1]!);
  const several = SEVERAL.exec(text);
  if (several) {
    const item = annotated(several[1]!);
    return item?.form === "one" ? { ...item, form: "many" } : null;
  }
  const name = DOTTED_NAME.exec(text);
  return name ? { className: name[1]!, form: "one" } : null;
}

function classNamed(qualified: string): InstanceValue | null {
  const className = qualified.slice(qualified.lastIndexOf(".") + 1);
  return isClassName(className) ? { className, form: "class" } : null;
}

/** By the usual spelling (PEP 8): `Customer`, not `CUSTOMER` or `customer`. */
function isClassName(name: string): boolean {
  return /^_*[A-Z]/.test(name) && !/^[A-Z0-9_]{2,}$/.test(name);
}
