import { type DeclaredEntity, entityMeant, type EntityLookup } from "../schema/entityLookup.ts";
import type { Entity, Field, FileSchema } from "../schema/schema.ts";

/** A field that a model has, and the entity whose class declares it. */
export interface FieldOfModel {
  readonly field: Field;
  readonly declared: DeclaredEntity;
}

interface Fields {
  /** Kept in the tables of other models. */
  readonly ofParents: ReadonlyMap<string, FieldOfModel>;
  readonly local: ReadonlyMap<string, FieldOfModel>;
}

/**
 * What models inherit, as Django does it (`ModelBase.__new__`): a class takes over the fields of its abstract bases unless it
 * gives their names to something else, and has those of the bases with tables of their own through a hidden link.
 */
export class Inheritance {
  readonly #lookup: EntityLookup;
  readonly #fields = new Map<Entity, Fields>();
  readonly #orders = new Map<Entity, readonly DeclaredEntity[]>();

  constructor(lookup: EntityLookup) {
    this.#lookup = lookup;
  }

  /** By name; what it inherits first. Without the numbers and links that Django adds. */
  fieldsOf(declared: DeclaredEntity): ReadonlyMap<string, FieldOfModel> {
    const { ofParents, local } = this.#read(declared);
    return new Map([...ofParents, ...local]);
  }

  #read(declared: DeclaredEntity): Fields {
    const { entity } = declared;
    const before = this.#fields.get(entity);
    if (before) return before;
    // What inherits from itself has nothing to inherit.
    this.#fields.set(entity, { ofParents: new Map(), local: new Map() });
    const bases = new Set(this.basesOf(declared));
    const ofParents = new Map<string, FieldOfModel>();
    const local = new Map<string, FieldOfModel>();
    const own = entity.fields.map((field) => [field.name, { field, declared }] as const);
    const taken = new Set([...entity.hidden, ...own.map(([name]) => name)]);
    for (const base of this.orderOf(declared).slice(1)) {
      const fields = this.#read(base);
      const isDirect = bases.has(base);
      if (isDirect) {
        const parents = base.entity.abstract ? fields.ofParents : this.fieldsOf(base);
        for (const [name, field] of parents) if (!ofParents.has(name)) ofParents.set(name, field);
      }
      if (isDirect && base.entity.abstract) {
        for (const [name, field] of fields.local) if (!taken.has(name) && !local.has(name)) local.set(name, field);
      } else {
        for (const name of fields.local.keys()) taken.add(name);
        if (!isDirect) for (const name of base.entity.hidden) taken.add(name);
      }
    }
    for (const [name, field] of own) local.set(name, field);
    const fields = { ofParents, local };
    this.#fields.set(entity, fields);
    return fields;
  }

  /** Its bases that are known, each once, in the order in which Python asks them for a name. */
  basesOf(declared: DeclaredEntity): readonly DeclaredEntity[] {
    const direct = new Set(this.#directBases(declared).map(({ entity }) => entity));
    return this.orderOf(declared).filter(({ entity }) => direct.has(entity));
  }

  /** A class and all that it inherits from, in the order in which Python looks names up (C3); those not known are left out. */
  orderOf(declared: DeclaredEntity): readonly DeclaredEntity[] {
    const before = this.#orders.get(declared.entity);
    if (before) return before;
    this.#orders.set(declared.entity, [declared]);
    const bases = this.#directBases(declared);
    const order = [declared, ...merged([...bases.map((base) => this.orderOf(base)), bases])];
    this.#orders.set(declared.entity, order);
    return order;
  }

  /** The entity that a base in a file means; null where none is known. */
  meant(qualified: string, schema: FileSchema): DeclaredEntity | null {
    return entityMeant(qualified, schema, this.#lookup);
  }

  #directBases({ entity, schema }: DeclaredEntity): readonly DeclaredEntity[] {
    const found = entity.bases.flatMap(({ qualified }) => {
      const base = this.meant(qualified, schema);
      return base && base.entity !== entity ? base : [];
    });
    return found.filter((base, index) => found.findIndex((other) => other.entity === base.entity) === index);
  }
}

/** Where Python would refuse the bases for their order, the first that is left over comes next. */
function merged(lists: readonly (readonly DeclaredEntity[])[]): readonly DeclaredEntity[] {
  const result: DeclaredEntity[] = [];
  let rest = lists.filter((list) => list.length > 0);
  while (rest.length > 0) {
    const later = new Set(rest.flatMap((list) => list.slice(1).map(({ entity }) => entity)));
    const next = rest.find(([first]) => !later.has(first!.entity))?.[0] ?? rest[0]![0]!;
    result.push(next);
    rest = rest.map((list) => list.filter(({ entity }) => entity !== next.entity)).filter((list) => list.length > 0);
  }
  return result;
}
