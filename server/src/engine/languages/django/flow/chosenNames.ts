/** Names of fields that whoever makes a request may choose, in queries. */
import { type SyntaxNode, walk } from "../../python/syntaxTree.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { allNamed, firstNamed, lastNamed } from "../../python/namedChild.ts";
import { spanOf } from "../../python/places.ts";
import { argumentsOf } from "../uses/calls.ts";
import type { Bound, Parameter } from "../uses/scopes.ts";
import { functionOf } from "../uses/scopes.ts";
import { type Carried, carriedAt, DEEPEST, type Reading } from "./carried.ts";
import { isWeak } from "../uses/values.ts";
import { argumentPlace } from "./functionCalled.ts";
import { QUERY_PARTS, REQUESTS } from "./sentData.ts";

const NOTHING: readonly Carried[] = [];

/** Take names as keywords: `filter(**lookups)`. */
const BY_KEYWORD: ReadonlySet<string> = new Set("filter exclude get Q".split(" "));

/** Take them as texts: `order_by(request.GET["sort"])`. */
const AS_TEXT: ReadonlySet<string> = new Set("order_by values values_list only defer".split(" "));

const PARTS: ReadonlySet<string> = new Set([...QUERY_PARTS, "POST", "data"]);

/** Give a mapping with the same keys, or the keys. */
const SAME_KEYS: ReadonlySet<string> = new Set("copy dict items keys lists dict list sorted".split(" "));

/** What hands a value on as it is. */
const SHOWN_IN: ReadonlySet<string> = new Set(
  "ArgList DictionaryExpression FormatReplacement ReturnStatement".split(" "),
);

const TEXT_METHODS: ReadonlySet<string> = new Set(
  "replace strip lstrip lower removeprefix format join split".split(" "),
);

export class ChosenNames {
  readonly #reading: Reading;
  #depth = 0;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** What decides on the names that a call asks for. */
  in(call: SyntaxNode): readonly Carried[] {
    const callee = call.firstChild!;
    const name = this.#reading.values.lastName(callee);
    const list = lastNamed(call, "ArgList");
    if (BY_KEYWORD.has(name)) {
      const unpacked = list ? allNamed(list, "**") : [];
      return unpacked.flatMap(({ nextSibling }) => (nextSibling ? at(nextSibling, this.#keys(nextSibling)) : NOTHING));
    }
    if (name === "getattr") return this.#attribute(call);
    if (!AS_TEXT.has(name) || !lastNamed(callee, "PropertyName")) return NOTHING;
    return list ? childrenOf(list).flatMap((child) => at(child, this.#names(child))) : NOTHING;
  }

  /** What decides on the names that an expression gives, where these are asked for. */
  of(node: SyntaxNode): readonly Carried[] {
    return at(node, this.#names(node));
  }

  /** `JsonResponse({"value": getattr(customer, request.GET["field"])})`; a method that is chosen so gives no field. */
  #attribute(call: SyntaxNode): readonly Carried[] {
    if (!SHOWN_IN.has(call.parent?.name ?? "")) return NOTHING;
    const [object, name] = argumentsOf(call);
    const value = object && name ? this.#reading.values.read(object) : null;
    return value?.form === "one" && !isWeak(value) ? this.of(name!) : NOTHING;
  }

  /** Of a mapping that has keys which somebody chose. */
  #keys(node: SyntaxNode): readonly Carried[] {
    if (this.#depth >= DEEPEST) return NOTHING;
    this.#depth++;
    const found = this.#keysOf(node);
    this.#depth--;
    return found;
  }

  #keysOf(node: SyntaxNode): readonly Carried[] {
    const { values } = this.#reading;
    switch (node.name) {
      case "MemberExpression":
        return this.#part(node);
      case "CallExpression": {
        const callee = node.firstChild!;
        if (!SAME_KEYS.has(values.lastName(callee))) return NOTHING;
        const object = lastNamed(callee, "PropertyName") ? callee.firstChild : argumentsOf(node)[0];
        return object ? this.#keys(object) : NOTHING;
      }
      case "DictionaryExpression":
        return childrenOf(node).flatMap((child) => {
          if (child.nextSibling?.name === ":") return this.#names(child);
          return child.prevSibling?.name === "**" ? this.#keys(child) : NOTHING;
        });
      case "DictionaryComprehensionExpression": {
        const key = node.firstChild?.nextSibling;
        return key ? this.#names(key) : NOTHING;
      }
      case "VariableName":
        return values.scopes
          .reaching(values.scopes.source(node), node)
          .flatMap((bound) => [...this.#boundKeys(bound, node), ...this.#assignedKeys(bound, node)]);
      default:
        return NOTHING;
    }
  }

  #boundKeys(bound: Bound, node: SyntaxNode): readonly Carried[] {
    if (bound.kind === "value" && bound.index === null) return bound.node === node ? NOTHING : this.#keys(bound.node);
    if (bound.kind === "parameter") return this.#parameter(bound, node);
    return bound.kind === "annotation" && bound.parameter ? this.#parameter(bound.parameter, node) : NOTHING;
  }

  #parameter(parameter: Parameter, node: SyntaxNode): readonly Carried[] {
    const { values } = this.#reading;
    const name = values.scopes.source(node);
    const place = argumentPlace(parameter, values);
    return carriedAt(node, { kind: "parameter", owner: parameter.owner, place, name });
  }

  /** `lookups[key] = value` of a dictionary that the function has made. */
  #assignedKeys(bound: Bound, use: SyntaxNode): readonly Carried[] {
    if (bound.kind !== "value" || bound.node.name !== "DictionaryExpression") return NOTHING;
    const { scopes } = this.#reading.values;
    const around = functionOf(scopes.at(use))?.node;
    const name = scopes.source(use);
    if (!around) return NOTHING;
    const found: Carried[] = [];
    walk(around, (at): undefined => {
      const item = at.name === "AssignStatement" && at.from < use.from ? at.firstChild : null;
      if (item?.name !== "MemberExpression" || lastNamed(item, "PropertyName")) return;
      const isOfIt = item.firstChild !== null && scopes.source(item.firstChild) === name;
      const key = isOfIt ? firstNamed(item, "[")?.nextSibling : null;
      if (key) found.push(...this.#names(key));
    });
    return found;
  }

  /** Of a text that somebody chose, as a whole or in part. */
  #names(node: SyntaxNode): readonly Carried[] {
    if (this.#depth >= DEEPEST) return NOTHING;
    this.#depth++;
    const found = this.#namesOf(node);
    this.#depth--;
    return found;
  }

  #namesOf(node: SyntaxNode): readonly Carried[] {
    const { values } = this.#reading;
    switch (node.name) {
      case "MemberExpression":
        // `request.GET["sort"]`; what a table of the project gives for it is chosen by the project.
        return lastNamed(node, "PropertyName") ? NOTHING : this.#part(node.firstChild!);
      case "CallExpression": {
        const callee = node.firstChild!;
        const name = values.lastName(callee);
        const object = lastNamed(callee, "PropertyName") ? callee.firstChild : null;
        if (object && (name === "get" || name === "getlist")) {
          // What a table gives where it does not know the key.
          const [, otherwise] = argumentsOf(node);
          return [
            ...this.#part(object),
            ...(otherwise && this.#part(object).length === 0 ? this.#names(otherwise) : NOTHING),
          ];
        }
        return object && TEXT_METHODS.has(name)
          ? [object, ...argumentsOf(node)].flatMap((part) => this.#names(part))
          : NOTHING;
      }
      case "VariableName":
        return this.#isChecked(node) ? NOTHING : this.#named(node);
      case "ConditionalExpression": {
        const [then, , , , otherwise] = childrenOf(node);
        return [then, otherwise].flatMap((part) => (part ? this.#names(part) : NOTHING));
      }
      case "BinaryExpression": {
        const [left, operator, right] = childrenOf(node);
        if (!left || !operator || !right || operator.name === "CompareOp") return NOTHING;
        // Of what `and` gives from its left nothing can be looked up.
        const parts = operator.name === "and" ? [right] : [left, right];
        return parts.flatMap((part) => this.#names(part));
      }
      case "FormatString":
      case "FormatReplacement":
      case "ParenthesizedExpression":
        return childrenOf(node).flatMap((child) => this.#names(child));
      default:
        return NOTHING;
    }
  }

  #named(node: SyntaxNode): readonly Carried[] {
    const { scopes } = this.#reading.values;
    return scopes.reaching(scopes.source(node), node).flatMap((bound) => {
      if (bound.kind === "value" && bound.index === null) return this.#names(bound.node);
      if (bound.kind !== "item" || (bound.index ?? 0) !== 0) return NOTHING;
      return bound.node.name === "CallExpression" || bound.index === null ? this.#keys(bound.node) : NOTHING;
    });
  }

  /** `key in ALLOWED`, `if sort not in ALLOWED: sort = …`, anywhere in the function. */
  #isChecked(node: SyntaxNode): boolean {
    const { scopes } = this.#reading.values;
    const around = functionOf(scopes.at(node))?.node;
    if (!around) return false;
    const name = scopes.source(node);
    const text = scopes.source(around);
    const isAllowed = new RegExp(`(?<!\\bfor\\s+|,\\s*)\\b${name}(?:\\.\\w+\\([^()]*\\))?\\s+in\\s`).test(text);
    return (
      isAllowed ||
      new RegExp(
        `\\b${name}(?:\\.\\w+\\([^()]*\\))?\\s+not\\s+in\\s[^\\n]*:\\s*(?:continue|raise|return|${name}\\s*=)`,
      ).test(text)
    );
  }

  /** `request.GET` */
  #part(node: SyntaxNode): readonly Carried[] {
    const { values } = this.#reading;
    const inner =
      node.name === "CallExpression" && values.lastName(node.firstChild!) === "copy"
        ? node.firstChild!.firstChild!
        : node;
    if (!firstNamed(inner, "PropertyName") || !PARTS.has(values.lastName(inner))) return NOTHING;
    const part = values.lastName(inner);
    return REQUESTS.has(values.lastName(inner.firstChild!)) ? carriedAt(node, { kind: "request", part }) : NOTHING;
  }
}

/** The argument is what is told of, wherever the names come from. */
function at(argument: SyntaxNode, carried: readonly Carried[]): readonly Carried[] {
  return carried.slice(0, 1).map((each) => ({ ...each, span: spanOf(argument) }));
}
