/** What the options of classes of views say: what people send to them, and what stands in their addresses. */
import type { RawCarrier } from "../../../schema/rawFlows.ts";
import type { UseReceiver } from "../../../schema/useReceiver.ts";
import { firstNamed } from "../../python/namedChild.ts";
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import type { Scope } from "../uses/scopes.ts";
import { textsIn } from "../uses/texts.ts";
import type { Reading } from "./carried.ts";
import { isMarked } from "./takenParameters.ts";

export interface OfView {
  readonly sink: "address" | "parameters";
  /** The option, or the class. */
  readonly by: string;
  readonly at: SyntaxNode;
  readonly span: SyntaxNode;
  readonly carrier: RawCarrier;
}

export function viewClasses({ values, wanted }: Reading): readonly OfView[] {
  return values.scopes.classes.flatMap((scope) => {
    const { role, about } = values.roles.of(scope);
    if (role !== "view") return [];
    const receiver = about ?? UNKNOWN;
    return [...looksUp(scope, receiver, { values, wanted }), ...takes(scope, receiver, { values, wanted })];
  });
}

/** https://docs.djangoproject.com/en/5.2/ref/class-based-views/mixins-single-object/ and https://www.django-rest-framework.org/api-guide/generic-views/ */
function looksUp(scope: Scope, receiver: UseReceiver, { values, wanted }: Reading): readonly OfView[] {
  return ["slug_field", "lookup_field"].flatMap((by) =>
    values.scopes.option(scope, by).flatMap((at) =>
      textsIn(values.scopes.text, at).flatMap(({ value }) => {
        const path = value.split("__");
        if (!wanted.names.has(path.at(-1)!)) return [];
        return [{ sink: "address" as const, by, at, span: at, carrier: { kind: "field" as const, path, receiver } }];
      }),
    ),
  );
}

/** https://docs.djangoproject.com/en/5.2/ref/class-based-views/generic-editing/: a form, or fields of a model. */
function takes(scope: Scope, receiver: UseReceiver, { values, wanted }: Reading): readonly OfView[] {
  const { scopes, roles } = values;
  const span = firstNamed(scope.node, "VariableName");
  if (!span || isMarked(scope.node, values)) return [];
  const bases = [...roles.lineage(scope)].flatMap((each) => roles.basesOf(each));
  if (!bases.some((base) => EDITS.test(values.qualified(base)))) return [];
  const found = { sink: "parameters", by: scope.name, at: scope.node, span } as const;
  const forms = scopes.option(scope, "form_class").flatMap((option) => {
    const value = values.read(option);
    return value?.form === "class" && value.root.kind === "class" ? value.root.name : [];
  });
  const fields = scopes
    .option(scope, "fields")
    .flatMap((option) => textsIn(scopes.text, option).map(({ value }) => value))
    .filter((name) => wanted.names.has(name));
  return [
    ...forms.map((name): OfView => ({ ...found, carrier: sentThrough(name) })),
    ...fields.map((name): OfView => ({ ...found, carrier: { kind: "field", path: [name], receiver } })),
  ];
}

function sentThrough(name: string): RawCarrier {
  return { kind: "object", as: "sent", path: [], receiver: { kind: "about", name } };
}

const UNKNOWN: UseReceiver = { kind: "unknown" };

/** Those of Django that take what is sent. */
const EDITS = /(?:^|\.)(?:Form|Create|Update)View$/;
