import type { DeclaredEntity, EntityLookup } from "../schema/entityLookup.ts";
import type { Entity, FileSchema } from "../schema/schema.ts";

/**
 * The entities of a whole project, and which files speak of them. Of several entities with the same name the one is meant that
 * the name's other words (an app's label, a module) point at, else the one that lies nearest; of two equally near
 * ones, none.
 */
export class EntityIndex {
  readonly #files = new Map<string, IndexedFile>();
  readonly #byName = new Map<string, Map<string, DeclaredEntity>>();
  #lookup: EntityLookup = this.#newLookup();

  /** As of now: another object once anything that a lookup could find has changed. */
  get lookup(): EntityLookup {
    return this.#lookup;
  }

  /** Takes in what a file declares now, null for nothing. Returns the names that mean something else than before. */
  replace(path: string, schema: FileSchema | null): ReadonlySet<string> {
    const before = this.#files.get(path);
    const after =
      schema && schema.entities.length > 0
        ? { schema, names: new Set(schema.entities.map((entity) => entity.name)) }
        : undefined;
    for (const name of before?.names ?? []) this.#byName.get(name)?.delete(path);
    if (after) this.#files.set(path, after);
    else this.#files.delete(path);
    for (const entity of after?.schema.entities ?? []) {
      const declarations = this.#byName.get(entity.name) ?? new Map<string, DeclaredEntity>();
      this.#byName.set(entity.name, declarations.set(path, { entity, schema: after!.schema }));
    }
    const changed = changedBetween(before, after);
    if (changed.size > 0) this.#lookup = this.#newLookup();
    return changed;
  }

  /** Files that speak of one of these names, or of an entity that does, and so on. */
  dependentsOf(names: ReadonlySet<string>): ReadonlySet<string> {
    const reached = new Set(names);
    const paths = new Set<string>();
    for (let before = -1; before < paths.size;) {
      before = paths.size;
      for (const [path, file] of this.#files) {
        file.mentioned ??= mentionedIn(file);
        if (paths.has(path) || !file.mentioned.some((name) => reached.has(name))) continue;
        paths.add(path);
        for (const name of file.names) reached.add(name);
      }
    }
    return paths;
  }

  #newLookup(): EntityLookup {
    return { find: (name, from) => this.#find(name, from) };
  }

  #find(name: string, from: FileSchema): DeclaredEntity | null {
    const candidates = this.#byName.get(name.slice(name.lastIndexOf(".") + 1));
    if (!candidates) return null;
    const others = [...candidates.values()].filter(({ schema }) => schema.path !== from.path);
    if (others.length < 2) return others[0] ?? null;
    const parts = name.split(".");
    const near = others.map((declared) => ({ declared, nearness: nearness(declared.schema.path, parts, from.path) }));
    const best = Math.max(...near.map((item) => item.nearness));
    const nearest = near.filter((item) => item.nearness === best);
    return nearest.length === 1 ? nearest[0]!.declared : null;
  }
}

interface IndexedFile {
  readonly schema: FileSchema;
  /** Of its entities. */
  readonly names: ReadonlySet<string>;
  /** Last parts of the bases and targets that are not its own, once somebody has asked. */
  mentioned?: readonly string[];
}

function mentionedIn({ schema, names }: IndexedFile): readonly string[] {
  return schema.entities
    .flatMap(({ bases, fields }) => [
      ...bases.map((base) => base.qualified),
      ...fields.map(({ target }) => target ?? ""),
    ])
    .map((name) => name.slice(name.lastIndexOf(".") + 1))
    .filter((name) => name !== "" && !names.has(name));
}

/** Names that are new, gone, or of an entity that is about something else now. */
function changedBetween(before: IndexedFile | undefined, after: IndexedFile | undefined): ReadonlySet<string> {
  if (!before || !after) return (before ?? after)?.names ?? new Set();
  const [old, now] = [meaningsIn(before.schema), meaningsIn(after.schema)];
  return new Set([...old.keys(), ...now.keys()].filter((name) => old.get(name) !== now.get(name)));
}

/** Of each entity's name, all that says what the entity is about. */
function meaningsIn({ entities }: FileSchema): ReadonlyMap<string, string> {
  return new Map(entities.map((entity) => [entity.name, meaningOf(entity)]));
}

function meaningOf({ label, documentation, bases, fields }: Entity): string {
  return JSON.stringify([
    label,
    documentation,
    bases.map((base) => base.qualified),
    fields.map(({ name, type, target, nullable }) => [
      name,
      type.name,
      type.shape,
      target,
      // A record that cannot be without its subject says more than one that can.
      type.shape === "relation" && nullable,
    ]),
  ]);
}

const NAMED = 100;

/** Parts of the name that the path holds count before folders that both files lie in. */
function nearness(path: string, name: readonly string[], from: string): number {
  const folders = path.replace(/\.\w+$/, "").split("/");
  const own = from.split("/");
  const named = name.slice(0, -1).filter((part) => folders.includes(part)).length;
  const apart = folders.findIndex((folder, index) => folder !== own[index]);
  return named * NAMED + (apart < 0 ? folders.length : apart);
}
