/** Which sensitive values an expression may hold, as far as the function around it tells. */
import type { SyntaxNode } from "@lezer/common";
import type { FlowStep, RawCarrier } from "../../../schema/rawFlows.ts";
import type { UseReceiver } from "../../../schema/useReceiver.ts";
import type { Span } from "../../../text/span.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { argumentsOf } from "../uses/calls.ts";
import type { Value, Wanted } from "../uses/model.ts";
import type { Bound } from "../uses/scopes.ts";
import { textsIn } from "../uses/texts.ts";
import { isWeak, returnsIn, type ValueReader } from "../uses/values.ts";
import type { Carried } from "./carried.ts";
import { comparedFields, refusedRows } from "./databaseCarriers.ts";
import { isEmptyThere } from "./emptyBranches.ts";
import { GIVES_ALL_FIELDS, isSanitizer, PASSES_ON, PASSES_ON_OBJECT } from "./flowWords.ts";

const NOTHING: readonly Carried[] = [];

const UNKNOWN: UseReceiver = { kind: "unknown" };

/** Longer ways are hardly ever meant. */
const MOST_STEPS = 4;

/** More is not told of one expression. */
const MOST_CARRIED = 20;

/** Beyond this many expressions, each within or behind the one before, nobody follows: the stack has an end. */
const DEEPEST = 200;

export class CarrierReader {
  readonly #text: string;
  readonly #values: ValueReader;
  readonly #wanted: Wanted;
  /** By place: the same expression is asked for from several sides. */
  readonly #known = new Map<string, readonly Carried[]>();
  readonly #mappings = new Map<string, boolean>();
  #depth = 0;

  constructor(text: string, values: ValueReader, wanted: Wanted) {
    this.#text = text;
    this.#values = values;
    this.#wanted = wanted;
  }

  read(node: SyntaxNode): readonly Carried[] {
    const place = placeOf(node);
    const known = this.#known.get(place);
    if (known) return known;
    if (this.#depth >= DEEPEST) return NOTHING;
    // For names that go round in circles.
    this.#known.set(place, NOTHING);
    this.#depth++;
    const found = this.#readNode(node).slice(0, MOST_CARRIED);
    this.#depth--;
    this.#known.set(place, found);
    return found;
  }

  #readNode(node: SyntaxNode): readonly Carried[] {
    switch (node.name) {
      case "VariableName":
        return this.#name(node);
      case "MemberExpression":
        return node.getChild("PropertyName") ? this.#member(node) : this.#element(node);
      case "CallExpression":
        return this.#call(node);
      case "BinaryExpression":
        return this.#operation(node);
      case "ConditionalExpression": {
        const [then, , , , otherwise] = childrenOf(node);
        return [...(then ? this.read(then) : NOTHING), ...(otherwise ? this.read(otherwise) : NOTHING)];
      }
      case "NamedExpression":
        return node.lastChild ? this.read(node.lastChild) : NOTHING;
      case "ArrayComprehensionExpression":
      case "ComprehensionExpression":
      case "SetComprehensionExpression": {
        const item = node.firstChild?.nextSibling;
        return item ? this.read(item) : NOTHING;
      }
      case "DictionaryExpression":
        return this.#dictionary(node);
      default:
        return CONTAINERS.has(node.name) ? this.#parts(node) : NOTHING;
    }
  }

  #parts(node: SyntaxNode): readonly Carried[] {
    return childrenOf(node).flatMap((child) => this.read(child));
  }

  /** Of its keys nothing, but that they may say what the values are. */
  #dictionary(node: SyntaxNode): readonly Carried[] {
    return childrenOf(node).flatMap((child) => (child.nextSibling?.name === ":" ? NOTHING : this.read(child)));
  }

  #operation(node: SyntaxNode): readonly Carried[] {
    const operator = childrenOf(node)[1];
    return operator && PASSING_OPERATORS.has(this.#source(operator)) ? this.#parts(node) : NOTHING;
  }

  #name(node: SyntaxNode): readonly Carried[] {
    const name = this.#source(node);
    if (isEmptyThere(node, this.#values.scopes)) return NOTHING;
    const bindings = this.#values.scopes.reaching(name, node);
    const found = bindings.flatMap((bound) => this.#bound(bound, name, node));
    if (found.length > 0) return found;
    if (bindings.some(({ kind }) => kind === "unknown")) return refusedRows(node, name, this.#values);
    const object = this.#object(node);
    if (object.length > 0) return object;
    const isTold = bindings.some(
      ({ kind, ...bound }) => kind === "value" && isPlain((bound as { node: SyntaxNode }).node),
    );
    return this.#wanted.names.has(name) && bindings.length > 0 && !isTold
      ? [{ carrier: { kind: "name", name }, span: spanOf(node), steps: [] }]
      : NOTHING;
  }

  #bound(bound: Bound, name: string, node: SyntaxNode): readonly Carried[] {
    const at = (kind: FlowStep["kind"], value: SyntaxNode): readonly Carried[] =>
      this.read(value).flatMap((carried) => this.#via(carried, { kind, name, span: spanOf(value) }, node));
    switch (bound.kind) {
      case "value":
        if (bound.index === null) return at("assigned", bound.node);
        return this.#oneOf(bound.node, bound.index).flatMap((part) => at("assigned", part));
      case "item":
        if (this.#isMapping(bound.node)) return NOTHING;
        return at("looped", bound.node).filter(({ carrier }) =>
          isAmongItems(carrier, this.#asked(bound.node), bound.index),
        );
      case "parameter":
        return [
          {
            carrier: { kind: "parameter", owner: bound.owner, index: bound.index, name },
            span: spanOf(node),
            steps: [],
          },
        ];
      default:
        return NOTHING;
    }
  }

  /** The part that a name gets of several: of a tuple, or of those that a function of the file gives. */
  #oneOf(node: SyntaxNode, index: number): readonly SyntaxNode[] {
    const inner = node.name === "AwaitExpression" ? node.lastChild! : node;
    if (inner.name === "TupleExpression" || inner.name === "ArrayExpression")
      return partsOf(inner).slice(index, index + 1);
    const definition = inner.name === "CallExpression" ? this.functionOf(inner.firstChild!) : null;
    const returned = definition ? returnsIn(definition) : [];
    return returned.flatMap((statement) => {
      const parts = partsOf(statement);
      return parts.length > 1 ? parts.slice(index, index + 1) : [];
    });
  }

  /** The method that gives what a loop goes through: `items`. */
  #asked(node: SyntaxNode): string {
    return node.name === "CallExpression" ? this.#values.lastName(node.firstChild!) : "";
  }

  /** A parameter is no place to tell of: it is where the value is handed over. */
  #via(carried: Carried, step: FlowStep, node: SyntaxNode): readonly Carried[] {
    if (carried.steps.length >= MOST_STEPS) return NOTHING;
    return [{ carrier: carried.carrier, span: spanOf(node), steps: [step, ...carried.steps] }];
  }

  /** An object of a model, or several. */
  #object(node: SyntaxNode): readonly Carried[] {
    const value = this.#values.read(node);
    if (!value || value.form === "class" || value.root.kind === "unknown") return NOTHING;
    // `email` is hardly an object.
    if (value.root.kind === "name" && this.#wanted.names.has(value.hops.at(-1) ?? value.root.name)) return NOTHING;
    return [{ carrier: objectCarrier(value, "text"), span: spanOf(node), steps: [] }];
  }

  #member(node: SyntaxNode): readonly Carried[] {
    const object = node.firstChild!;
    const name = this.#values.lastName(node);
    const span = spanOf(node);
    if (REQUEST_PARTS.has(name) && this.#isRequest(object)) {
      return [{ carrier: { kind: "request", part: name }, span, steps: [] }];
    }
    if (name === "__dict__") return this.#allFields(object, span);
    if (name === "queries" && this.#values.lastName(object) === "connection") {
      return [{ carrier: { kind: "queries" }, span, steps: [] }];
    }
    if (name === "query")
      return comparedFields(object, this.#values, this.#wanted).map((found) => ({ ...found, span }));
    if (name === "args") return this.read(object).filter(({ carrier }) => carrier.kind === "refusal");
    const value = this.#values.read(object);
    if (this.#wanted.names.has(name)) {
      if (value && value.form !== "one") return NOTHING;
      if (!value && (this.#values.isModule(object) || !OBJECTS.has(object.name))) return NOTHING;
      const path = [...(value?.hops ?? []), name];
      return [{ carrier: { kind: "field", path, receiver: value?.root ?? UNKNOWN }, span, steps: [] }];
    }
    if (FORM_DATA.has(name)) return this.#formData(node, object);
    // What else is asked of an object says little of its fields, unless it leads to another object.
    return value && !isWeak(value) ? this.#object(node) : NOTHING;
  }

  /** `form.cleaned_data`, where the form speaks of a model. */
  #formData(node: SyntaxNode, object: SyntaxNode): readonly Carried[] {
    const receiver = this.#aboutOf(object);
    if (!receiver) return NOTHING;
    return [{ carrier: { kind: "object", as: "sent", path: [], receiver }, span: spanOf(node), steps: [] }];
  }

  #aboutOf(form: SyntaxNode): UseReceiver | null {
    const value = this.#values.read(form);
    return value?.root.kind === "class" && value.hops.length === 0 && value.form === "one"
      ? { kind: "about", name: value.root.name }
      : null;
  }

  #allFields(object: SyntaxNode, span: Span): readonly Carried[] {
    const value = this.#values.read(object);
    if (!value || value.form === "class") return NOTHING;
    return [{ carrier: objectCarrier(value, "fields"), span, steps: [] }];
  }

  #isRequest(node: SyntaxNode): boolean {
    return REQUESTS.has(this.#values.lastName(node)) && OBJECTS_OR_NAMES.has(node.name);
  }

  /** `request.POST["email"]`, `row["email"]`, and one of several. */
  #element(node: SyntaxNode): readonly Carried[] {
    const object = node.firstChild!;
    const parts = childrenOf(node);
    // A slice is a part of the value: the last four digits, or the first few of many.
    if (parts.some(({ name }) => name === ":")) return NOTHING;
    const key = node.getChild("String");
    if (key) return this.#key(object, key, spanOf(node));
    return this.read(object).filter(({ carrier }) => carrier.kind !== "request");
  }

  #key(object: SyntaxNode, key: SyntaxNode, span: Span): readonly Carried[] {
    const [text] = textsIn(this.#text, key);
    if (!text || !this.#wanted.names.has(text.value)) return NOTHING;
    const within = this.read(object);
    const selected = within.filter(({ carrier }) => carrier.kind === "field" && carrier.path.at(-1) === text.value);
    if (selected.length > 0) return selected;
    const name = this.#values.lastName(object);
    const isSent = FORM_DATA.has(name) || within.some(({ carrier }) => carrier.kind === "request");
    if (!isSent) return [{ carrier: { kind: "name", name: text.value }, span, steps: [] }];
    const form = object.getChild("PropertyName") ? object.firstChild : null;
    return [
      { carrier: { kind: "key", name: text.value, receiver: form ? this.#aboutOf(form) : null }, span, steps: [] },
    ];
  }

  #call(node: SyntaxNode): readonly Carried[] {
    const callee = node.firstChild!;
    const name = this.#values.lastName(callee);
    if (isSanitizer(name)) return NOTHING;
    const object = callee.getChild("PropertyName") ? callee.firstChild : null;
    const [first, second] = argumentsOf(node);
    if (name === "getattr" && first && second?.name === "String") return this.#attributeNamed(first, second, node);
    if (GIVES_ALL_FIELDS.has(name) && (first ?? object)) return this.#dumped(node, name);
    if (object) {
      const ofMethod = this.#method(node, object, name);
      if (ofMethod) return ofMethod;
    }
    if (PASSES_ON.has(name)) {
      if (!GIVES_KEYS.has(name)) return this.#handed(node);
      return this.#gone(node).filter(({ carrier }) => carrier.kind !== "request");
    }
    const returned = this.#returned(callee);
    if (returned) {
      return returned.flatMap((carried) => this.#via(carried, { kind: "returned", name, span: carried.span }, node));
    }
    const value = this.#values.read(node);
    return value && !isWeak(value) ? this.#object(node) : NOTHING;
  }

  /** Null where nothing but the object itself may tell. */
  #method(node: SyntaxNode, object: SyntaxNode, name: string): readonly Carried[] | null {
    const [first] = argumentsOf(node);
    if ((name === "get" || name === "pop" || name === "getlist") && first?.name === "String") {
      return this.#key(object, first, spanOf(node));
    }
    if (name === "values" || name === "values_list") {
      const query = this.#values.read(object);
      if (query && (query.form === "many" || query.hops.length > 0)) return this.#selected(node, query);
    }
    if (name === "format") return [...this.read(object), ...this.#handed(node)];
    if (name === "join") return [...this.read(object), ...this.#gone(node)];
    if (PASSES_ON_OBJECT.has(name)) return this.read(object);
    return null;
  }

  #selected(node: SyntaxNode, { root, hops }: Value): readonly Carried[] {
    const given = argumentsOf(node);
    const span = spanOf(node);
    if (given.length === 0) {
      return [{ carrier: { kind: "object", as: "fields", path: hops, receiver: root }, span, steps: [] }];
    }
    return given.flatMap((argument) =>
      textsIn(this.#text, argument).flatMap(({ value }) => {
        const path = [...hops, ...value.split("__")];
        return this.#wanted.names.has(path.at(-1)!)
          ? [{ carrier: { kind: "field", path, receiver: root } as const, span, steps: [] }]
          : [];
      }),
    );
  }

  /** `model_to_dict(customer)`, unless some fields are chosen. */
  #dumped(node: SyntaxNode, name: string): readonly Carried[] {
    const given = argumentsOf(node);
    const object = name === "serialize" ? given[1] : given[0];
    const isChosen = this.handedTo(node).some(({ keyword }) => keyword === "fields" || keyword === "exclude");
    return object && !isChosen ? this.#allFields(object, spanOf(node)) : NOTHING;
  }

  #attributeNamed(object: SyntaxNode, key: SyntaxNode, node: SyntaxNode): readonly Carried[] {
    const value = this.#values.read(object);
    const [text] = textsIn(this.#text, key);
    if (value?.form !== "one" || !text || !this.#wanted.names.has(text.value)) return NOTHING;
    const path = [...value.hops, text.value];
    return [{ carrier: { kind: "field", path, receiver: value.root }, span: spanOf(node), steps: [] }];
  }

  /** What is handed to a function that goes through it: of a mapping these are keys. */
  #gone(node: SyntaxNode): readonly Carried[] {
    return this.handedTo(node).flatMap(({ value }) => (this.#isMapping(value) ? NOTHING : this.read(value)));
  }

  /** Whether whoever goes through it gets keys, which say nothing of the values. */
  #isMapping(node: SyntaxNode): boolean {
    const place = placeOf(node);
    const known = this.#mappings.get(place);
    if (known !== undefined) return known;
    if (this.#depth >= DEEPEST) return false;
    // For names that go round in circles.
    this.#mappings.set(place, false);
    this.#depth++;
    const is = this.#givesKeys(node);
    this.#depth--;
    this.#mappings.set(place, is);
    return is;
  }

  #givesKeys(node: SyntaxNode): boolean {
    switch (node.name) {
      case "DictionaryExpression":
      case "DictionaryComprehensionExpression":
        return true;
      case "MemberExpression": {
        const name = this.#values.lastName(node);
        return node.getChild("PropertyName") !== null && (FORM_DATA.has(name) || name === "__dict__");
      }
      case "CallExpression": {
        const callee = node.firstChild!;
        const name = this.#values.lastName(callee);
        const object = callee.getChild("PropertyName") ? callee.firstChild : null;
        if (object && name === "copy") return this.#isMapping(object);
        return name === "dict" || (GIVES_ALL_FIELDS.has(name) && name !== "serialize");
      }
      case "VariableName": {
        const bindings = this.#values.scopes.reaching(this.#source(node), node);
        return (
          bindings.length > 0 &&
          bindings.every((bound) => bound.kind === "value" && bound.index === null && this.#isMapping(bound.node))
        );
      }
      default:
        return false;
    }
  }

  #handed(node: SyntaxNode): readonly Carried[] {
    return this.handedTo(node).flatMap(({ value }) => this.read(value));
  }

  /** What a function of the file gives; null for any other. */
  #returned(callee: SyntaxNode): readonly Carried[] | null {
    const definition = this.functionOf(callee);
    if (!definition) return null;
    const found = returnsIn(definition).flatMap((statement) => this.#parts(statement));
    return found.filter(({ carrier }) => carrier.kind !== "parameter" && carrier.kind !== "name");
  }

  /** The function of the file that a call means: its own, or a method of the same class. */
  functionOf(callee: SyntaxNode): SyntaxNode | null {
    const { scopes } = this.#values;
    if (callee.name === "VariableName") {
      const bound = scopes.find(this.#source(callee), callee);
      return bound?.kind === "function" ? bound.node : null;
    }
    const object = callee.getChild("PropertyName") ? callee.firstChild : null;
    // `super().save()` is that of another class.
    if (object?.name === "CallExpression" && this.#values.lastName(object.firstChild!) === "super") return null;
    const value = object && this.#values.read(object);
    if (value?.root.kind !== "class" || value.hops.length > 0 || value.form === "many") return null;
    const { name } = value.root;
    const holder = scopes.classes.find((scope) => this.#values.roles.nameOf(scope) === name);
    const member = holder && scopes.member(holder, this.#values.lastName(callee));
    return member?.kind === "function" ? member.node : null;
  }

  /** All arguments of a call with their keywords; `*` and `**` pass on what they unpack. */
  handedTo(call: SyntaxNode): readonly { readonly keyword: string | null; readonly value: SyntaxNode }[] {
    const list = call.getChild("ArgList");
    if (!list) return [];
    return childrenOf(list).flatMap((child) => {
      if (PUNCTUATION.has(child.name) || child.nextSibling?.name === "AssignOp") return [];
      const isNamed = child.prevSibling?.name === "AssignOp" && child.prevSibling.prevSibling;
      return [{ keyword: isNamed ? this.#source(isNamed) : null, value: child }];
    });
  }

  #source({ from, to }: SyntaxNode): string {
    return this.#text.slice(from, to);
  }
}

const CONTAINERS = new Set(
  (
    "FormatString FormatReplacement ContinuedString ParenthesizedExpression AwaitExpression ArrayExpression " +
    "TupleExpression SetExpression"
  ).split(" "),
);

/** Of what came with a request these give the names. */
const GIVES_KEYS = new Set("list tuple set frozenset sorted reversed max min next iter".split(" "));

/** Whether a loop gets more of a request than names. */
function isAmongItems(carrier: Carried["carrier"], asked: string, index: number | null): boolean {
  if (asked === "items" || asked === "lists") return index !== 0;
  return carrier.kind !== "request" || asked === "values";
}

function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(node).filter(({ name }) => !PUNCTUATION.has(name) && !BRACKETS.has(name) && name !== "return");
}

const BRACKETS = new Set(["[", "]"]);

/** Others compare, or count. */
const PASSING_OPERATORS = new Set(["+", "%", "or", "and", "|"]);

const PUNCTUATION = new Set(["(", ")", ",", "*", "**", "AssignOp"]);

/** https://docs.djangoproject.com/en/5.2/ref/request-response/ and https://www.django-rest-framework.org/api-guide/requests/ */
const REQUEST_PARTS = new Set("POST data body headers META COOKIES".split(" "));

const REQUESTS = new Set(["request", "req"]);

/** What a person has entered, in forms and serializers. */
const FORM_DATA = new Set("cleaned_data validated_data initial_data attrs".split(" "));

/** Expressions that may give any object, though nothing tells which. */
const OBJECTS = new Set("CallExpression MemberExpression AwaitExpression ParenthesizedExpression".split(" "));
const OBJECTS_OR_NAMES = new Set(["VariableName", "MemberExpression"]);

/** Whether an expression says all of a value. */
function isPlain({ name }: SyntaxNode): boolean {
  return name === "String" || name === "Number" || name === "Boolean" || name === "None";
}

function objectCarrier({ root, hops }: Value, as: "text" | "fields"): RawCarrier {
  return { kind: "object", as, path: hops, receiver: root };
}

function placeOf({ from, to, name }: SyntaxNode): string {
  return `${from}-${to} ${name}`;
}

function spanOf({ from, to }: SyntaxNode): Span {
  return { start: from, end: to };
}
