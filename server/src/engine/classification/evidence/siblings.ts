import type { Entity } from "../../schema/schema.ts";
import type { TermGroup } from "../lexicon/lexicon.ts";
import { fieldNamesOf } from "../fieldNames.ts";
import { CLASSES } from "../lexicon/lexicon.ts";
import { madeOf, type Phrase } from "../phrase.ts";
import type { Mention } from "../reading.ts";
import { classesOf, modifiersIn } from "../reading.ts";
import { isWithin } from "../taxonomy.ts";
import type { Clue } from "./clue.ts";
import { bitsOf, SIGNS } from "./signs.ts";

/**
 * What the fields of an entity say together: one with a first name and a date of birth is a person, one with a city
 * and a postal code holds an address, one with several clinical values is somebody's health record.
 */
export function siblingsSay(entities: readonly Entity[]): readonly Clue[] {
  const { values, plain, breed } = entities.length === 1 ? toldBy(entities[0]!) : toldByAll(entities);
  const signs = signsIn(plain, values);
  return breed === null ? signs : [...signs, ...animalSigns(breed)];
}

/** What the fields of one entity say, whoever inherits them. */
interface Told {
  /** How many fields hold values of their own. */
  readonly values: number;
  readonly plain: readonly PlainField[];
  /** The first field that names a breed. */
  readonly breed: string | null;
}

/** A field whose name says outright what signs need. */
interface PlainField {
  readonly name: string;
  /** As `bitsOf`. */
  readonly says: number;
}

function toldByAll(entities: readonly Entity[]): Told {
  const told = entities.map(toldBy);
  return {
    values: told.reduce((sum, { values }) => sum + values, 0),
    plain: told.flatMap(({ plain }) => plain),
    breed: told.find(({ breed }) => breed !== null)?.breed ?? null,
  };
}

const kept = new WeakMap<Entity, Told>();

function toldBy(entity: Entity): Told {
  const before = kept.get(entity);
  if (before) return before;
  let plain: PlainField[] | null = null;
  let values = 0;
  let breed: string | null = null;
  const names = fieldNamesOf(entity);
  for (let index = 0; index < names.length; index++) {
    const { name, type } = entity.fields[index]!;
    if (type.shape === "relation") continue;
    values++;
    const { all, health, isBreed } = outrightSaidBy(names[index]!);
    const says = type.shape === "boolean" ? health : all;
    if (says !== 0) (plain ??= []).push({ name, says });
    if (isBreed) breed ??= name;
  }
  const told = { values, plain: plain ?? NO_FIELDS, breed };
  kept.set(entity, told);
  return told;
}

const NO_FIELDS: readonly PlainField[] = [];

function signsIn(told: readonly PlainField[], count: number): readonly Clue[] {
  let said = 0;
  for (const { says } of told) said |= says;
  if (said === 0) return NOTHING;
  const clues: Clue[] = [];
  for (const sign of SIGNS) {
    if ((said & sign.bits) !== sign.bits) continue;
    const found = sign.needed.map((bit) => namesSaying(bit, told));
    const least = Math.max(sign.least ?? 1, (sign.share ?? 0) * count);
    if (found.some((names) => names.length < least)) continue;
    const beside = found.length === 1 ? found[0]! : [...new Set(found.flat())];
    if (beside.length < sign.all.length) continue;
    clues.push({
      class: sign.class,
      strength: sign.strength,
      kind: "sibling",
      origin: "sibling",
      fields: beside,
      detail: `the same record has ${namesOf(beside)}`,
    });
  }
  return clues;
}

const NOTHING: readonly Clue[] = [];

/** The fields that say what a sign needs, each name once. */
function namesSaying(bit: number, told: readonly PlainField[]): readonly string[] {
  return [...new Set(told.filter(({ says }) => (says & bit) !== 0).map(({ name }) => name))];
}

/** What a name says outright, whatever field it belongs to: as `bitsOf`. */
interface Outright {
  readonly all: number;
  /** Those about health: a yes or no tells of nothing else. */
  readonly health: number;
  readonly isBreed: boolean;
}

const outrightSaidBy: (name: Phrase) => Outright = madeOf((phrase) => {
  const categories = plainCategoriesOf(phrase);
  const isBreed = namesBreed(phrase);
  if (categories.length === 0 && !isBreed) return NOTHING_OUTRIGHT;
  const health = categories.filter((category) => isWithin(category, HEALTH));
  return { all: bitsOf(categories), health: bitsOf(health), isBreed };
});

/** Most names say nothing. */
const NOTHING_OUTRIGHT: Outright = { all: 0, health: 0, isBreed: false };

const HEALTH = "user.health_and_medical";

function namesBreed({ words }: Phrase): boolean {
  const found = CLASSES.longestAt(words, 0);
  return found?.end === words.length && found.entries.some((group) => group.class === "breed");
}

/** What has a breed is no person. */
function animalSigns(breed: string): readonly Clue[] {
  const detail = `the same record has \`${breed}\``;
  return [{ class: "animal", strength: ANIMAL_STRENGTH, kind: "sibling", origin: "sibling", fields: [breed], detail }];
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
    classesOf(modifier).some((name) => harmless.includes(name)),
  );
}

/** Parts of an address and measures of a body are telling together, even those that mean little alone. */
function isPlain({ category, weight, telling }: TermGroup): boolean {
  if (weight >= PLAIN_WEIGHT || telling === true) return true;
  return isWithin(category, "user.contact.address") && weight > ADDRESS_PART_WEIGHT;
}

const PLAIN_WEIGHT = 3;
const ADDRESS_PART_WEIGHT = 1;
