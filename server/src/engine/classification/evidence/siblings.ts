import type { Entity, Shape } from "../../schema/schema.ts";
import type { TermGroup } from "../lexicon/lexicon.ts";
import { CLASS_GROUPS, wordsOf } from "../lexicon/lexicon.ts";
import type { Mention } from "../reading.ts";
import { classesOf, headOf, mentionsIn, modifiersIn } from "../reading.ts";
import { isWithin } from "../taxonomy.ts";
import type { Clue } from "./clue.ts";

/**
 * What the fields of an entity say together: one with a first name and a date of birth is a person, one with a city
 * and a postal code holds an address, one with several clinical values is somebody's health record.
 */
export function siblingsSay(entities: readonly Entity[]): readonly Clue[] {
  const told = entities.map(toldBy);
  const count = told.reduce((sum, { values }) => sum + values, 0);
  return [
    ...signsIn(
      told.flatMap(({ plain }) => plain),
      count,
    ),
    ...animalSigns(told.find(({ breed }) => breed !== null)?.breed ?? null),
  ];
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

const kept = new WeakMap<Entity, Told>();

function toldBy(entity: Entity): Told {
  const before = kept.get(entity);
  if (before) return before;
  const values = entity.fields.filter((field) => field.type.shape !== "relation");
  const plain: PlainField[] = [];
  let breed: string | null = null;
  for (const { name, type } of values) {
    const words = wordsOf(name);
    for (const category of plainCategoriesOf(words, type.shape)) plain.push({ category, name });
    if (breed === null && namesBreed(words)) breed = name;
  }
  const told = { values: values.length, plain, breed };
  kept.set(entity, told);
  return told;
}

function signsIn(told: readonly PlainField[], count: number): readonly Clue[] {
  if (told.length === 0) return [];
  const present = [...new Set(told.map(({ category }) => category))];
  return SIGNS.flatMap((sign) => {
    if (!sign.all.every((category) => present.some((item) => isWithin(item, category)))) return [];
    const found = sign.all.map((category) => told.filter((item) => isWithin(item.category, category)));
    const least = Math.max(sign.least ?? 1, (sign.share ?? 0) * count);
    if (found.some((items) => new Set(items.map((item) => item.name)).size < least)) return [];
    const beside = [...new Set(found.flatMap((items) => items.map((item) => item.name)))];
    if (beside.length < sign.all.length) return [];
    return [
      {
        class: sign.class,
        strength: sign.strength,
        kind: "sibling" as const,
        origin: "sibling" as const,
        fields: beside,
        detail: `the same record has ${namesOf(beside)}`,
      },
    ];
  });
}

function namesBreed(words: readonly string[]): boolean {
  if (!BREEDS.has(words[0] ?? "")) return false;
  const head = headOf(words);
  return head?.words === words.join(" ") && classesOf(head).includes("breed");
}

/** First words of what breeds are called. */
const BREEDS = new Set(
  CLASS_GROUPS.filter((group) => group.class === "breed").flatMap(({ words }) => words.map((word) => wordsOf(word)[0])),
);

/** What has a breed is no person. */
function animalSigns(breed: string | null): readonly Clue[] {
  if (breed === null) return [];
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
function plainCategoriesOf(words: readonly string[], shape: Shape): readonly string[] {
  const head = mentionsIn(words).at(-1);
  if (!head || words.length > head.end + 1) return [];
  return head.terms
    .filter((term) => isPlain(term) && speaksOfTheRecord(words, head, term.category))
    .map((term) => term.category)
    .filter((category) => shape !== "boolean" || isWithin(category, "user.health_and_medical"));
}

/** `customer_email` on an order does not make the order a person; `shipping_city` and `client_zip` are one address. */
function speaksOfTheRecord(words: readonly string[], head: Mention, category: string): boolean {
  if (isWithin(category, "user.health_and_medical")) return true;
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
