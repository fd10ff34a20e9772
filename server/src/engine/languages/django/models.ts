import type { FieldMaker } from "../../schema/asked.ts";
import type { Name } from "../../schema/schema.ts";
import type { Statement } from "../python/layout.ts";
import { assignsField, type FieldCall, fieldCallOf } from "./field.ts";
import { isFieldClass, isOtherLibrary, isSurelyFieldClass } from "./fieldTypes.ts";
import type { ImportedNames } from "./imported.ts";
import { type ClassScope, sourceOf } from "./scope.ts";
import { addTo } from "../../text/addTo.ts";

export interface ModelClass {
  readonly scope: ClassScope;
  readonly fields: readonly { readonly statement: Statement; readonly fieldCall: FieldCall }[];
}

/**
 * The classes of a file that are models: children of a known model, of one of another file or of one of the same file, and those
 * with unknown bases whose fields can only be model fields.
 */
export function modelsOf(classes: readonly ClassScope[], imported: ImportedNames): readonly ModelClass[] {
  const localNames = new Set(classes.map((scope) => scope.name));
  const isLocal = (base: Name): boolean => base.text === base.qualified && localNames.has(base.text);
  const children = new Map<string, ClassScope[]>();
  for (const scope of classes) {
    for (const base of scope.bases) {
      if (!isLocal(base)) continue;
      addTo(children, base.text, scope);
    }
  }

  const models = new Map<ClassScope, ModelClass>();
  const take = (roots: readonly ClassScope[]): void => {
    for (const scope of withChildren(roots, children)) {
      if (!models.has(scope)) models.set(scope, { scope, fields: fieldsOf(scope, imported) });
    }
  };
  const inheritsModel = (scope: ClassScope): boolean => {
    const as = (): "base" | "model" => (hasFields(scope) ? "model" : "base");
    return scope.bases.some((base) => !isLocal(base) && imported.isModel(base, as));
  };
  take(classes.filter(inheritsModel));
  const mayBeModels = withChildren(
    classes.filter((scope) => !models.has(scope) && inheritsFromElsewhere(scope, isLocal)),
    children,
  );
  const showsThat = (scope: ClassScope): boolean =>
    !models.has(scope) && !scope.bases.some((base) => isOtherLibrary(base.qualified)) && showsFieldsOfModel(scope);
  take([...mayBeModels].filter(showsThat));
  // What is left out may become one with such a base, or with the class above it.
  const mayFollow = (scope: ClassScope): boolean => scope.bases.some(isLocal) || hasFields(scope);
  if (imported.isUnsure && !classes.some((scope) => !models.has(scope) && mayFollow(scope))) imported.settle();
  return classes.flatMap((scope) => models.get(scope) ?? []);
}

function hasFields({ module, members }: ClassScope): boolean {
  return members.some((statement) => assignsField(module, statement));
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

function fieldsOf(scope: ClassScope, imported: ImportedNames): ModelClass["fields"] {
  const before = known.get(scope);
  const isSame = ({ callee, maker }: AskedMaker): boolean => isSameMaker(imported.makerOf(callee), maker);
  if (before?.asked.every(isSame)) return before.fields;
  const asked: AskedMaker[] = [];
  const makerOf = (callee: Name): FieldMaker | null => {
    if (isSurelyFieldClass(callee.qualified)) return null;
    const maker = imported.makerOf(callee);
    asked.push({ callee, maker });
    return maker;
  };
  const fields = scope.members.flatMap((statement) => {
    const fieldCall = fieldCallOf(scope.module, statement, makerOf);
    return fieldCall ? [{ statement, fieldCall }] : [];
  });
  known.set(scope, { fields, asked });
  return fields;
}

interface AskedMaker {
  readonly callee: Name;
  readonly maker: FieldMaker | null;
}

interface KeptFields {
  readonly fields: ModelClass["fields"];
  readonly asked: readonly AskedMaker[];
}

/** Of classes that are the same after a key is hit. */
const known = new WeakMap<ClassScope, KeptFields>();

function isSameMaker(one: FieldMaker | null, other: FieldMaker | null): boolean {
  return one === other || (one !== null && other !== null && JSON.stringify(one) === JSON.stringify(other));
}

/** Whether a base comes from elsewhere, or the header is broken, so that the class may be a model. */
function inheritsFromElsewhere({ bases, broken }: ClassScope, isLocal: (base: Name) => boolean): boolean {
  return broken || bases.some((base) => !isLocal(base) && base.text !== "object");
}

/**
 * Whether the fields of a class show that it is a model: one comes from a module of model fields, or a base is called a model.
 * An expression of the query language declares a field, too, that of its result.
 */
function showsFieldsOfModel({ module, members, bases }: ClassScope): boolean {
  const isShown = bases.some((base) => base.text.endsWith("Model")) ? isFieldClass : isSurelyFieldClass;
  return members.some(
    (statement) =>
      assignsField(module, statement, isShown) &&
      (!statement.name || sourceOf(module, statement.name) !== "output_field"),
  );
}
