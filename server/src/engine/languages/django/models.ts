import type { Name } from "../../schema/schema.ts";
import type { Statement } from "../python/layout.ts";
import type { PythonModule } from "../python/module.ts";
import { type FieldCall, fieldCallOf } from "./field.ts";
import { isOtherLibrary, isSurelyFieldClass } from "./fieldTypes.ts";
import groups from "./modelBases.yml";
import { type ClassScope, classesOf, sourceOf } from "./scope.ts";

export interface ModelClass {
  readonly scope: ClassScope;
  readonly fields: readonly { readonly statement: Statement; readonly fieldCall: FieldCall }[];
}

const MODEL_BASES: ReadonlySet<string> = new Set(
  groups.flatMap(({ modules, classes }) => modules.flatMap((module) => classes.map((name) => `${module}.${name}`))),
);

/**
 * The classes of a file that are models: children of a known model or of one of the same file, and those with unknown
 * bases whose fields can only be model fields.
 */
export function modelsOf(
  module: PythonModule,
  classes: readonly ClassScope[] = classesOf(module),
): readonly ModelClass[] {
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
  const pending = classes.filter((scope) => scope.bases.some((base) => MODEL_BASES.has(base.qualified)));
  const spread = (): void => {
    for (let scope = pending.pop(); scope; scope = pending.pop()) {
      if (models.has(scope)) continue;
      models.set(scope, { scope, fields: fieldsOf(module, scope) });
      for (const child of children.get(scope.name) ?? []) pending.push(child);
    }
  };
  spread();
  for (const scope of classes) {
    if (models.has(scope) || !mayInheritModel(scope, isLocal)) continue;
    if (fieldsOf(module, scope).some((field) => isSureEvidence(module, field))) pending.push(scope);
  }
  spread();
  return classes.flatMap((scope) => models.get(scope) ?? []);
}

function fieldsOf(module: PythonModule, scope: ClassScope): ModelClass["fields"] {
  return scope.members.flatMap((statement) => {
    const fieldCall = fieldCallOf(module, statement);
    return fieldCall ? [{ statement, fieldCall }] : [];
  });
}

/** Whether one of its bases comes from elsewhere and may be a model, as far as its name tells. */
function mayInheritModel({ bases, broken }: ClassScope, isLocal: (base: Name) => boolean): boolean {
  if (bases.some((base) => isOtherLibrary(base.qualified))) return false;
  return broken || bases.some((base) => !isLocal(base) && base.text !== "object");
}

/** An expression of the query language declares a field, too: that of its result. */
function isSureEvidence(module: PythonModule, { statement, fieldCall }: ModelClass["fields"][number]): boolean {
  const isResult = statement.name !== null && sourceOf(module, statement.name) === "output_field";
  return !isResult && isSurelyFieldClass(fieldCall.callee.qualified);
}
