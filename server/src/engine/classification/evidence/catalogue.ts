import type { Entity } from "../../schema/schema.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import type { Clue } from "./clue.ts";

/**
 * A table that names the things of a clinical or other field, and belongs to nobody: `Medicine`, `Disease`,
 * `LabTest` with a name or a code are lists to choose from, not what a patient takes or has.
 */
export function catalogueSays(entity: Entity, others: readonly Clue[]): readonly Clue[] {
  const values = entity.fields.filter((field) => field.type.shape !== "relation");
  const own = new Set(wordsOf(entity.name));
  const named = values.find((field) => field.type.shape === "string" && namesTheEntry(wordsOf(field.name), own));
  const isOwnWord = (clue: Clue): boolean => clue.fields?.every((name) => name === named?.name) ?? false;
  const personal = others.filter((clue) => isPersonal(clue) && clue.strength >= PERSONAL_FROM);
  if (personal.some((clue) => !isOwnWord(clue))) return [];
  if (!named || entity.fields.some((field) => field.type.shape === "relation" && BELONGING.test(field.type.name)))
    return [];
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
function namesTheEntry(words: readonly string[], own: ReadonlySet<string>): boolean {
  const rest = NAMING.has(words.at(-1) ?? "") ? words.slice(0, -1) : words;
  return words.length > 0 && rest.every((word) => own.has(word));
}
