import type { Name } from "../../schema/schema.ts";
import { type FieldCall, fieldCallOf } from "./field.ts";
import { isSurelyFieldClass } from "./fieldTypes.ts";
import groups from "./modelBases.yml";
import type { PythonModule } from "../python/module.ts";
import { type ClassScope, classesOf } from "./scope.ts";
import type { Statement } from "../python/layout.ts";

export interface ModelClass {
  readonly scope: ClassScope;
  readonly fields: readonly { readonly statement: Statement; readonly fieldCall: FieldCall }[];
}

const MODEL_BASES: ReadonlySet<string> = new Set(groups.flatMap((group) => group.classes));

/**
 * The classes of a file that are models: children of a known model or of one of the same file, and those with unknown
 * bases whose fields can only be model fields.
 */
export function modelsOf(module: PythonModule): readonly ModelClass[] {
  const classes = classesOf(module);
  const byName = new Map(classes.map((scope) => [scope.name, scope]));
  const decided = new Map<ClassScope, boolean>();
  const fields = new Map<ClassScope, ModelClass["fields"]>();

  const fieldsOf = (scope: ClassScope): ModelClass["fields"] => {
    const known = fields.get(scope);
    if (known) return known;
    const read = scope.members.flatMap((statement) => {
      const fieldCall = fieldCallOf(module, statement);
      return fieldCall ? [{ statement, fieldCall }] : [];
    });
    fields.set(scope, read);
    return read;
  };
  const isLocal = (base: Name): boolean => base.text === base.qualified && byName.has(base.text);
  const isModel = (scope: ClassScope): boolean => {
    const known = decided.get(scope);
    if (known !== undefined) return known;
    // Stands while its bases are looked at, so that a class deriving from itself ends the search.
    decided.set(scope, false);
    const result =
      scope.bases.some(
        (base) => MODEL_BASES.has(base.qualified) || (isLocal(base) && isModel(byName.get(base.text)!)),
      ) ||
      ((scope.broken || scope.bases.some((base) => !isLocal(base) && base.text !== "object")) &&
        fieldsOf(scope).some(({ fieldCall }) => isSurelyFieldClass(fieldCall.callee.qualified)));
    decided.set(scope, result);
    return result;
  };
  return classes.filter(isModel).map((scope) => ({ scope, fields: fieldsOf(scope) }));
}
