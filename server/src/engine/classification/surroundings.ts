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
  const ancestors = ancestorsOf(entity, schema);
  const clues = [
    ...entityNameSays(entity, ancestors),
    ...documentationSays(entity),
    ...relationsSay([entity, ...ancestors]),
    ...siblingsSay([entity, ...ancestors]),
    ...pathSays(schema.path),
  ];
  const strongest = new Map<WordClass, Clue>();
  for (const clue of [...clues, ...catalogueSays(entity, clues)]) {
    if (clue.strength > (strongest.get(clue.class)?.strength ?? 0)) strongest.set(clue.class, clue);
  }
  return settled(strongest);
}

/** Classes that exclude each other: a record is about a person, an organisation or a thing. */
export const EXCLUSIVE: readonly WordClass[] = ["person", "organization", "thing", "reference"];

const MAX_ANCESTORS = 16;

/** Entities of the same file that it inherits from. */
function ancestorsOf(entity: Entity, schema: FileSchema): readonly Entity[] {
  const byName = new Map(schema.entities.map((item) => [item.name, item]));
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
