/** Fields of forms and schemas that a call makes of a model, in place of a class. */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import type { ClassRole, RawUse, UseKind } from "../../../schema/rawUses.ts";
import { spanOf } from "../../python/places.ts";
import { argumentsOf, keywordOf } from "./calls.ts";
import { ALL } from "./classOptions.ts";
import { textsIn } from "./texts.ts";
import type { ValueReader } from "./values.ts";
import type { Wanted } from "./wanted.ts";

interface Factory {
  readonly role: ClassRole;
  readonly kind: UseKind;
  /** Which argument is the model. */
  readonly model: number;
  /** All fields where it is told none. */
  readonly isOpen?: true;
}

/** https://docs.djangoproject.com/en/5.2/ref/forms/models/ and https://django-ninja.dev/guides/response/django-pydantic-create-schema/ */
const FACTORIES: ReadonlyMap<string, Factory> = new Map([
  ["modelform_factory", { role: "form", kind: "form", model: 0 }],
  ["modelformset_factory", { role: "form", kind: "form", model: 0 }],
  ["inlineformset_factory", { role: "form", kind: "form", model: 1 }],
  ["create_schema", { role: "serializer", kind: "serializer", model: 0, isOpen: true }],
]);

/** `marked`: the calls of the file, among other nodes. */
export function readFactoryUses(values: ValueReader, wanted: Wanted, marked: readonly SyntaxNode[]): readonly RawUse[] {
  const { text } = values.scopes;
  if (![...FACTORIES.keys()].some((name) => text.includes(`${name}(`))) return [];
  return marked.flatMap((node) => (node.name === "CallExpression" ? usesOf(node, values, wanted) : []));
}

function usesOf(call: SyntaxNode, values: ValueReader, wanted: Wanted): readonly RawUse[] {
  const { scopes } = values;
  const name = values.lastName(call.firstChild!);
  const factory = FACTORIES.get(name);
  const model = factory && (keywordOf(scopes, call, "model") ?? argumentsOf(call)[factory.model]);
  const value = model ? values.read(model) : null;
  if (!factory || !model || value?.form !== "class" || value.hops.length > 0) return [];
  const { role, kind, isOpen } = factory;
  const shared = { kind, lookup: null, receiver: value.root, holder: { name, start: call.from, role } };
  const [fields, exclude] = ["fields", "exclude"].map((keyword) => keywordOf(scopes, call, keyword));
  // A form that names its class takes over what that has.
  if (keywordOf(scopes, call, "form") && !fields && !exclude) return [];
  const all = (by: string, node: SyntaxNode, except: readonly string[] = []): RawUse => {
    return { ...shared, by, path: ["*"], except, span: spanOf(node) };
  };
  if (fields) {
    const isAll = fields.name !== "String" && /(?:^|\.)ALL_FIELDS$/.test(scopes.source(fields));
    if (isAll) return [all("fields", fields)];
    return textsIn(scopes.text, fields).flatMap(({ value: field, span }) => {
      if (field === ALL) return [{ ...shared, by: "fields", path: ["*"], except: [], span }];
      return wanted.names.has(field) ? [{ ...shared, by: "fields", path: [field], span }] : [];
    });
  }
  if (!exclude) return isOpen ? [all("model", model)] : [];
  // What is put together elsewhere may leave out any.
  const isWritten = exclude.name === "ArrayExpression" || exclude.name === "TupleExpression";
  return isWritten
    ? [
        all(
          "exclude",
          exclude,
          textsIn(scopes.text, exclude).map(({ value: field }) => field),
        ),
      ]
    : [];
}
