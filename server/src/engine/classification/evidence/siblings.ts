import type { Entity, Field, Shape } from "../../schema/schema.ts";
import { mapped } from "../../text/mapped.ts";
import type { TermGroup } from "../lexicon/lexicon.ts";
import { fieldNamesOf } from "../fieldNames.ts";
import { joined } from "../joined.ts";
import { CLASSES } from "../lexicon/lexicon.ts";
import type { Phrase } from "../phrase.ts";
import type { Mention } from "../reading.ts";
import { modifiersIn } from "../reading.ts";
import { isWithin } from "../taxonomy.ts";
import { type Clue, clueTo } from "./clue.ts";
import { bitsOf, BREED, SIGNS } from "./signs.ts";

/**
 * What the fields of an entity say together: one with a first name and a date of birth is a person, one with a city
 * and a postal code holds an address, one with several clinical values is somebody's health record. `entities`: it and all
 * that it inherits from.
 */
export function siblingsSay(entities: readonly Told[]): readonly Clue[] {
  let values = 0;
  let said = 0;
  for (const told of entities) {
    values += told.values;
    said |= told.said;
  }
  if (said === 0) return NOTHING;
  const signs = signsIn(entities, said, values);
  return (said & BREED) === 0 ? signs : [...signs, animalSign(entities)];
}

/** What the fields of one entity say, whoever inherits them. */
export interface Told {
  readonly fields: readonly Field[];
  readonly names: readonly Phrase[];
  /** How many fields hold values of their own. */
  readonly values: number;
  /** What all of them say together: as `signsOf`. */
  readonly said: number;
}

export function toldBy(entity: Entity): Told {
  const { fields } = entity;
  const names = fieldNamesOf(entity);
  let values = 0;
  let said = 0;
  for (let index = 0; index < fields.length; index++) {
    const { shape } = fields[index]!.type;
    if (shape === "relation") continue;
    values++;
    said |= signsFor(shape, names[index]!);
  }
  return { fields, names, values, said };
}

/** What a field of that shape and name says. */
function signsFor(shape: Shape, name: Phrase): number {
  if (shape === "relation") return 0;
  return shape === "boolean" ? signsOf(name) & OF_YES_OR_NO : signsOf(name);
}

const HEALTH = "user.health_and_medical";
/** A yes or no tells of nothing else. */
const OF_YES_OR_NO = bitsOf([HEALTH]) | BREED;

function signsIn(told: readonly Told[], said: number, count: number): readonly Clue[] {
  const clues: Clue[] = [];
  for (const sign of SIGNS) {
    if ((said & sign.bits) !== sign.bits) continue;
    const found = mapped(sign.needed, (bit) => namesSaying(bit, told));
    const least = Math.max(sign.least ?? 1, (sign.share ?? 0) * count);
    if (found.some((names) => names.length < least)) continue;
    const beside = found.length === 1 ? found[0]! : [...new Set(found.flat())];
    if (beside.length < sign.all.length) continue;
    clues.push(clueTo(sign.class, sign.strength, "sibling", `the same record has ${namesOf(beside)}`, beside));
  }
  return clues;
}

const NOTHING: readonly Clue[] = [];

/** The fields that say what a sign needs, each name once. */
function namesSaying(bit: number, told: readonly Told[]): readonly string[] {
  let found: readonly string[] = [];
  for (const { fields, names, said } of told) {
    if ((said & bit) === 0) continue;
    for (let index = 0; index < fields.length; index++) {
      const { name, type } = fields[index]!;
      if ((signsFor(type.shape, names[index]!) & bit) !== 0 && !found.includes(name)) found = joined(found, [name]);
    }
  }
  return found;
}

/** What a name says outright, whatever field it belongs to: as `bitsOf`, and whether it names a breed. */
function signsOf(name: Phrase): number {
  return (name.signs ??= bitsOf(plainCategoriesOf(name)) | (namesBreed(name) ? BREED : 0));
}

function namesBreed({ words }: Phrase): boolean {
  const found = CLASSES.longestAt(words, 0);
  return found?.end === words.length && found.entries.some((group) => group.class === "breed");
}

/** What has a breed is no person. */
function animalSign(told: readonly Told[]): Clue {
  const [breed = ""] = namesSaying(BREED, told);
  return clueTo("animal", ANIMAL_STRENGTH, "sibling", `the same record has \`${breed}\``, [breed]);
}

const ANIMAL_STRENGTH = 0.9;

function namesOf(fields: readonly string[]): string {
  return fields
    .slice(0, MAX_NAMED)
    .map((name) => `\`${name}\``)
    .join(" and ");
}

const MAX_NAMED = 2;

/** Categories that a field's name says outright. */
function plainCategoriesOf({ words, mentions }: Phrase): readonly string[] {
  const head = mentions.at(-1);
  if (!head || words.length > head.end + 1) return [];
  return head.terms
    .filter((term) => isPlain(term) && speaksOfTheRecord(words, head, term.category))
    .map((term) => term.category);
}

/** `customer_email` on an order does not make the order a person; `shipping_city` and `client_zip` are one address. */
function speaksOfTheRecord(words: readonly string[], head: Mention, category: string): boolean {
  if (isWithin(category, HEALTH)) return true;
  const harmless = isWithin(category, "user.contact.address") ? ["address", "person", "payment"] : ["address"];
  return modifiersIn(words, 0, head.start).every((modifier) =>
    modifier.classes.some((name) => harmless.includes(name)),
  );
}

/** Parts of an address and measures of a body are telling together, even those that mean little alone. */
function isPlain({ category, weight, telling }: TermGroup): boolean {
  if (weight >= PLAIN_WEIGHT || telling === true) return true;
  return isWithin(category, "user.contact.address") && weight > ADDRESS_PART_WEIGHT;
}

const PLAIN_WEIGHT = 3;
const ADDRESS_PART_WEIGHT = 1;
