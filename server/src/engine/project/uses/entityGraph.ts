import { withThirdParty } from "../thirdParty.ts";
import { modelIn } from "../thirdParty/knownModels.ts";
import { NO_SOURCES, type SourceLookup, type SourceModels } from "../thirdParty/sourceModels.ts";
import { isUserModel, USER_MODEL } from "../userModel.ts";
import { columnOf } from "./tables.ts";
import type { DeclaredEntity, EntityLookup } from "../../schema/entityLookup.ts";
import type { Entity, Field, FileSchema } from "../../schema/schema.ts";
import { addTo } from "../../text/addTo.ts";

/** A field and the entity that declares it. */
export interface DeclaredField {
  readonly declared: DeclaredEntity;
  readonly field: Field;
}

/** What a step from an entity leads to. */
export type Step =
  | { readonly kind: "field"; readonly found: DeclaredField; readonly target: DeclaredEntity | null }
  /** A relation seen from its other end. */
  | { readonly kind: "reverse"; readonly target: DeclaredEntity };

/** The entities of a project with what they inherit and how relations lead from one to another. */
export class EntityGraph {
  readonly #project: EntityLookup;
  /** Of the project, and of packages behind it. */
  readonly #lookup: EntityLookup;
  readonly #sources: SourceLookup;
  readonly #schemas: ReadonlyMap<string, FileSchema>;
  readonly entities: readonly DeclaredEntity[];
  readonly #ancestry = new Map<Entity, readonly DeclaredEntity[]>();
  readonly #targets = new Map<Field, DeclaredEntity | null>();
  #reverse: ReadonlyMap<Entity, ReadonlyMap<string, DeclaredEntity>> | null = null;
  #children: ReadonlyMap<Entity, ReadonlyMap<string, DeclaredEntity>> | null = null;
  #byPlainName: ReadonlyMap<string, readonly DeclaredEntity[]> | null = null;
  #byFieldName: ReadonlyMap<string, readonly DeclaredField[]> | null = null;
  #byColumn: ReadonlyMap<string, readonly DeclaredField[]> | null = null;

  /** `sources`: what was read of packages in an environment. */
  constructor(schemas: readonly FileSchema[], lookup: EntityLookup, sources: SourceModels = NO_SOURCES) {
    this.#schemas = new Map(schemas.map((schema) => [schema.path, schema]));
    this.entities = schemas.flatMap((schema) => schema.entities.map((entity) => ({ entity, schema })));
    this.#project = lookup;
    this.#sources = sources.lookup;
    this.#lookup = sources.lookup.over(withThirdParty(lookup));
  }

  /** The user model of the Django project that a file belongs to; null when it is not known. */
  userFor(file: FileSchema): DeclaredEntity | null {
    return this.#project.find(USER_MODEL, file);
  }

  schemaOf(path: string): FileSchema | null {
    return this.#schemas.get(path) ?? null;
  }

  /** What a file of the project, or a module of an installed package, declares by this name. */
  entityAt(path: string, name: string): DeclaredEntity | null {
    const schema = this.#schemas.get(path);
    if (!schema) return this.#sources.modelIn(path, name) ?? modelIn(path, name);
    const entity = schema.entities.find((each) => each.name === name);
    return entity ? { entity, schema } : null;
  }

  /** The field of this name that an entity has, wherever it is declared. */
  fieldOf(from: DeclaredEntity, name: string): DeclaredField | null {
    const step = this.step(from, name);
    return step?.kind === "field" ? step.found : null;
  }

  isOrInherits(declared: DeclaredEntity, from: DeclaredEntity): boolean {
    return this.ancestry(declared).some(({ entity }) => entity === from.entity);
  }

  find(name: string, from: FileSchema): DeclaredEntity | null {
    const plain = name.slice(name.lastIndexOf(".") + 1);
    const own = name.includes(".") ? undefined : from.entities.find((entity) => entity.name === plain);
    return own ? { entity: own, schema: from } : this.#lookup.find(name, from);
  }

  /** An entity and those that it inherits from, nearest first. */
  ancestry(declared: DeclaredEntity): readonly DeclaredEntity[] {
    const known = this.#ancestry.get(declared.entity);
    if (known) return known;
    const found = new Map([[declared.entity, declared]]);
    // What is added while it is gone through is gone through, too.
    for (const next of found.values()) {
      for (const parent of this.#parents(next)) if (!found.has(parent.entity)) found.set(parent.entity, parent);
    }
    const ancestry = [...found.values()];
    this.#ancestry.set(declared.entity, ancestry);
    return ancestry;
  }

  /** What a name means from an entity on, as queries and attributes take it; null when nothing. */
  step(from: DeclaredEntity, name: string): Step | null {
    const ancestry = this.ancestry(from);
    for (const declared of ancestry) {
      const field = declared.entity.fields.find((item) => item.name === name || isKeyOf(item, name));
      if (field) return { kind: "field", found: { declared, field }, target: this.target({ declared, field }) };
    }
    for (const { entity } of ancestry) {
      const target = this.#reverseNames().get(entity)?.get(name);
      if (target) return { kind: "reverse", target };
    }
    const child = this.#childNames().get(from.entity)?.get(name);
    return child ? { kind: "reverse", target: child } : null;
  }

  /** The field whose values a column holds. */
  column(from: DeclaredEntity, name: string): Step | null {
    const found = this.fieldsOf(from).find(({ field }) => columnOf(field) === name.toLowerCase());
    return found ? { kind: "field", found, target: null } : null;
  }

  /** All fields of this name, whoever declares them. */
  fieldsCalled(name: string): readonly DeclaredField[] {
    this.#byFieldName ??= fieldsBy(this.entities, (field) => field.name);
    return this.#byFieldName.get(name) ?? [];
  }

  /** All fields whose values a column of this name holds, whichever table it is in. */
  fieldsInColumn(name: string): readonly DeclaredField[] {
    this.#byColumn ??= fieldsBy(this.entities, columnOf);
    return this.#byColumn.get(name.toLowerCase()) ?? [];
  }

  target({ declared, field }: DeclaredField): DeclaredEntity | null {
    if (field.target === null) return null;
    const known = this.#targets.get(field);
    if (known !== undefined) return known;
    const found = this.#find(field.target, declared);
    this.#targets.set(field, found);
    return found;
  }

  /** All fields, inherited ones included; of several with the same name the nearest. */
  fieldsOf(from: DeclaredEntity): readonly DeclaredField[] {
    const found = new Map<string, DeclaredField>();
    for (const declared of this.ancestry(from)) {
      for (const field of declared.entity.fields)
        if (!found.has(field.name)) found.set(field.name, { declared, field });
    }
    return [...found.values()];
  }

  /** Entities that a variable of this name, in the singular or plural, would be called after. */
  calledLike(name: string): readonly DeclaredEntity[] {
    const plain = plainName(name);
    const names = this.#entitiesByPlainName();
    for (let words = plain.split("_"); words.length > 0; words = words.slice(1)) {
      const rest = words.join("");
      const found =
        names.get(rest) ??
        singulars(rest)
          .map((singular) => names.get(singular))
          .find((item) => item);
      if (found) return found;
    }
    return [];
  }

  /** Attributes of a model's objects by which relations of the project's other models are followed back. */
  reverseAccessors(model: DeclaredEntity): readonly string[] {
    const above = this.ancestry(model);
    const isMeant = (target: DeclaredEntity | null): boolean => above.some(({ entity }) => entity === target?.entity);
    // What an abstract class gives the table of a parent is not given to its child anew.
    const isOfParent = (child: DeclaredEntity, { field }: DeclaredField): boolean =>
      this.ancestry(child)
        .filter(({ entity }) => entity !== child.entity && !entity.abstract)
        .some((parent) => this.fieldsOf(parent).some((each) => each.field === field));
    const relations = this.entities
      .filter(({ entity }) => !entity.abstract)
      .flatMap((declared) =>
        this.fieldsOf(declared).flatMap((found) => {
          const isOwn =
            found.declared.entity === declared.entity ||
            (found.declared.entity.abstract && !isOfParent(declared, found));
          return isOwn && isMeant(this.target(found)) && hasAccessor(found.field)
            ? reverseNames(found.field, declared)[0]!
            : [];
        }),
      );
    const children = above.flatMap(({ entity }) => [...(this.#childNames().get(entity)?.keys() ?? [])]);
    return [...new Set([...relations, ...children])];
  }

  #find(target: string, declared: DeclaredEntity): DeclaredEntity | null {
    if (target === "self") return declared;
    if (isUserModel(target)) return this.userFor(declared.schema);
    const plain = target.slice(target.lastIndexOf(".") + 1);
    const { schema } = declared;
    const own = schema.entities.find((entity) => entity.name === plain);
    if (own && !target.includes(".")) return { entity: own, schema };
    return this.#lookup.find(target, schema) ?? (own ? { entity: own, schema } : null);
  }

  #parents({ entity, schema }: DeclaredEntity): readonly DeclaredEntity[] {
    return entity.bases.flatMap(
      ({ text, qualified }) => this.find(qualified === text ? text : qualified, schema) ?? [],
    );
  }

  /** Of each model with children that have tables of their own, these by the names that it has for the part which they add. */
  #childNames(): ReadonlyMap<Entity, ReadonlyMap<string, DeclaredEntity>> {
    if (this.#children) return this.#children;
    const children = new Map<Entity, Map<string, DeclaredEntity>>();
    this.#children = children;
    for (const declared of this.entities) {
      if (declared.entity.abstract || declared.entity.proxy) continue;
      for (const { entity } of this.#linkedParents(declared)) {
        const names = children.get(entity) ?? new Map<string, DeclaredEntity>();
        children.set(entity, names);
        const name = declared.entity.name.toLowerCase();
        if (!names.has(name)) names.set(name, declared);
      }
    }
    return children;
  }

  /** The models with tables of their own that are next above one; those between add no table. */
  #linkedParents(declared: DeclaredEntity): readonly DeclaredEntity[] {
    const passed = new Set([declared.entity]);
    const found: DeclaredEntity[] = [];
    const pending = [...this.#parents(declared)];
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (passed.has(next.entity)) continue;
      passed.add(next.entity);
      if (next.entity.abstract || next.entity.proxy) pending.push(...this.#parents(next));
      else found.push(next);
    }
    return found;
  }

  #reverseNames(): ReadonlyMap<Entity, ReadonlyMap<string, DeclaredEntity>> {
    if (this.#reverse) return this.#reverse;
    const reverse = new Map<Entity, Map<string, DeclaredEntity>>();
    this.#reverse = reverse;
    for (const declared of this.entities) {
      if (declared.entity.abstract) continue;
      for (const field of this.fieldsOf(declared)) {
        const target = this.target(field);
        if (!target) continue;
        const names = reverse.get(target.entity) ?? new Map<string, DeclaredEntity>();
        reverse.set(target.entity, names);
        for (const name of reverseNames(field.field, declared)) if (!names.has(name)) names.set(name, declared);
      }
    }
    return reverse;
  }

  #entitiesByPlainName(): ReadonlyMap<string, readonly DeclaredEntity[]> {
    if (this.#byPlainName) return this.#byPlainName;
    const names = new Map<string, DeclaredEntity[]>();
    for (const declared of this.entities) {
      // What is called after an abstract class is, as a rule, one of its children.
      const name = declared.entity.name.replace(/^(?:Abstract|Base)(?=[A-Z])/, "").toLowerCase();
      addTo(names, name, declared);
    }
    this.#byPlainName = names;
    return names;
  }
}

function fieldsBy(
  entities: readonly DeclaredEntity[],
  keyOf: (field: Field) => string | null,
): ReadonlyMap<string, readonly DeclaredField[]> {
  const fields = new Map<string, DeclaredField[]>();
  for (const declared of entities) {
    for (const field of declared.entity.fields) {
      const key = keyOf(field);
      if (key === null) continue;
      addTo(fields, key, { declared, field });
    }
  }
  return fields;
}

/** `customer_id` for the relation `customer`. */
function isKeyOf({ name, type }: Field, written: string): boolean {
  return type.shape === "relation" && written === `${name}_id`;
}

/** How queries and attributes at the other end call a relation (`related_name`, `related_query_name`, or by default). */
function reverseNames(field: Field, { entity, schema }: DeclaredEntity): readonly string[] {
  const given = (keyword: string): string | null => {
    const value = field.arguments.find(({ name }) => name === keyword)?.value;
    if (typeof value !== "string") return null;
    const app = schema.path.split("/").at(-2) ?? "";
    return value.replaceAll("%(class)s", entity.name.toLowerCase()).replaceAll("%(app_label)s", app);
  };
  const related = given("related_name");
  const query = given("related_query_name");
  if (related?.endsWith("+") === true) return query === null ? [] : [query];
  const byDefault = entity.name.toLowerCase();
  const attribute = related ?? (field.type.name === "OneToOneField" ? byDefault : `${byDefault}_set`);
  return [attribute, query ?? related ?? byDefault];
}

/** https://docs.djangoproject.com/en/5.2/ref/models/fields/#django.db.models.ForeignKey.related_name, and `symmetrical` of many-to-many relations. */
function hasAccessor({ target, type, arguments: given }: Field): boolean {
  const valueOf = (keyword: string): unknown => given.find(({ name }) => name === keyword)?.value;
  const related = valueOf("related_name");
  if (typeof related === "string" && related.endsWith("+")) return false;
  return !(type.name === "ManyToManyField" && target === "self" && valueOf("symmetrical") !== false);
}

function plainName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/_?\d+$/, "")
    .replace(/^_+|_+$/g, "");
}

function singulars(name: string): readonly string[] {
  if (name.endsWith("ies")) return [`${name.slice(0, -3)}y`, name.slice(0, -1)];
  if (name === "people") return ["person"];
  if (name === "children") return ["child"];
  if (name.endsWith("es")) return [name.slice(0, -2), name.slice(0, -1)];
  return name.endsWith("s") ? [name.slice(0, -1)] : [];
}
