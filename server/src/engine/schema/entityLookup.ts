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
