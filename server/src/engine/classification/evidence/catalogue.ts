import type { Entity, Field } from "../../schema/schema.ts";
import { fieldNamesOf } from "../fieldNames.ts";
import { phraseOf } from "../phrase.ts";
import { type Clue, clueTo } from "./clue.ts";

/**
 * A table that names the things of a clinical or other field, and belongs to nobody: `Medicine`, `Disease`,
 * `LabTest` with a name or a code are lists to choose from, not what a patient takes or has.
 */
export function catalogueSays(entity: Entity, others: readonly Clue[]): readonly Clue[] {
  const personal = others.filter(isPersonal);
  return personal.some(restsOnNoField) || entity.fields.some(belongs) ? NOTHING : listSays(entity, personal);
}

const NOTHING: readonly Clue[] = [];

function listSays(entity: Entity, personal: readonly Clue[]): readonly Clue[] {
  const names = fieldNamesOf(entity);
  const named = entity.fields.find(
    ({ type }, index) => type.shape === "string" && namesTheEntry(names[index]!.words, entity),
  );
  if (!named || personal.some(({ fields }) => !fields?.every((name) => name === named.name))) return NOTHING;
  const detail = `\`${entity.name}\` with its \`${named.name}\` belongs to nobody: a list to choose from`;
  return [clueTo("reference", STRENGTH, "sibling", detail)];
}

function belongs({ type }: Field): boolean {
  return type.shape === "relation" && BELONGING.test(type.name);
}

/** A base that is about somebody's health is of records, not of lists: `class LabTest(EpisodeSubrecord)`. */
function isPersonal(clue: Clue): boolean {
  if (clue.strength < PERSONAL_FROM) return false;
  return PERSONAL.has(clue.class) || (clue.class === "health" && clue.origin === "base");
}

function restsOnNoField({ fields }: Clue): boolean {
  return fields === undefined;
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
