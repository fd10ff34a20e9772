import type { Entity, FileSchema } from "./schema.ts";

/** An entity and the file that declares it. */
export interface DeclaredEntity {
  readonly entity: Entity;
  readonly schema: FileSchema;
}

/** Finds what other files of the project declare. */
export interface EntityLookup {
  /** The entity that a base or a relation's target means by this name (`models.Person`, `people.Person`); null if unknown. */
  find(name: string, from: FileSchema): DeclaredEntity | null;
}

/** Where only the one file is known. */
export const NO_OTHER_FILES: EntityLookup = { find: () => null };

/**
 * What a base or a relation of a file means. A plain name is first of all one of its own; `shop.Customer` may be another's. What is
 * imported from Django is none of this file's, whatever its last part.
 */
export function entityMeant(name: string, from: FileSchema, otherFiles: EntityLookup): DeclaredEntity | null {
  if (name.startsWith("django.")) return otherFiles.find(name, from);
  const dot = name.lastIndexOf(".");
  if (dot >= 0 && otherFiles !== NO_OTHER_FILES) return otherFiles.find(name, from);
  const entity = entitiesByName(from).get(name.slice(dot + 1));
  return entity ? { entity, schema: from } : otherFiles.find(name, from);
}

const byNameOf = new WeakMap<FileSchema, ReadonlyMap<string, Entity>>();

function entitiesByName(schema: FileSchema): ReadonlyMap<string, Entity> {
  const before = byNameOf.get(schema);
  if (before) return before;
  const result = new Map(schema.entities.map((entity) => [entity.name, entity]));
  byNameOf.set(schema, result);
  return result;
}
