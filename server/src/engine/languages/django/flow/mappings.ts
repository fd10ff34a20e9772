import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { lastNamed } from "../../python/namedChild.ts";
import { placeOf } from "../../python/places.ts";
import type { ValueReader } from "../uses/values.ts";
import { DEEPEST } from "./carried.ts";
import { GIVES_ALL_FIELDS } from "./flowWords.ts";
import { FORM_DATA } from "./sentData.ts";

/** Says which expressions are mappings, as far as the function around them tells. */
export class MappingReader {
  readonly #values: ValueReader;
  readonly #known = new Map<number, boolean>();
  #depth = 0;

  constructor(values: ValueReader) {
    this.#values = values;
  }

  /** Whether whoever goes through it gets keys, which say nothing of the values. */
  is(node: SyntaxNode): boolean {
    const place = placeOf(node);
    const known = this.#known.get(place);
    if (known !== undefined) return known;
    if (this.#depth >= DEEPEST) return false;
    // For names that go round in circles.
    this.#known.set(place, false);
    this.#depth++;
    const is = this.#givesKeys(node);
    this.#depth--;
    this.#known.set(place, is);
    return is;
  }

  #givesKeys(node: SyntaxNode): boolean {
    switch (node.name) {
      case "DictionaryExpression":
      case "DictionaryComprehensionExpression":
        return true;
      case "MemberExpression": {
        const name = this.#values.lastName(node);
        return lastNamed(node, "PropertyName") !== null && (FORM_DATA.has(name) || name === "__dict__");
      }
      case "CallExpression": {
        const callee = node.firstChild!;
        const name = this.#values.lastName(callee);
        const object = lastNamed(callee, "PropertyName") ? callee.firstChild : null;
        if (object && name === "copy") return this.is(object);
        return name === "dict" || (GIVES_ALL_FIELDS.has(name) && name !== "serialize");
      }
      case "VariableName": {
        const bindings = this.#values.scopes.reaching(this.#values.scopes.source(node), node);
        return (
          bindings.length > 0 &&
          bindings.every((bound) => bound.kind === "value" && bound.index === null && this.is(bound.node))
        );
      }
      default:
        return false;
    }
  }
}
