import type { EntityLookup } from "../schema/entityLookup.ts";
import type { Field } from "../schema/schema.ts";
import { appLabelOf } from "./appLabel.ts";
import { Inheritance } from "./inheritance.ts";
import type { ClassifiedField, ClassifiedFile } from "./model.ts";

/** A model that Django makes a table for, or takes one for given. */
export interface ConcreteModel {
  /** As Django calls it: `auth.User`. */
  readonly label: string;
  /** Those that it inherits first, each name once; those of installed packages are not known. */
  readonly fields: readonly ClassifiedField[];
}

/**
 * `appFiles` are the texts of the project's `apps.py`, by path; `lookup` finds the bases of other files. Models whose app nothing
 * names are left out.
 */
export function concreteModels(
  files: readonly ClassifiedFile[],
  appFiles: ReadonlyMap<string, string>,
  lookup: EntityLookup,
): readonly ConcreteModel[] {
  const inheritance = new Inheritance(lookup);
  const subjects = new Map<Field, ClassifiedField>(
    files.flatMap(({ fields }) => fields.map((subject) => [subject.field, subject] as const)),
  );
  const models = new Map<string, ConcreteModel>();
  for (const { schema } of files) {
    for (const entity of schema.entities) {
      const app = appLabelOf(schema.path, entity, appFiles);
      const label = `${app}.${entity.name}`;
      // Django takes no second model of the same label.
      if (entity.abstract || entity.proxy || app === "" || models.has(label)) continue;
      const fields = [...inheritance.fieldsOf({ entity, schema }).values()];
      models.set(label, { label, fields: fields.flatMap(({ field }) => subjects.get(field) ?? []) });
    }
  }
  return [...models.values()];
}
