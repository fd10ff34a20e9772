import type { DeclaredEntity } from "../schema/entityLookup.ts";
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
  fieldsOf(entity: Entity, schema: FileSchema): ReadonlyMap<string, ClassifiedField> {
    const lineage = new Set<Entity>();
    this.#trace({ entity, schema }, new Set(), lineage);
    const subjects = [...lineage].flatMap((member) => this.#fields.get(member) ?? []);
    return new Map(subjects.map((subject) => [subject.field.name, subject]));
  }

  /** Adds a class behind all that it inherits from, each once however many ways lead there, as Python looks names up. */
  #trace({ entity, schema }: DeclaredEntity, seen: Set<Entity>, lineage: Set<Entity>): void {
    if (seen.has(entity)) return;
    seen.add(entity);
    for (const base of entity.bases.toReversed()) {
      const found = this.#baseOf(base.qualified, schema);
      if (found) this.#trace(found, seen, lineage);
    }
    lineage.add(entity);
  }

  #baseOf(name: string, schema: FileSchema): DeclaredEntity | null {
    if (name.startsWith("django.")) return null;
    const last = name.slice(name.lastIndexOf(".") + 1);
    const here = schema.entities.find((entity) => entity.name === last);
    return here ? { entity: here, schema } : this.#index.lookup.find(name, schema);
  }
}
