import type { ClassifiedField } from "../engine/project/model.ts";
import type { InstalledModel } from "../engine/project/thirdParty/installedModels.ts";
import { modelIn } from "../engine/project/thirdParty/knownModels.ts";
import { indexedBy } from "../engine/protection/recognise.ts";
import type { Entity } from "../engine/schema/schema.ts";
import type { FileAnalysis } from "./analyse.ts";
import type { Sought } from "./soughtNames.ts";
import { isTestPath } from "./testPaths.ts";

/**
 * Fields whose uses count, with the files that declare them: with what is encrypted, whatever it holds, since most queries of it are mistakes; and
 * with its blind index, which only the field itself may write.
 */
export function sensitiveFields(
  analyses: readonly FileAnalysis[],
): readonly { readonly path: string; readonly subject: ClassifiedField }[] {
  return analyses.flatMap(({ path, file }) =>
    isTestPath(path)
      ? []
      : file.fields.flatMap((subject) =>
          subject.classification.verdict === "sensitive" ||
          subject.protection.kind === "encrypted" ||
          indexedBy(subject.field) !== null
            ? [{ path, subject }]
            : [],
        ),
  );
}

/** What files are searched for, because of what the project declares and packages add to it. */
export function soughtIn(analyses: readonly FileAnalysis[], installed: readonly InstalledModel[]): Sought {
  const fields = [
    ...sensitiveFields(analyses).flatMap(({ subject: { field } }) =>
      [field.name, ...(field.column === null ? [] : [field.column])].map((name) => ({ name, model: null })),
    ),
    ...installed.flatMap((model) => {
      const isNamedOtherwise = isUserModelOrBase(model);
      const calledBy = isNamedOtherwise ? [null] : [model.name, model.table];
      return model.fields.flatMap(({ field }) => calledBy.map((name) => ({ name: field.name, model: name })));
    }),
  ];
  const named = analyses.flatMap(({ path, file }) =>
    isTestPath(path) ? [] : file.schema.entities.flatMap(namesOfObjects),
  );
  const users = installed.some(isUserModelOrBase) ? USERS : [];
  return { fields, objects: [...named, ...installed.map(({ name }) => name), ...users] };
}

/** Of a model and the relations that it has. */
function namesOfObjects({ name, fields }: Entity): readonly string[] {
  return [name, ...fields.flatMap((field) => (field.type.shape === "relation" ? field.name : []))];
}

/** What the user is called whose request it is. */
const USERS = ["user"];

/** Whether code of the project has other names for it: those of its children, or the word for the user model. */
function isUserModelOrBase({ path, name }: InstalledModel): boolean {
  const known = modelIn(path, name);
  return known === null || known.entity.abstract || known.setting === "AUTH_USER_MODEL";
}
