/** Which sensitive values an expression may hold, as far as the function around it tells. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { firstNamed, lastNamed } from "../../python/namedChild.ts";
import type { FlowStep } from "../../../schema/rawFlows.ts";
import type { UseReceiver } from "../../../schema/useReceiver.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { placeOf, spanOf } from "../../python/places.ts";
import { argumentsOf, handedTo } from "../uses/calls.ts";
import { type Bound, type Parameter, returnsIn } from "../uses/scopes.ts";
import { textsIn } from "../uses/texts.ts";
import { isWeak, OPAQUE, type ValueReader } from "../uses/values.ts";
import type { Additions } from "./additions.ts";
import { type Carried, carriedAt, DEEPEST, type Reading, wholeObject } from "./carried.ts";
import { ANY_EXCEPTION, caughtText } from "./caughtText.ts";
import { comparedFields, refusedRows } from "./databaseCarriers.ts";
import { isAnyField } from "./anyField.ts";
import { isEmptyThere } from "./emptyBranches.ts";
import { GIVES_ALL_FIELDS, isSanitizer, isSecretName, MAKES_SECRET, PASSES_ON, PASSES_ON_OBJECT } from "./flowWords.ts";
import { argumentPlace, calledElsewhere, functionCalled, valueFor } from "./functionCalled.ts";
import { MappingReader } from "./mappings.ts";
import {
  allFields,
  attributeNamed,
  dumped,
  formData,
  memberAt,
  modelOfForm,
  objectAt,
  selected,
} from "./objectCarriers.ts";
import { FORM_DATA, QUERY_PARTS, REQUEST_PARTS, REQUESTS } from "./sentData.ts";

const NOTHING: readonly Carried[] = [];

const UNKNOWN: UseReceiver = { kind: "unknown" };

/** Longer ways are hardly ever meant. */
export const MOST_STEPS = 4;

/** More is not told of one expression. */
const MOST_CARRIED = 20;

export class CarrierReader {
  readonly #reading: Reading;
  readonly #values: ValueReader;
  readonly #mappings: MappingReader;
  readonly #additions: Additions;
  /** By place: the same expression is asked for from several sides. */
  readonly #known = new Map<number, readonly Carried[]>();
  /** What functions of the file give, by their places. */
  readonly #given = new Map<number, readonly Carried[]>();
  #depth = 0;

  constructor(reading: Reading, additions: Additions) {
    this.#reading = reading;
    this.#additions = additions;
    this.#values = reading.values;
    this.#mappings = new MappingReader(reading.values);
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
        return lastNamed(node, "PropertyName") ? this.#member(node) : this.#element(node);
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
      case "DictionaryComprehensionExpression": {
        const value = childrenOf(node).find(({ prevSibling }) => prevSibling?.name === ":");
        return value ? this.read(value) : NOTHING;
      }
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
    const found = [...bindings.flatMap((bound) => this.#bound(bound, name, node)), ...this.#added(name, node)];
    // What a property may give says nothing before it is known to be one.
    const isAnnotated = bindings.some(({ kind }) => kind === "annotation");
    const told = found.some(({ carrier }) => !isGuess(carrier) && !(isAnnotated && carrier.kind === "parameter"));
    return told ? found : [...found, ...this.#otherwise(node, name, bindings)];
  }

  /** What a name may hold where nothing is known of the values that it is given. */
  #otherwise(node: SyntaxNode, name: string, bindings: readonly Bound[]): readonly Carried[] {
    if (bindings.some((bound) => bound.kind === "unknown" && !bound.isUpdate)) {
      return [...refusedRows(node, name, this.#values), ...caughtText(node, name, this.#values)];
    }
    const object = objectAt(node, this.#reading);
    if (object.length > 0) return object;
    const isTold = bindings.some((bound) => bound.kind === "value" && isPlain(bound.node));
    return this.#reading.wanted.names.has(name) && bindings.length > 0 && !isTold
      ? carriedAt(node, { kind: "name", name })
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
        if (this.#mappings.is(bound.node)) return NOTHING;
        return at("looped", bound.node).filter(({ carrier }) =>
          isAmongItems(carrier, this.#asked(bound.node), bound.index),
        );
      case "parameter":
        return this.#parameter(bound, name, node);
      case "annotation":
        if (ANY_EXCEPTION.test(this.#source(bound.node)))
          return carriedAt(node, { kind: "caught", types: "Exception" });
        return bound.parameter ? this.#parameter(bound.parameter, name, node) : NOTHING;
      default:
        return NOTHING;
    }
  }

  #parameter(parameter: Parameter, name: string, node: SyntaxNode): readonly Carried[] {
    const place = argumentPlace(parameter, this.#values);
    return carriedAt(node, { kind: "parameter", owner: parameter.owner, place, name });
  }

  #added(name: string, node: SyntaxNode): readonly Carried[] {
    return this.#additions.to(name, node).flatMap((value) => {
      const step: FlowStep = { kind: "added", name, span: spanOf(value) };
      return this.read(value).flatMap((carried) => this.#via(carried, step, node));
    });
  }

  /** The part that a name gets of several: of a tuple, or of those that a function of the file gives. */
  #oneOf(node: SyntaxNode, index: number): readonly SyntaxNode[] {
    const inner = node.name === "AwaitExpression" ? node.lastChild! : node;
    if (inner.name === "TupleExpression" || inner.name === "ArrayExpression")
      return partsOf(inner).slice(index, index + 1);
    const definition = inner.name === "CallExpression" ? functionCalled(inner.firstChild!, this.#values) : null;
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

  #member(node: SyntaxNode): readonly Carried[] {
    const object = node.firstChild!;
    const name = this.#values.lastName(node);
    if ((REQUEST_PARTS.has(name) || QUERY_PARTS.has(name)) && this.#isRequest(object)) {
      return carriedAt(node, { kind: "request", part: name });
    }
    if (isSetting(name) && isSecretName(name)) return carriedAt(node, { kind: "secret", name });
    if (name === "__dict__") return allFields(node, object, this.#reading);
    if (name === "queries" && this.#values.lastName(object) === "connection") {
      return carriedAt(node, { kind: "queries" });
    }
    if (name === "query") return comparedFields(node, object, this.#reading);
    if (name === "args")
      return this.read(object).filter(({ carrier }) => carrier.kind === "refusal" || carrier.kind === "caught");
    const value = this.#values.read(object);
    if (this.#reading.wanted.names.has(name)) {
      if (value && value.form !== "one") return NOTHING;
      if (!value && (this.#values.isModule(object) || !OPAQUE.has(object.name))) return NOTHING;
      const path = [...(value?.hops ?? []), name];
      return carriedAt(node, { kind: "field", path, receiver: value?.root ?? UNKNOWN });
    }
    if (FORM_DATA.has(name)) return formData(node, object, this.#reading);
    // What else is asked of an object may be made of its fields, or lead to another object.
    const own = value && this.#values.read(node);
    if (!own) return NOTHING;
    return own.hops.length > 0 ? memberAt(node, own) : isWeak(own) ? NOTHING : objectAt(node, this.#reading);
  }

  #isRequest(node: SyntaxNode): boolean {
    return REQUESTS.has(this.#values.lastName(node)) && OBJECTS_OR_NAMES.has(node.name);
  }

  /** `request.POST["email"]`, `row["email"]`, and one of several. */
  #element(node: SyntaxNode): readonly Carried[] {
    const object = node.firstChild!;
    const parts = childrenOf(node);
    // A slice is a part of the value, such as the last four digits; of several objects it is the first few.
    if (parts.some(({ name }) => name === ":"))
      return this.read(object).filter(({ carrier }) => carrier.kind === "object" && carrier.as === "fields");
    const key = firstNamed(node, "String");
    if (key) return this.#key(node, object, key);
    return this.read(object).filter(({ carrier }) => carrier.kind !== "request");
  }

  #key(node: SyntaxNode, object: SyntaxNode, key: SyntaxNode): readonly Carried[] {
    const [text] = textsIn(this.#values.scopes.text, key);
    if (text && isSetting(text.value) && isSecretName(text.value))
      return carriedAt(node, { kind: "secret", name: text.value });
    if (!text || !this.#reading.wanted.names.has(text.value)) return NOTHING;
    const within = this.read(object);
    const fields = within.filter(({ carrier }) => carrier.kind === "field" && carrier.path.at(-1) === text.value);
    if (fields.length > 0) return fields;
    const name = this.#values.lastName(object);
    const isSent = FORM_DATA.has(name) || within.some(({ carrier }) => carrier.kind === "request");
    if (!isSent) return carriedAt(node, { kind: "name", name: text.value });
    const form = lastNamed(object, "PropertyName") ? object.firstChild : null;
    return carriedAt(node, { kind: "key", name: text.value, receiver: form ? modelOfForm(form, this.#values) : null });
  }

  #call(node: SyntaxNode): readonly Carried[] {
    const callee = node.firstChild!;
    const name = this.#values.lastName(callee);
    if (isSanitizer(name)) return NOTHING;
    const object = lastNamed(callee, "PropertyName") ? callee.firstChild : null;
    const [first, second] = argumentsOf(node);
    if (name === "getattr" && first && second?.name === "String")
      return attributeNamed(node, first, second, this.#reading);
    if (name === "getattr" && first && second && isAnyField(second, this.#values.scopes)) {
      const handed = this.read(first).filter(({ carrier }) => carrier.kind === "parameter");
      return [...allFields(node, first, this.#reading), ...handed.map(wholeObject)];
    }
    if (MAKES_SECRET.has(name)) return carriedAt(node, { kind: "secret", name });
    if (name === "format_exc") return carriedAt(node, { kind: "caught", types: "traceback" });
    if (GIVES_ALL_FIELDS.has(name) && (first ?? object)) return dumped(node, name, this.#reading);
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
      return returned.flatMap((carried) => {
        const step: FlowStep = { kind: "returned", name, span: carried.span };
        if (carried.carrier.kind !== "parameter") return this.#via(carried, step, node);
        const { areFields } = carried.carrier;
        const given = valueFor(carried.carrier, node, this.#values);
        const read = given ? this.read(given) : NOTHING;
        return (areFields ? read.map(wholeObject) : read).flatMap((each) => this.#via(each, step, node));
      });
    }
    const value = this.#values.read(node);
    if (value) return isWeak(value) ? NOTHING : objectAt(node, this.#reading);
    const elsewhere = calledElsewhere(callee, this.#values);
    if (elsewhere !== null) return this.#result(node, elsewhere);
    const owner = object && this.#values.read(object);
    return owner?.form === "one" ? memberAt(node, { ...owner, hops: [...owner.hops, name] }) : NOTHING;
  }

  #result(call: SyntaxNode, callee: string): readonly Carried[] {
    let place = 0;
    const given = handedTo(this.#values.scopes, call).flatMap(({ keyword, value }) => {
      const argument = keyword ?? place++;
      return this.read(value).flatMap(({ carrier }) =>
        carrier.kind === "field" || carrier.kind === "key" || carrier.kind === "object" ? [{ argument, carrier }] : [],
      );
    });
    return carriedAt(call, { kind: "result", callee, ...(given.length > 0 && { given }) });
  }

  /** Null where nothing but the object itself may tell. */
  #method(node: SyntaxNode, object: SyntaxNode, name: string): readonly Carried[] | null {
    const [first] = argumentsOf(node);
    if ((name === "get" || name === "pop" || name === "getlist") && first?.name === "String") {
      return this.#key(node, object, first);
    }
    if (name === "values" || name === "values_list") {
      const query = this.#values.read(object);
      if (query && (query.form === "many" || query.hops.length > 0)) return selected(node, query, this.#reading);
    }
    if (name === "normalize_email") return this.#normalized(object, node);
    if (name === "format") return [...this.read(object), ...this.#handed(node)];
    if (name === "join") return [...this.read(object), ...this.#gone(node)];
    if (PASSES_ON_OBJECT.has(name)) return this.read(object);
    return null;
  }

  /** `User.objects.normalize_email(…)` is given an address of such a user (https://docs.djangoproject.com/en/5.2/topics/auth/customizing/). */
  #normalized(manager: SyntaxNode, node: SyntaxNode): readonly Carried[] {
    const users = this.#values.read(manager);
    if (users?.form !== "many" || !this.#reading.wanted.names.has("email")) return this.#handed(node);
    return carriedAt(node, { kind: "field", path: [...users.hops, "email"], receiver: users.root });
  }

  /** What is handed to a function that goes through it: of a mapping these are keys. */
  #gone(node: SyntaxNode): readonly Carried[] {
    return handedTo(this.#values.scopes, node).flatMap(({ value }) =>
      this.#mappings.is(value) ? NOTHING : this.read(value),
    );
  }

  #handed(node: SyntaxNode): readonly Carried[] {
    return handedTo(this.#values.scopes, node).flatMap(({ value }) => this.read(value));
  }

  /** What a function of the file gives; null for any other. */
  #returned(callee: SyntaxNode): readonly Carried[] | null {
    const definition = functionCalled(callee, this.#values);
    return definition && this.givenBy(definition);
  }

  /** What a function of the file gives. */
  givenBy(definition: SyntaxNode): readonly Carried[] {
    const known = this.#given.get(definition.from);
    if (known) return known;
    const found = returnsIn(definition)
      .flatMap((statement) => this.#parts(statement))
      .filter(({ carrier }) => carrier.kind !== "name")
      .slice(0, MOST_CARRIED);
    this.#given.set(definition.from, found);
    return found;
  }

  #source(node: SyntaxNode): string {
    return this.#values.scopes.source(node);
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

/** `DB_PASSWORD`, of the settings or the environment. */
function isSetting(name: string): boolean {
  return /^[A-Z][A-Z0-9_]+$/.test(name);
}

/** What another function gives, a secret of which only this is known, and a property or method of what only a name tells of. */
function isGuess(carrier: Carried["carrier"]): boolean {
  if (carrier.kind === "result" || carrier.kind === "secret") return true;
  return carrier.kind === "object" && carrier.receiver.kind === "name" && carrier.path.length > 0;
}

function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(node).filter(({ name }) => !BETWEEN_PARTS.has(name));
}

const BETWEEN_PARTS = new Set("( ) [ ] , * ** return".split(" "));

/** Others compare, or count. */
const PASSING_OPERATORS = new Set(["+", "%", "or", "and", "|"]);

const OBJECTS_OR_NAMES = new Set(["VariableName", "MemberExpression"]);

/** Whether an expression says all of a value. */
function isPlain({ name }: SyntaxNode): boolean {
  return name === "String" || name === "Number" || name === "Boolean" || name === "None";
}
