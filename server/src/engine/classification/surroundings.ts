/** What the entity around a field is about: computed once for all its fields. */
import type { DeclaredEntity, EntityLookup } from "../schema/entityLookup.ts";
import { entityMeant, NO_OTHER_FILES } from "../schema/entityLookup.ts";
import { contentOf } from "../schema/moved.ts";
import type { Entity, FileSchema, Name } from "../schema/schema.ts";
import { mapped } from "../text/mapped.ts";
import { catalogueSays } from "./evidence/catalogue.ts";
import { documentationSays } from "./evidence/documentation.ts";
import { entityNameSays } from "./evidence/entityName.ts";
import { pathSays } from "./evidence/path.ts";
import { BOUND_TO_SUBJECT, type Relation, relationsIn, relationsSay } from "./evidence/relations.ts";
import { siblingsSay, type Told, toldBy } from "./evidence/siblings.ts";
import { NOTHING_TOLD, type ToldKind, type ToldKinds, toldSays } from "./evidence/told.ts";
import type { WordClass } from "./lexicon/lexicon.ts";
import { type Clue, clueTo, withStrength } from "./evidence/clue.ts";
import { joined } from "./joined.ts";

/** The strongest clue to each class. */
export type Surroundings = readonly Clue[];

/** There are only a few. */
export function strongestTo(name: WordClass, surroundings: Surroundings): Clue | undefined {
  for (const clue of surroundings) if (clue.class === name) return clue;
  return undefined;
}

export function surroundingsOf(
  entity: Entity,
  schema: FileSchema,
  otherFiles: EntityLookup = NO_OTHER_FILES,
  told: ToldKinds = NOTHING_TOLD,
): Surroundings {
  const around = { otherFiles, told, entities: knownAround(otherFiles, told) };
  const declared = { entity, schema };
  const clues = cluesOf(declared, around, MAX_STEPS);
  const guessed = kindToldOf(declared, around) ? [] : joined(pathSays(schema.path), catalogueSays(entity, clues));
  const strongest = strongestOf(joined(clues, guessed));
  return WEIGHINGS.reduce((known, weighed) => weighed(known), strongest);
}

/** What lies around an entity. */
interface Around {
  readonly otherFiles: EntityLookup;
  readonly told: ToldKinds;
  /** What is known of the entities there. */
  readonly entities: WeakMap<Entity, Knowledge>;
}

/** Classes that exclude each other: a record is about a person, an organisation or a thing. */
export const EXCLUSIVE: ReadonlySet<WordClass> = new Set(["person", "organization", "thing", "reference"]);

/** Relations that are followed: from a finding over its visit to the patient. */
const MAX_STEPS = 2;
const MAX_ANCESTORS = 16;

function cluesOf(declared: DeclaredEntity, around: Around, steps: number): readonly Clue[] {
  const { ancestors, clues } = own(declared, around);
  const kind = kindToldOf(declared, around);
  if (kind) return [...toldSays(kind), ...clues.filter(isOfForm)];
  let all = joined(clues, relationsOf(declared, around, steps));
  for (const ancestor of ancestors) all = joined(all, relationsOf(ancestor, around, steps));
  return all;
}

/** Kept because all heirs ask for it again. */
function relationsOf(declared: DeclaredEntity, around: Around, steps: number): readonly Clue[] {
  return (knowledgeOf(declared.entity, around).relations[steps] ??= findRelations(declared, around, steps));
}

function findRelations({ entity, schema }: DeclaredEntity, around: Around, steps: number): readonly Clue[] {
  const relations = (knowledgeOf(entity, around).owning ??= relationsIn(entity));
  return relationsSay(relations, (name) => {
    const target = steps === 0 ? null : entityMeant(name, schema, around.otherFiles);
    return target && target.entity !== entity ? cluesOfOwner(target, around, steps - 1) : NOTHING;
  });
}

const NOTHING: readonly Clue[] = [];

/** The project's own word for an entity, or else for one that it inherits from, or for all that lies there. */
function kindToldOf(declared: DeclaredEntity, around: Around): ToldKind | null {
  const { told } = around;
  if (told === NOTHING_TOLD) return null;
  for (const { entity, schema } of [declared, ...own(declared, around).ancestors]) {
    const kind = told.ofEntity(schema.path, entity);
    if (kind) return kind;
  }
  return told.ofPath(declared.schema.path);
}

/** Fields that belong together do so whatever the entity is about: the `state` beside a `city` and a `zip`. */
function isOfForm({ class: name, origin }: Clue): boolean {
  return origin === "sibling" && (name === "address" || name === "card" || name === "bank");
}

/** Many records belong to the same few owners. */
function cluesOfOwner(owner: DeclaredEntity, around: Around, steps: number): readonly Clue[] {
  const { asOwner } = knowledgeOf(owner.entity, around);
  return (asOwner[steps] ??= strongestOf(cluesOf(owner, around, steps)));
}

interface Own {
  readonly ancestors: readonly DeclaredEntity[];
  readonly clues: readonly Clue[];
}

/** What an entity says, kept because every relation to it asks again. */
interface Knowledge {
  /** Without the entities that it points at. */
  own: Own | null;
  /** What its fields say together, whoever inherits them. */
  told: Told | null;
  /** Those of its relations that tell whose it is. */
  owning: readonly Relation[] | null;
  /** What its relations say, and what it says as the owner of others: by the number of steps that relations are followed. */
  readonly relations: (readonly Clue[])[];
  readonly asOwner: (readonly Clue[])[];
}

const known = new WeakMap<EntityLookup, WeakMap<ToldKinds, WeakMap<Entity, Knowledge>>>();

/** Of all entities, as long as they lie within the same. */
function knownAround(otherFiles: EntityLookup, told: ToldKinds): WeakMap<Entity, Knowledge> {
  let byTold = known.get(otherFiles);
  if (!byTold) known.set(otherFiles, (byTold = new WeakMap()));
  let entities = byTold.get(told);
  if (!entities) byTold.set(told, (entities = new WeakMap()));
  return entities;
}

function knowledgeOf(entity: Entity, { entities }: Around): Knowledge {
  let knowledge = entities.get(entity);
  if (!knowledge)
    entities.set(entity, (knowledge = { own: null, told: null, owning: null, relations: [], asOwner: [] }));
  return knowledge;
}

function own(declared: DeclaredEntity, around: Around): Own {
  return (knowledgeOf(declared.entity, around).own ??= findOwn(declared, around));
}

function findOwn(declared: DeclaredEntity, around: Around): Own {
  const { entity } = declared;
  const ancestors = ancestorsOf(declared, around.otherFiles);
  const others = mapped(ancestors, (ancestor) => ancestor.entity);
  const said = joined(entityNameSays(entity, others), documentationSays(entity));
  const told = mapped(others, (each) => toldOf(each, around));
  return { ancestors, clues: joined(said, siblingsSay([toldOf(entity, around), ...told])) };
}

function toldOf(entity: Entity, around: Around): Told {
  return (knowledgeOf(entity, around).told ??= toldBy(entity));
}

/** What it inherits from, as far as that is known. */
function ancestorsOf(declared: DeclaredEntity, otherFiles: EntityLookup): readonly DeclaredEntity[] {
  const found: DeclaredEntity[] = [];
  const open = [declared];
  for (let next = open.pop(); next && found.length < MAX_ANCESTORS; next = open.pop()) {
    for (const base of next.entity.bases) {
      const parent = parentOf(base, next.schema, otherFiles);
      if (!parent || parent.entity === declared.entity || includes(found, parent.entity)) continue;
      found.push(parent);
      open.push(parent);
    }
  }
  return found;
}

function includes(declared: readonly DeclaredEntity[], entity: Entity): boolean {
  for (const each of declared) if (each.entity === entity) return true;
  return false;
}

/**
 * Every entity that the surroundings of one rest on, by its content, null for a name that means none, in a fixed order: where
 * they are the same, so are the surroundings.
 */
export function reachedFrom(declared: DeclaredEntity, otherFiles: EntityLookup): readonly (Entity | null)[] {
  const found: (Entity | null)[] = [];
  const seen = new Map<Entity, number>();
  const visit = ({ entity, schema }: DeclaredEntity, steps: number): void => {
    if ((seen.get(entity) ?? -1) >= steps) return;
    seen.set(entity, steps);
    const follow = (next: DeclaredEntity | null, stepsLeft: number): void => {
      found.push(next && contentOf(next.entity));
      if (next) visit(next, stepsLeft);
    };
    for (const base of entity.bases) follow(parentOf(base, schema, otherFiles), steps);
    if (steps === 0) return;
    for (const { type, target } of entity.fields)
      if (type.shape === "relation") follow(entityMeant(target ?? "", schema, otherFiles), steps - 1);
  };
  visit(declared, MAX_STEPS);
  return found;
}

function parentOf(base: Name, from: FileSchema, otherFiles: EntityLookup): DeclaredEntity | null {
  return entityMeant(base.qualified, from, otherFiles);
}

/** The strongest clue to each class, stronger still when clues of another kind agree. */
function strongestOf(clues: readonly Clue[]): Surroundings {
  return areOfDifferentClasses(clues) ? clues : ofEachClass(clues);
}

function areOfDifferentClasses(clues: readonly Clue[]): boolean {
  for (let at = 0; at < clues.length; at++) {
    const { class: name, strength } = clues[at]!;
    if (strength <= 0 || placeIn(clues, name, null) < at) return false;
  }
  return true;
}

function ofEachClass(clues: readonly Clue[]): Surroundings {
  const strongest: Clue[] = [];
  for (const clue of ofEachOrigin(clues)) {
    const at = placeIn(strongest, clue.class, null);
    if (at < 0) strongest.push(clue);
    else strongest[at] = together(strongest[at]!, clue);
  }
  return strongest;
}

/** The strongest clue to each class from each origin. */
function ofEachOrigin(clues: readonly Clue[]): readonly Clue[] {
  const strongest: Clue[] = [];
  for (const clue of clues) {
    if (clue.strength <= 0) continue;
    const at = placeIn(strongest, clue.class, clue.origin);
    if (at < 0) strongest.push(clue);
    else if (clue.strength > strongest[at]!.strength) strongest[at] = clue;
  }
  return strongest;
}

/** Of the clue to a class from an origin, null for any; -1 where there is none. */
function placeIn(clues: readonly Clue[], name: WordClass, origin: Clue["origin"] | null): number {
  for (let at = 0; at < clues.length; at++)
    if (clues[at]!.class === name && (origin === null || clues[at]!.origin === origin)) return at;
  return -1;
}

function together(one: Clue, other: Clue): Clue {
  const strength = 1 - (1 - one.strength) * (1 - other.strength);
  return withStrength(strength, other.strength > one.strength ? other : one);
}

/** A measure of a body is about the health of the person it belongs to; what is about an animal is about nobody's. */
function ofPeople(clues: Surroundings): Surroundings {
  const body = strongestTo("body", clues);
  const animal = strongestTo("animal", clues);
  if (!body && !animal) return clues;
  const owner = Math.max(...OWNERS.map((name) => strongestTo(name, clues)?.strength ?? 0));
  const health = strongestTo("health", clues)?.strength ?? 0;
  const isOfBody = body && owner >= OWNED_FROM && health < BODY_STRENGTH;
  const known = isOfBody
    ? withClue(clueTo("health", BODY_STRENGTH, body.origin, body.detail, body.fields), clues)
    : clues;
  if (!animal) return known;
  if (isKeeper(known)) return known.filter((clue) => clue !== animal);
  const doubtful = OWN_ORIGINS.has(animal.origin) ? ["health", ...OWNERS] : ["health"];
  return mapped(known, (clue) => (doubtful.includes(clue.class) ? weaker(clue, 1 - animal.strength) : clue));
}

/** A `PetOwner` is a person; an `AnimalPatient` is not. */
function isKeeper(clues: Surroundings): boolean {
  const person = strongestTo("person", clues);
  return person?.origin === "name" && person.strength === 1 && !strongestTo("health", clues);
}

/** In the place of the one to the same class, if there is one. */
export function withClue(clue: Clue, surroundings: Surroundings): Surroundings {
  const at = placeIn(surroundings, clue.class, null);
  return at < 0 ? joined(surroundings, [clue]) : surroundings.with(at, clue);
}

function weaker(clue: Clue, share: number): Clue {
  return withStrength(clue.strength * share, clue);
}

/** Of a clue to what the record itself is, not whom it belongs to or where it lies. */
const OWN_ORIGINS: ReadonlySet<Clue["origin"]> = new Set(["name", "base", "sibling", "policy"]);
const OWNERS: readonly WordClass[] = ["person", "personal", "child"];
const OWNED_FROM = 0.5;
const BODY_STRENGTH = 0.85;

/**
 * A form that belongs to somebody is no mere thing: the report card of a student, an employee's application. Nor is it
 * a list to choose from or a piece to read, whatever its name says: a student's `Status`, a patient's `Event`.
 */
function asRecord(clues: Surroundings): Surroundings {
  const owner = strongestTo("personal", clues);
  if (owner?.origin !== "relation" || owner.strength < SUBJECT_FROM) return clues;
  const names = [...(isForm(clues) ? ["thing"] : []), ...(owner.strength >= BOUND_TO_SUBJECT ? NEVER_OWNED : [])];
  return doubted(clues, names, 1 - owner.strength);
}

const SUBJECT_FROM = 0.7;
const NEVER_OWNED: readonly WordClass[] = ["reference", "content"];

function isForm(clues: Surroundings): boolean {
  const record = strongestTo("record", clues);
  return record?.origin === "name" && record.strength === 1;
}

/** What has a person's first and last name is no machine or integration, whatever it is called. */
function ofPersons(clues: Surroundings): Surroundings {
  const person = strongestTo("person", clues);
  return person?.origin === "sibling" && person.strength >= 1 ? doubted(clues, ["machine", "integration"], 0) : clues;
}

/** A `GoogleToken` lets somebody in there, not here: it is sent, not recognised. */
function ofOthers(clues: Surroundings): Surroundings {
  return strongestTo("brand", clues)?.origin === "name" ? doubted(clues, ["credential"], ELSEWHERE) : clues;
}

/** Too little to decide what kind of secret it is. */
const ELSEWHERE = 0.4;

/** What the name alone says of these classes counts only so much. */
function doubted(clues: Surroundings, names: readonly WordClass[], share: number): Surroundings {
  const isDoubted = (clue: Clue): boolean => clue.origin === "name" && names.includes(clue.class);
  return clues.some(isDoubted) ? mapped(clues, (clue) => (isDoubted(clue) ? weaker(clue, share) : clue)) : clues;
}

/** A record that surely is about a person is less of a thing, and the other way round. */
function settled(clues: Surroundings): Surroundings {
  let strongest = 0;
  for (const clue of clues) if (isExclusive(clue)) strongest = Math.max(strongest, clue.strength);
  const isLess = (clue: Clue): boolean => clue.strength < strongest && isExclusive(clue);
  return clues.some(isLess)
    ? mapped(clues, (clue) => (isLess(clue) ? weaker(clue, 1 - strongest * 0.5) : clue))
    : clues;
}

function isExclusive({ class: name }: Clue): boolean {
  return EXCLUSIVE.has(name);
}

/** In this order. */
const WEIGHINGS = [ofPeople, asRecord, ofOthers, ofPersons, settled];
