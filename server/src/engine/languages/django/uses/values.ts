/** Says what expressions of a file stand for, as far as the code around them tells, whatever the order of its statements. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { allNamed, firstNamed, lastNamed } from "../../python/namedChild.ts";
import type { UseReceiver } from "../../../schema/useReceiver.ts";
import type { Bindings } from "../../python/imports.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { placeOf } from "../../python/places.ts";
import { decodeString } from "../../python/stringValue.ts";
import { ClassRoles } from "./classRoles.ts";
import type { Value } from "./model.ts";
import { OPTIONAL, SEVERAL } from "../typeHints.ts";
import { isQueryMethod, ONE, ONE_OF_PAIR, OTHER, SHORTCUTS } from "./queryWords.ts";
import { argumentsOf, keywordOf } from "./calls.ts";
import { isUploadPath } from "./uploads.ts";
import { type Bound, classAround, decoratorsOf, functionOf, returnsIn, type Scope, type Scopes } from "./scopes.ts";

/** Give what they are given, in another order or form. */
const PASS_ON = new Set("list tuple set frozenset sorted reversed iter deepcopy copy sync_to_async".split(" "));

const DOTTED_NAME = /^(?:\w+\.)*[A-Z]\w*$/;

/** Beyond this many steps from name to name nobody follows. */
const DEEPEST = 40;

const USER: UseReceiver = { kind: "user" };

export class ValueReader {
  readonly scopes: Scopes;
  readonly roles: ClassRoles;
  readonly #bindings: Bindings;
  /** By place: the same expression is asked for from several sides. */
  readonly #known = new Map<number, Value | null>();
  #depth = 0;

  constructor(scopes: Scopes, bindings: Bindings) {
    this.scopes = scopes;
    this.#bindings = bindings;
    this.roles = new ClassRoles(
      scopes,
      (node) => this.read(node),
      (dotted) => this.qualified(dotted),
    );
  }

  /** Null when nothing tells, or when it surely is no object of the project. */
  read(node: SyntaxNode): Value | null {
    const place = placeOf(node);
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
    if (node.name !== "VariableName") return false;
    const name = this.#source(node);
    return this.#bindings.has(name) && !this.scopes.find(name, node) && !this.read(node);
  }

  /** A dotted name in full, as far as imports tell. */
  qualified(dotted: string): string {
    const dot = dotted.indexOf(".");
    const first = dot < 0 ? dotted : dotted.slice(0, dot);
    const bound = this.#bindings.get(first);
    return bound === undefined ? dotted : bound + dotted.slice(first.length);
  }

  /** Whether the file imports something by this name. */
  isImported(name: string): boolean {
    return this.#bindings.has(name);
  }

  /** What a call gives a method of: the query, or the object. */
  receiverOf(callee: SyntaxNode): Value | null {
    const object = lastNamed(callee, "PropertyName") ? callee.firstChild : null;
    return object && this.read(object);
  }

  lastName(node: SyntaxNode): string {
    return this.#source(node.name === "MemberExpression" ? (lastNamed(node, "PropertyName") ?? node) : node);
  }

  #readNode(node: SyntaxNode): Value | null {
    switch (node.name) {
      case "VariableName":
        return this.#name(node);
      case "MemberExpression":
        return lastNamed(node, "PropertyName") ? this.#member(node) : this.#element(node);
      case "CallExpression":
        return this.#call(node);
      case "AwaitExpression":
      case "ParenthesizedExpression": {
        const inner = childrenOf(node).find(({ name }) => name !== "await" && name !== "(");
        return inner ? this.read(inner) : null;
      }
      case "NamedExpression":
        return node.lastChild ? this.read(node.lastChild) : null;
      case "ConditionalExpression": {
        const [then, , , , otherwise] = childrenOf(node);
        return stronger(then ? this.read(then) : null, otherwise ? this.read(otherwise) : null);
      }
      case "BinaryExpression": {
        const [left, operator, right] = childrenOf(node);
        if (!left || !right || !["or", "|", "&", "and"].includes(operator ? this.#source(operator) : "")) return null;
        return stronger(this.read(left), this.read(right));
      }
      case "ArrayComprehensionExpression":
      case "ComprehensionExpression":
      case "SetComprehensionExpression": {
        const item = node.firstChild?.nextSibling;
        const value = item ? this.read(item) : null;
        return value?.form === "one" ? { ...value, form: "many" } : null;
      }
      case "String":
        return null;
      default:
        return null;
    }
  }

  #name(node: SyntaxNode): Value | null {
    const name = this.#source(node);
    const bound = this.scopes.find(name, node);
    if (bound) return this.#bound(bound, name);
    const qualified = this.#bindings.get(name);
    // What has a manager is a model, whatever it is called.
    const isModel = node.parent?.name === "MemberExpression" && this.lastName(node.parent) === "objects";
    if (qualified !== undefined) return classNamed(qualified, isModel);
    return classNamed(name, isModel) ?? named(name);
  }

  #bound(bound: Bound, name: string): Value | null {
    switch (bound.kind) {
      case "class": {
        const own = firstNamed(bound.node, "VariableName");
        return own ? { root: { kind: "class", name: this.#source(own) }, hops: [], form: "class" } : null;
      }
      case "function":
        return null;
      case "annotation":
        return this.#annotated(this.#source(bound.node).replace(/^(?::|->)\s*/, ""), bound.node);
      case "item":
        return this.#item(bound.node, bound.index, name);
      case "parameter":
        return this.#parameter(bound.owner, bound.index, name);
      case "value":
        return this.#assigned(bound.node, bound.index, name);
      case "unknown":
        return named(name);
    }
  }

  #assigned(node: SyntaxNode, index: number | null, name: string): Value | null {
    if (index !== null) return index === 0 ? (this.#firstOfPair(node) ?? named(name)) : named(name);
    if (LITERALS.has(node.name)) return null;
    const value = this.read(node);
    // What the code calls it still tells something.
    if (value === null) return node.name === "None" || OPAQUE.has(node.name) ? named(name) : null;
    return isWeak(value) && value.hops.length === 0 ? named(name) : value;
  }

  #item(node: SyntaxNode, index: number | null, name: string): Value | null {
    if (index !== null) {
      const isCounted = node.name === "CallExpression" && this.lastName(node.firstChild!) === "enumerate";
      const counted = isCounted && index === 1 ? argumentsOf(node)[0] : undefined;
      return counted ? this.#item(counted, null, name) : named(name);
    }
    const value = this.read(node);
    if (value && value.form !== "class" && (value.form === "many" || value.hops.length > 0)) {
      return { ...value, form: "one" };
    }
    return named(name);
  }

  /** `self` and `cls`, whatever they are called, and what a framework hands to a method. */
  #parameter(owner: SyntaxNode, index: number, name: string): Value | null {
    const scope = this.scopes.at(owner);
    const holder = scope?.parent?.node.name === "ClassDefinition" ? scope.parent : null;
    if (holder && scope?.node.name === "FunctionDefinition") {
      if (index === 0 && !this.#isDecorated(owner, "staticmethod")) return this.#self(holder, owner, name);
      if (index >= 1 && HANDED_OVER.has(name)) {
        const about = this.roles.of(holder).about;
        if (about) return { root: about, hops: [], form: name === "queryset" || name === "qs" ? "many" : "one" };
      }
    }
    if (!holder && HANDED_OVER.has(name)) {
      const sender = this.#senderOf(owner);
      if (sender) return { ...sender, form: "one" };
      if (scope && isUploadPath(owner, this.scopes))
        return { root: { kind: "about", name: scope.name }, hops: [], form: "one" };
    }
    return named(name);
  }

  #self(holder: Scope, method: SyntaxNode, name: string): Value | null {
    const { role, name: className } = this.roles.of(holder);
    if (role === "manager") return { root: { kind: "about", name: className }, hops: [], form: "many" };
    const isClass = name === "cls" || this.#isDecorated(method, "classmethod");
    return { root: { kind: "class", name: className }, hops: [], form: isClass ? "class" : "one" };
  }

  /** `@receiver(post_save, sender=Customer)`. */
  #senderOf(owner: SyntaxNode): Value | null {
    for (const decorator of decoratorsOf(owner)) {
      const sender = keywordOf(this.scopes, decorator, "sender");
      const value = sender && this.read(sender);
      if (value?.form === "class") return value;
    }
    return null;
  }

  #isDecorated(definition: SyntaxNode, name: string): boolean {
    return decoratorsOf(definition).some((decorator) => this.#source(decorator).includes(name));
  }

  #member(node: SyntaxNode): Value | null {
    const object = node.firstChild!;
    const property = this.lastName(node);
    if (property === "user" && REQUESTS.has(this.lastName(object))) return { root: USER, hops: [], form: "one" };
    if (property === "AUTH_USER_MODEL") return { root: USER, hops: [], form: "class" };
    // What Django knows of a model is no manager of it.
    if (property === "_meta") return null;
    const value = this.read(object);
    if (!value) {
      if (this.isModule(object)) return classNamed(this.qualified(this.#source(node)));
      return OPAQUE.has(object.name) ? { root: { kind: "unknown" }, hops: [property], form: "one" } : null;
    }
    if (value.form === "class") {
      // A manager, such as `objects`, gives queries.
      return isClassName(property) ? null : { ...value, form: "many" };
    }
    if (value.form === "many") return property === "model" ? { ...value, form: "class" } : null;
    return this.#ownAttribute(value, property, node) ?? { ...value, hops: [...value.hops, property] };
  }

  /** What an attribute of `self` was set to, or stands for in a class of a framework. */
  #ownAttribute({ root, hops }: Value, property: string, node: SyntaxNode): Value | null {
    if (root.kind !== "class" || hops.length > 0) return null;
    const scope = this.roles.classCalled(root.name);
    if (!scope || classAround(this.scopes.at(node)) === null) return null;
    const { about, role } = this.roles.of(scope);
    if (about && role !== "model") {
      if (property === "instance" || property === "object") return { root: about, hops: [], form: "one" };
      if (property === "queryset" || property === "object_list") return { root: about, hops: [], form: "many" };
      if (property === "model") return { root: about, hops: [], form: "class" };
    }
    const inBody = this.scopes.member(scope, property);
    if (inBody?.kind === "function")
      return this.#isDecorated(inBody.node, "property") ? this.#returned(inBody.node) : null;
    if (inBody && role !== "model") return this.#bound(inBody, property);
    if (inBody) {
      // `model = Customer` is no field.
      const value = this.#bound(inBody, property);
      return value?.form === "class" ? value : null;
    }
    const assigned = scope.attributes.get(property) ?? [];
    for (const value of assigned) {
      const found = this.read(value);
      if (found && !isWeak(found)) return found;
    }
    return null;
  }

  #element(node: SyntaxNode): Value | null {
    const value = this.read(node.firstChild!);
    if (!value || value.form === "class" || (value.form === "one" && value.hops.length === 0)) return null;
    return childrenOf(node).some(({ name }) => name === ":") ? value : { ...value, form: "one" };
  }

  #call(node: SyntaxNode): Value | null {
    const callee = node.firstChild!;
    const name = this.lastName(callee);
    const first = argumentsOf(node)[0];
    const shortcut = SHORTCUTS.get(name);
    if (shortcut) {
      const value = first ? this.read(first) : null;
      return value && (value.form !== "one" || value.hops.length > 0) ? { ...value, form: shortcut } : null;
    }
    if (name === "get_user_model") return { root: USER, hops: [], form: "class" };
    if (name === "get_model" || name === "get_registered_model") return this.#modelNamed(node);
    if (callee.name === "VariableName") {
      const special = this.#builtIn(name, node, first);
      if (special !== undefined) return special;
      const bound = this.scopes.find(name, callee);
      if (bound?.kind === "function") return this.#returned(bound.node);
    }
    const receiver = this.receiverOf(callee);
    if (receiver) return this.#methodOf(receiver, name, callee);
    const value = this.read(callee);
    if (value?.form === "class") return { ...value, form: "one" };
    return null;
  }

  /** Undefined for any other function. */
  #builtIn(name: string, call: SyntaxNode, first: SyntaxNode | undefined): Value | null | undefined {
    if (PASS_ON.has(name)) return first ? this.read(first) : null;
    if (name === "next") {
      const value = first ? this.read(first) : null;
      return value?.form === "many" ? { ...value, form: "one" } : null;
    }
    if (name === "cast") {
      const value = first ? this.read(first) : null;
      return value?.form === "class" ? { ...value, form: "one" } : null;
    }
    if (name === "getattr") {
      const value = first ? this.read(first) : null;
      const attribute = argumentsOf(call)[1];
      const isManager = attribute?.name === "String" && decodeString(this.#source(attribute)) === "objects";
      return value?.form === "class" && isManager ? { ...value, form: "many" } : null;
    }
    if (name === "super") {
      const method = functionOf(this.scopes.at(call));
      const holder = method?.parent?.node.name === "ClassDefinition" ? method.parent : null;
      return holder && method ? this.#self(holder, method.node, "") : null;
    }
    return undefined;
  }

  #methodOf(receiver: Value, name: string, callee: SyntaxNode): Value | null {
    const isRelated = receiver.form === "one" && receiver.hops.length > 0 && isQueryMethod(name);
    if (receiver.form === "many" || isRelated) {
      if (ONE.has(name)) return { ...receiver, form: "one" };
      if (name === "model") return { ...receiver, form: "one" };
      return OTHER.has(name) || ONE_OF_PAIR.has(name) ? null : { ...receiver, form: "many" };
    }
    // `SiteSettings.get()`: a way of the class's own to get one of its objects.
    if (receiver.form === "class" && GETTERS.test(name)) return { ...receiver, form: "one" };
    if (receiver.root.kind !== "class" || receiver.hops.length > 0) return null;
    const scope = this.roles.classCalled(receiver.root.name);
    if (!scope) return null;
    const { about, role } = this.roles.of(scope);
    const method = this.scopes.member(scope, name);
    const returned =
      method?.kind === "function" && method.node !== functionOf(this.scopes.at(callee))?.node
        ? this.#returned(method.node)
        : null;
    if (returned && !isWeak(returned)) return returned;
    if (!about || role === "model") return returned;
    if (name === "get_object" || name === "save") return { root: about, hops: [], form: "one" };
    if (name === "get_queryset" || name === "filter_queryset") return { root: about, hops: [], form: "many" };
    return returned;
  }

  /** By its annotation, or else by what it returns. */
  #returned(definition: SyntaxNode): Value | null {
    const annotation = firstNamed(definition, "TypeDef");
    if (annotation) return this.#annotated(this.#source(annotation).replace(/^->\s*/, ""), annotation);
    let found: Value | null = null;
    for (const statement of returnsIn(definition)) {
      const node = childrenOf(statement)[1];
      const value = node && allNamed(statement, ",").length === 0 ? this.read(node) : null;
      found = stronger(found, value);
      if (found && !isWeak(found)) return found;
    }
    return found;
  }

  #firstOfPair(node: SyntaxNode): Value | null {
    const call = node.name === "AwaitExpression" ? node.lastChild! : node;
    if (call.name !== "CallExpression" || !ONE_OF_PAIR.has(this.lastName(call.firstChild!))) return null;
    const query = this.receiverOf(call.firstChild!);
    return query && (query.form === "many" || query.hops.length > 0) ? { ...query, form: "one" } : null;
  }

  /** `apps.get_model("shop", "Customer")` or `("shop.Customer")`. */
  #modelNamed(call: SyntaxNode): Value | null {
    const parts = argumentsOf(call).map((node) => (node.name === "String" ? decodeString(this.#source(node)) : null));
    const [first, second] = parts;
    if (first === null || first === undefined) return null;
    const name = second ? `${first}.${second}` : first;
    return name.includes(".") ? { root: { kind: "class", name }, hops: [], form: "class" } : null;
  }

  #annotated(annotation: string, place: SyntaxNode): Value | null {
    const text = annotation.trim().replace(/^(["'])(.*)\1$/s, "$2");
    const options = text.split("|").map((part) => part.trim());
    const known = options.filter((part) => part !== "None");
    if (options.length > 1) return known.length === 1 ? this.#annotated(known[0]!, place) : null;
    const optional = OPTIONAL.exec(text);
    if (optional) return this.#annotated(optional[1]!, place);
    const type = /^(?:\w+\.)*[tT]ype\[(.*)\]$/s.exec(text);
    if (type) {
      const value = this.#annotated(type[1]!, place);
      return value ? { ...value, form: "class" } : null;
    }
    const several = SEVERAL.exec(text);
    if (several) {
      const item = this.#annotated(several[1]!, place);
      return item?.form === "one" ? { ...item, form: "many" } : null;
    }
    if (!DOTTED_NAME.test(text)) return null;
    const bound = text.includes(".") ? null : this.scopes.find(text, place);
    // `User = get_user_model()` above, and `User` as an annotation.
    const value = bound?.kind === "value" || bound?.kind === "class" ? this.#bound(bound, text) : null;
    if (value) return value.form === "class" ? { ...value, form: "one" } : null;
    return { root: { kind: "class", name: this.qualified(text) }, hops: [], form: "one" };
  }

  #source(node: SyntaxNode): string {
    return this.scopes.source(node);
  }
}

const GETTERS = /^(?:get|load|create|current|singleton|from_\w+|get_(?:solo|current|or_default|instance))$/;

const REQUESTS = new Set("request context req".split(" "));

/** Parameters of methods and receivers that stand for an object of the model that the class or the signal is about. */
const HANDED_OVER = new Set("obj instance queryset qs".split(" "));

const LITERALS = new Set(
  (
    "String FormatString ContinuedString Number Boolean DictionaryExpression ArrayExpression SetExpression " +
    "TupleExpression DictionaryComprehensionExpression"
  ).split(" "),
);

/** Kinds of expressions that may give any object, though nothing tells which. */
export const OPAQUE: ReadonlySet<string> = new Set(
  "CallExpression MemberExpression AwaitExpression ParenthesizedExpression".split(" "),
);

/** Nothing but a name tells what it is. */
export function isWeak({ root }: Value): boolean {
  return root.kind === "name" || root.kind === "unknown";
}

function stronger(a: Value | null, b: Value | null): Value | null {
  if (!a || (isWeak(a) && b && !isWeak(b))) return b;
  return a;
}

function named(name: string): Value {
  return { root: { kind: "name", name }, hops: [], form: "one" };
}

/** `isModel`: it is one even where its spelling is that of a constant. */
function classNamed(qualified: string, isModel = false): Value | null {
  const name = qualified.slice(qualified.lastIndexOf(".") + 1);
  return isClassName(name) || (/^_*[A-Z]/.test(name) && (isModel || FROM_MODELS.test(qualified)))
    ? { root: { kind: "class", name: qualified }, hops: [], form: "class" }
    : null;
}

/** By the usual spelling (PEP 8): `Customer`, not `CUSTOMER` or `customer`. */
function isClassName(name: string): boolean {
  return /^_*[A-Z]/.test(name) && !CAPITALS.test(name);
}

/** A constant, or a class that is called by an abbreviation (`KYC`). */
const CAPITALS = /^[A-Z0-9_]{2,}$/;

/** Beside the models of an app stand few constants that anything could be asked of. */
const FROM_MODELS = /(?:^|\.)models\./;
