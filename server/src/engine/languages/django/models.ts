import type { Name } from "../../schema/schema.ts";
import type { Statement } from "../python/layout.ts";
import { type FieldCall, fieldCallOf } from "./field.ts";
import { isOtherLibrary, isSurelyFieldClass } from "./fieldTypes.ts";
import { MODEL_BASES } from "./modelBases.ts";
import { type ClassScope, sourceOf } from "./scope.ts";

export interface ModelClass {
  readonly scope: ClassScope;
  readonly fields: readonly { readonly statement: Statement; readonly fieldCall: FieldCall }[];
}

/**
 * The classes of a file that are models: children of a known model or of one of the same file, and those with unknown
 * bases whose fields can only be model fields.
 */
export function modelsOf(classes: readonly ClassScope[]): readonly ModelClass[] {
  const localNames = new Set(classes.map((scope) => scope.name));
  const isLocal = (base: Name): boolean => base.text === base.qualified && localNames.has(base.text);
  const children = new Map<string, ClassScope[]>();
  for (const scope of classes) {
    for (const { text } of scope.bases.filter(isLocal)) {
      const known = children.get(text);
      if (known) known.push(scope);
      else children.set(text, [scope]);
    }
  }

  const models = new Map<ClassScope, ModelClass>();
  for (const scope of withChildren(classes.filter(inheritsKnownModel), children)) {
    models.set(scope, { scope, fields: fieldsOf(scope) });
  }
  const mayBeModels = withChildren(
    classes.filter((scope) => inheritsFromElsewhere(scope, isLocal)),
    children,
  );
  const surelyModels = [...mayBeModels].filter(
    (scope) =>
      !models.has(scope) &&
      !scope.bases.some((base) => isOtherLibrary(base.qualified)) &&
      fieldsOf(scope).some((field) => isEvidence(scope, field)),
  );
  for (const scope of withChildren(surelyModels, children)) {
    if (!models.has(scope)) models.set(scope, { scope, fields: fieldsOf(scope) });
  }
  return classes.flatMap((scope) => models.get(scope) ?? []);
}

/** These classes and all that inherit from them within the file. */
function withChildren(
  roots: readonly ClassScope[],
  children: ReadonlyMap<string, readonly ClassScope[]>,
): ReadonlySet<ClassScope> {
  const found = new Set<ClassScope>();
  const pending = [...roots];
  for (let scope = pending.pop(); scope; scope = pending.pop()) {
    if (found.has(scope)) continue;
    found.add(scope);
    for (const child of children.get(scope.name) ?? []) pending.push(child);
  }
  return found;
}

function fieldsOf(scope: ClassScope): ModelClass["fields"] {
  const before = kept.get(scope);
  if (before) return before;
  const fields = scope.members.flatMap((statement) => {
    const fieldCall = fieldCallOf(scope.module, statement);
    return fieldCall ? [{ statement, fieldCall }] : [];
  });
  kept.set(scope, fields);
  return fields;
}

/** Of classes that are the same after a key is hit; and a class is looked at for signs first, then for its fields. */
const kept = new WeakMap<ClassScope, ModelClass["fields"]>();

function inheritsKnownModel({ bases }: ClassScope): boolean {
  return bases.some((base) => MODEL_BASES.has(base.qualified));
}

/** Whether a base comes from elsewhere, or the header is broken, so that the class may be a model. */
function inheritsFromElsewhere({ bases, broken }: ClassScope, isLocal: (base: Name) => boolean): boolean {
  return broken || bases.some((base) => !isLocal(base) && base.text !== "object");
}

/**
 * Whether a field shows that its class is a model: it comes from a module of model fields, or a base is called a model.
 * An expression of the query language declares a field, too, that of its result.
 */
function isEvidence({ module, bases }: ClassScope, { statement, fieldCall }: ModelClass["fields"][number]): boolean {
  if (statement.name && sourceOf(module, statement.name) === "output_field") return false;
  return isSurelyFieldClass(fieldCall.callee.qualified) || bases.some((base) => base.text.endsWith("Model"));
}
