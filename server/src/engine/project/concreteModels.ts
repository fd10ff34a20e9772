import type { Entity, FileSchema } from "../schema/schema.ts";
import { appLabelOf } from "./appLabel.ts";
import { EntityIndex } from "./entityIndex.ts";
import type { ClassifiedField, ClassifiedFile } from "./model.ts";

/** A model that Django makes a table for, or takes one for given. */
export interface ConcreteModel {
  /** As Django calls it: `auth.User`. */
  readonly label: string;
  /** Those that it inherits first, each name once; those of installed packages are not known. */
  readonly fields: readonly ClassifiedField[];
}

/** `appFiles` are the texts of the project's `apps.py`, by path. Models whose app nothing names are left out. */
export function concreteModels(
  files: readonly ClassifiedFile[],
  appFiles: ReadonlyMap<string, string>,
): readonly ConcreteModel[] {
  const inheritance = new Inheritance(files);
  const models = new Map<string, ConcreteModel>();
  for (const { schema } of files) {
    for (const entity of schema.entities) {
      const app = appLabelOf(schema.path, entity, appFiles);
      const label = `${app}.${entity.name}`;
      // Django takes no second model of the same label.
      if (entity.abstract || entity.proxy || app === "" || models.has(label)) continue;
      models.set(label, { label, fields: [...inheritance.fieldsOf(entity, schema).values()] });
    }
  }
  return [...models.values()];
}

class Inheritance {
  readonly #index = new EntityIndex();
  readonly #fields = new Map<Entity, readonly ClassifiedField[]>();

  constructor(files: readonly ClassifiedFile[]) {
    for (const { schema, fields } of files) {
      this.#index.replace(schema.path, schema);
      for (const entity of schema.entities) {
        this.#fields.set(
          entity,
          fields.filter((subject) => subject.entity === entity),
        );
      }
    }
  }

  /** By name; a class's own fields take the place of those that it inherits, the first base's that of the others'. */
  fieldsOf(entity: Entity, schema: FileSchema, above: readonly Entity[] = []): ReadonlyMap<string, ClassifiedField> {
    const fields = new Map<string, ClassifiedField>();
    for (const base of entity.bases.toReversed()) {
      const found = this.#baseOf(base.qualified, schema);
      if (!found || found.entity === entity || above.includes(found.entity)) continue;
      for (const [name, field] of this.fieldsOf(found.entity, found.schema, [...above, entity]))
        fields.set(name, field);
    }
    for (const subject of this.#fields.get(entity) ?? []) fields.set(subject.field.name, subject);
    return fields;
  }

  #baseOf(name: string, schema: FileSchema): { readonly entity: Entity; readonly schema: FileSchema } | null {
    if (name.startsWith("django.")) return null;
    const last = name.slice(name.lastIndexOf(".") + 1);
    const here = schema.entities.find((entity) => entity.name === last);
    return here ? { entity: here, schema } : this.#index.lookup.find(name, schema);
  }
}
