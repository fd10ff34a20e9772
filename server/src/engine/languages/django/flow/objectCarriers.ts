/** Values that come from an object of a model, by itself or with its fields. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import type { RawCarrier } from "../../../schema/rawFlows.ts";
import type { UseReceiver } from "../../../schema/useReceiver.ts";
import { argumentsOf, handedTo } from "../uses/calls.ts";
import type { Value } from "../uses/model.ts";
import { textsIn } from "../uses/texts.ts";
import type { ValueReader } from "../uses/values.ts";
import { type Carried, carriedAt, type Reading } from "./carried.ts";

const NOTHING: readonly Carried[] = [];

/** An object of a model, or several. */
export function objectAt(node: SyntaxNode, { values, wanted }: Reading): readonly Carried[] {
  const value = values.read(node);
  if (!value || value.form === "class" || value.root.kind === "unknown") return NOTHING;
  // `email` is hardly an object.
  if (value.root.kind === "name" && wanted.names.has(value.hops.at(-1) ?? value.root.name)) return NOTHING;
  return carriedAt(node, objectCarrier(value, "text"));
}

/** What a property or method gives that is no field: it may be made of fields, or be another object. */
export function memberAt(node: SyntaxNode, { root, hops, form }: Value): readonly Carried[] {
  const isSaid = root.kind === "name" && OF_ITSELF.test(hops.at(-1)!);
  return isSaid || root.kind === "unknown" || form === "class"
    ? NOTHING
    : carriedAt(node, { kind: "object", as: "text", path: hops, receiver: root });
}

/** Tell objects apart, say nothing of them, or are constants. */
const OF_ITSELF = /^(?:pk|id|uuid|[A-Z][A-Z0-9_]*|_meta|__\w+__)$/;

/** `form.cleaned_data`, where the form speaks of a model. */
export function formData(node: SyntaxNode, object: SyntaxNode, { values }: Reading): readonly Carried[] {
  const receiver = modelOfForm(object, values);
  if (!receiver) return NOTHING;
  return carriedAt(node, { kind: "object", as: "sent", path: [], receiver });
}

/** What the class of a form speaks of; null for what is none. */
export function modelOfForm(form: SyntaxNode, values: ValueReader): UseReceiver | null {
  const value = values.read(form);
  return value?.root.kind === "class" && value.hops.length === 0 && value.form === "one"
    ? { kind: "about", name: value.root.name }
    : null;
}

/** Of an object: `node` gives them. */
export function allFields(node: SyntaxNode, object: SyntaxNode, { values }: Reading): readonly Carried[] {
  const value = values.read(object);
  if (!value || value.form === "class") return NOTHING;
  return carriedAt(node, objectCarrier(value, "fields"));
}

/** `values("email")` of a query. */
export function selected(node: SyntaxNode, { root, hops }: Value, { values, wanted }: Reading): readonly Carried[] {
  const given = argumentsOf(node);
  if (given.length === 0) {
    return carriedAt(node, { kind: "object", as: "fields", path: hops, receiver: root });
  }
  return given.flatMap((argument) =>
    textsIn(values.scopes.text, argument).flatMap(({ value }) => {
      const path = [...hops, ...value.split("__")];
      return wanted.names.has(path.at(-1)!) ? carriedAt(node, { kind: "field", path, receiver: root }) : [];
    }),
  );
}

/** `model_to_dict(customer)`, unless some fields are chosen. */
export function dumped(node: SyntaxNode, name: string, reading: Reading): readonly Carried[] {
  const given = argumentsOf(node);
  const object = name === "serialize" ? given[1] : given[0];
  const isChosen = handedTo(reading.values.scopes, node).some(
    ({ keyword }) => keyword === "fields" || keyword === "exclude",
  );
  return object && !isChosen ? allFields(node, object, reading) : NOTHING;
}

/** `getattr(customer, "email")` */
export function attributeNamed(
  node: SyntaxNode,
  object: SyntaxNode,
  key: SyntaxNode,
  { values, wanted }: Reading,
): readonly Carried[] {
  const value = values.read(object);
  const [text] = textsIn(values.scopes.text, key);
  if (value?.form !== "one" || !text || !wanted.names.has(text.value)) return NOTHING;
  const path = [...value.hops, text.value];
  return carriedAt(node, { kind: "field", path, receiver: value.root });
}

function objectCarrier({ root, hops }: Value, as: "text" | "fields"): RawCarrier {
  return { kind: "object", as, path: hops, receiver: root };
}
