import type { DeclaredEntity, EntityLookup } from "../../schema/entityLookup.ts";
import type { FileSchema } from "../../schema/schema.ts";
import { isKnownModule, type KnownModel } from "./knownModels.ts";

/** Models of packages as an environment has them, which the data do not have, or have in another version. */
export interface SourceModels {
  readonly lookup: SourceLookup;
  /** Those of the apps that the project installs. */
  readonly ofApps: readonly KnownModel[];
}

export interface SourceLookupParts {
  readonly schemas: readonly FileSchema[];
  /** The entity that is imported by this name. */
  readonly named: (name: string) => DeclaredEntity | null;
  /** What a name means in one of the schemas. */
  readonly find: EntityLookup["find"];
}

/** Finds what was read of packages, in place of what the data say of them. */
export class SourceLookup {
  readonly #parts: SourceLookupParts;
  readonly #schemas: ReadonlyMap<string, FileSchema>;
  readonly #lookups = new WeakMap<EntityLookup, EntityLookup>();

  constructor(parts: SourceLookupParts) {
    this.#parts = parts;
    this.#schemas = new Map(parts.schemas.map((schema) => [schema.path, schema]));
  }

  /** Whether the module at a path, below the folder of installed packages, was read. */
  hasModule(path: string): boolean {
    return this.#schemas.has(path);
  }

  /** What the module at such a path declares by this name. */
  modelIn(path: string, name: string): DeclaredEntity | null {
    const schema = this.#schemas.get(path);
    const entity = schema?.entities.find((each) => each.name === name);
    return schema && entity ? { schema, entity } : null;
  }

  /** The same lookup with these models before those of the data: one object for each. `lookup` knows the data. */
  over(lookup: EntityLookup): EntityLookup {
    if (this.#schemas.size === 0) return lookup;
    let made = this.#lookups.get(lookup);
    if (!made) this.#lookups.set(lookup, (made = { find: (name, from) => this.#find(name, from, lookup) }));
    return made;
  }

  #find(name: string, from: FileSchema, lookup: EntityLookup): DeclaredEntity | null {
    const isOwn = this.#schemas.get(from.path) === from;
    const own = isOwn ? (this.#parts.named(name) ?? this.#parts.find(name, from)) : null;
    const found = own ?? lookup.find(name, from);
    if (!found) return isOwn ? null : this.#parts.named(name);
    return isKnownModule(found.schema) ? (this.modelIn(found.schema.path, found.entity.name) ?? found) : found;
  }
}

export const NO_SOURCES: SourceModels = {
  lookup: new SourceLookup({ schemas: [], named: () => null, find: () => null }),
  ofApps: [],
};
