import type { Entity } from "../../schema/schema.ts";
import { remembered } from "../../text/remembered.ts";
import type { TermGroup } from "../lexicon/lexicon.ts";
import { CLASSES } from "../lexicon/lexicon.ts";
import { madeOf, type Phrase, phraseOf } from "../phrase.ts";
import type { Mention } from "../reading.ts";
import { classesOf, modifiersIn } from "../reading.ts";
import { isWithin } from "../taxonomy.ts";
import type { Clue } from "./clue.ts";

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

interface PlainField {
  readonly category: string;
  readonly name: string;
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
  const plain: PlainField[] = [];
  let values = 0;
  let breed: string | null = null;
  for (const { name, type } of entity.fields) {
    if (type.shape === "relation") continue;
    values++;
    const { all, health, isBreed } = outrightSaidBy(phraseOf(name));
    for (const item of type.shape === "boolean" ? health : all) plain.push(item);
    if (breed === null && isBreed) breed = name;
  }
  const told = { values, plain, breed };
  kept.set(entity, told);
  return told;
}

function signsIn(told: readonly PlainField[], count: number): readonly Clue[] {
  if (told.length === 0) return NOTHING;
  const witnesses = witnessesIn(told);
  const clues: Clue[] = [];
  for (const sign of SIGNS) {
    if (!sign.all.every((category) => witnesses.has(category))) continue;
    const found = sign.all.map((category) => witnesses.get(category)!);
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

/** The fields that speak of each category that a sign needs. */
function witnessesIn(told: readonly PlainField[]): ReadonlyMap<string, readonly string[]> {
  const witnesses = new Map<string, string[]>();
  for (const { category, name } of told) {
    for (const needed of neededAround(category)) {
      const names = witnesses.get(needed);
      if (!names) witnesses.set(needed, [name]);
      else if (!names.includes(name)) names.push(name);
    }
  }
  return witnesses;
}

/** The categories of signs that a category is one of. */
const neededAround: (category: string) => readonly string[] = remembered((category) => {
  const needed = new Set(SIGNS.flatMap((sign) => sign.all));
  return [...needed].filter((item) => isWithin(category, item));
});

/** What a name says outright, whatever field it belongs to. */
interface Outright {
  readonly all: readonly PlainField[];
  /** Those about health: a yes or no tells of nothing else. */
  readonly health: readonly PlainField[];
  readonly isBreed: boolean;
}

const outrightSaidBy: (name: Phrase) => Outright = madeOf((phrase) => {
  const all = plainCategoriesOf(phrase).map((category) => ({ category, name: phrase.text }));
  return {
    all,
    health: all.filter(({ category }) => isWithin(category, HEALTH)),
    isBreed: namesBreed(phrase),
  };
});

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

interface Sign {
  /** Categories of which each must be found. */
  readonly all: readonly string[];
  /** In so many fields, */
  readonly least?: number;
  /** and in so large a share of all fields. */
  readonly share?: number;
  readonly class: string;
  readonly strength: number;
}

const SIGNS: readonly Sign[] = [
  { all: ["user.name.first", "user.name.last"], class: "person", strength: 1 },
  { all: ["user.demographic.date_of_birth"], class: "person", strength: 0.9 },
  { all: ["user.government_id.national_identification_number"], class: "person", strength: 0.7 },
  { all: ["user.demographic.gender"], class: "person", strength: 0.7 },
  { all: ["user.demographic.gender", "user.demographic"], least: 1, class: "person", strength: 0.8 },
  { all: ["user.name.first"], class: "person", strength: 0.8 },
  { all: ["user.name.last"], class: "person", strength: 0.8 },
  { all: ["user.contact.email", "user.contact.phone_number"], class: "person", strength: 0.6 },
  { all: ["user.contact.email", "user.authorization.password"], class: "person", strength: 0.8 },
  { all: ["user.contact.email"], class: "person", strength: 0.3 },
  { all: ["user.contact.address.city", "user.contact.address.postal_code"], class: "address", strength: 1 },
  { all: ["user.contact.address.city", "user.contact.address.street"], class: "address", strength: 1 },
  { all: ["user.contact.address.street", "user.contact.address.postal_code"], class: "address", strength: 1 },
  { all: ["user.contact.address.city", "user.contact.address"], least: 1, class: "address", strength: 0.6 },
  { all: ["user.financial.credit_card.expiry"], class: "card", strength: 0.8 },
  { all: ["user.financial.credit_card.verification_code"], class: "card", strength: 0.9 },
  { all: ["user.financial.bank_account"], class: "bank", strength: 0.6 },
  { all: ["user.device", "user.device.ip_address"], class: "visit", strength: 0.7 },
  { all: ["user.financial.income"], least: 3, share: 0.15, class: "payroll", strength: 0.75 },
  { all: ["user.health_and_medical"], least: 3, share: 0.15, class: "health", strength: 0.75 },
  { all: ["user.health_and_medical"], least: 4, share: 0.3, class: "health", strength: 0.95 },
];

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
