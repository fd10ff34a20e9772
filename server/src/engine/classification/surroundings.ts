/** What the entity around a field is about: computed once for all its fields. */
import type { Entity, FileSchema } from "../schema/schema.ts";
import { catalogueSays } from "./evidence/catalogue.ts";
import { documentationSays } from "./evidence/documentation.ts";
import { entityNameSays } from "./evidence/entityName.ts";
import { pathSays } from "./evidence/path.ts";
import { relationsSay } from "./evidence/relations.ts";
import { siblingsSay } from "./evidence/siblings.ts";
import type { WordClass } from "./lexicon/lexicon.ts";
import type { Clue } from "./evidence/clue.ts";

/** The strongest clue to each class. */
export type Surroundings = ReadonlyMap<WordClass, Clue>;

export function surroundingsOf(entity: Entity, schema: FileSchema): Surroundings {
  const clues = cluesOf(entity, entitiesByName(schema), MAX_STEPS);
  return settled(strongestOf([...clues, ...pathSays(schema.path), ...catalogueSays(entity, clues)]));
}

/** Classes that exclude each other: a record is about a person, an organisation or a thing. */
export const EXCLUSIVE: readonly WordClass[] = ["person", "organization", "thing", "reference"];

/** Relations that are followed: from a finding over its visit to the patient. */
const MAX_STEPS = 2;
const MAX_ANCESTORS = 16;

function cluesOf(entity: Entity, byName: ReadonlyMap<string, Entity>, steps: number): readonly Clue[] {
  const { ancestors, clues } = own(entity, byName);
  const cluesOfTarget = (name: string): readonly Clue[] => {
    const target = byName.get(name);
    if (!target || target === entity || steps === 0) return [];
    return [...strongestOf(cluesOf(target, byName, steps - 1)).values()];
  };
  return [...clues, ...relationsSay([entity, ...ancestors], cluesOfTarget)];
}

const byNameOf = new WeakMap<FileSchema, ReadonlyMap<string, Entity>>();

function entitiesByName(schema: FileSchema): ReadonlyMap<string, Entity> {
  const before = byNameOf.get(schema);
  if (before) return before;
  const result = new Map(schema.entities.map((entity) => [entity.name, entity]));
  byNameOf.set(schema, result);
  return result;
}

interface Own {
  readonly ancestors: readonly Entity[];
  readonly clues: readonly Clue[];
}

/** What an entity says without the ones it points at; kept, because every relation to it asks again. */
const known = new WeakMap<Entity, Own>();

function own(entity: Entity, byName: ReadonlyMap<string, Entity>): Own {
  const before = known.get(entity);
  if (before) return before;
  const ancestors = ancestorsOf(entity, byName);
  const clues = [
    ...entityNameSays(entity, ancestors),
    ...documentationSays(entity),
    ...siblingsSay([entity, ...ancestors]),
  ];
  const result = { ancestors, clues };
  known.set(entity, result);
  return result;
}

/** Entities of the same file that it inherits from. */
function ancestorsOf(entity: Entity, byName: ReadonlyMap<string, Entity>): readonly Entity[] {
  const found = new Set<Entity>();
  const open = [entity];
  for (let next = open.pop(); next && found.size < MAX_ANCESTORS; next = open.pop()) {
    for (const base of next.bases) {
      const parent = byName.get(base.text.split(".").at(-1) ?? "");
      if (!parent || parent === entity || found.has(parent)) continue;
      found.add(parent);
      open.push(parent);
    }
  }
  return [...found];
}

/** The strongest clue to each class, stronger still when clues of another kind agree. */
function strongestOf(clues: readonly Clue[]): ReadonlyMap<WordClass, Clue> {
  const byKind = new Map<string, Clue>();
  for (const clue of clues) {
    const key = `${clue.class} ${clue.origin}`;
    if (clue.strength > (byKind.get(key)?.strength ?? 0)) byKind.set(key, clue);
  }
  const strongest = new Map<WordClass, Clue>();
  for (const clue of byKind.values()) {
    const other = strongest.get(clue.class);
    if (!other) {
      strongest.set(clue.class, clue);
    } else {
      const strength = 1 - (1 - other.strength) * (1 - clue.strength);
      strongest.set(clue.class, { ...(clue.strength > other.strength ? clue : other), strength });
    }
  }
  return strongest;
}

/** A record that surely is about a person is less of a thing, and the other way round. */
function settled(clues: ReadonlyMap<WordClass, Clue>): Surroundings {
  const result = new Map(clues);
  const strongest = Math.max(0, ...EXCLUSIVE.map((name) => clues.get(name)?.strength ?? 0));
  for (const name of EXCLUSIVE) {
    const clue = clues.get(name);
    if (clue && clue.strength < strongest)
      result.set(name, { ...clue, strength: clue.strength * (1 - strongest * 0.5) });
  }
  return result;
}
