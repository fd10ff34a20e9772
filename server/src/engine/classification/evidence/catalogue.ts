import type { Entity, Field } from "../../schema/schema.ts";
import { fieldNamesOf } from "../fieldNames.ts";
import { phraseOf } from "../phrase.ts";
import type { Clue } from "./clue.ts";

/**
 * A table that names the things of a clinical or other field, and belongs to nobody: `Medicine`, `Disease`,
 * `LabTest` with a name or a code are lists to choose from, not what a patient takes or has.
 */
export function catalogueSays(entity: Entity, others: readonly Clue[]): readonly Clue[] {
  const personal = others.filter((clue) => isPersonal(clue) && clue.strength >= PERSONAL_FROM);
  if (personal.some(({ fields }) => fields === undefined) || entity.fields.some(belongs)) return [];
  const names = fieldNamesOf(entity);
  const named = entity.fields.find(
    ({ type }, index) => type.shape === "string" && namesTheEntry(names[index]!.words, entity),
  );
  if (!named || personal.some(({ fields }) => !fields?.every((name) => name === named.name))) return [];
  return [
    {
      class: "reference",
      strength: STRENGTH,
      kind: "sibling",
      origin: "sibling",
      detail: `\`${entity.name}\` with its \`${named.name}\` belongs to nobody: a list to choose from`,
    },
  ];
}

function belongs({ type }: Field): boolean {
  return type.shape === "relation" && BELONGING.test(type.name);
}

/** A base that is about somebody's health is of records, not of lists: `class LabTest(EpisodeSubrecord)`. */
function isPersonal(clue: Clue): boolean {
  return PERSONAL.has(clue.class) || (clue.class === "health" && clue.origin === "base");
}

const PERSONAL = new Set([
  "person",
  "personal",
  "address",
  "card",
  "bank",
  "message",
  "credential",
  "visit",
  "case",
  "integration",
  "machine",
  "device",
]);
const PERSONAL_FROM = 0.5;
const NAMING = new Set(["name", "title", "code", "label", "term", "concept"]);
const BELONGING = /ForeignKey|OneToOne|ParentalKey/;
const STRENGTH = 0.85;

/** `name`, `code`, with the entity's own name or that name alone: `medicine_name`, `Gender.gender`. */
function namesTheEntry(words: readonly string[], { name }: Entity): boolean {
  const rest = NAMING.has(words.at(-1) ?? "") ? words.slice(0, -1) : words;
  return words.length > 0 && rest.every((word) => phraseOf(name).words.includes(word));
}
