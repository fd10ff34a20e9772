import type { Entity, Field } from "../../schema/schema.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import { mentionsIn, modifiersIn } from "../reading.ts";
import { isWithin } from "../taxonomy.ts";
import type { Clue } from "./clue.ts";

/**
 * What the other fields say of an entity: one with a first name and a date of birth is a person, one with a city and
 * a postal code holds an address, one with a card's expiry holds a card.
 */
export function siblingsSay(entities: readonly Entity[]): readonly Clue[] {
  const fields = entities
    .flatMap((entity) => entity.fields)
    .filter((field) => field.type.shape !== "relation" && field.type.shape !== "boolean");
  const told = new Map<string, string>();
  for (const field of fields)
    for (const category of plainCategoriesOf(field)) if (!told.has(category)) told.set(category, field.name);
  return SIGNS.flatMap((sign) => {
    const found = sign.all.map((category) => [...told].find(([key]) => isWithin(key, category))?.[1]);
    if (found.some((name) => name === undefined)) return [];
    const names = [...new Set(found)].map((name) => `\`${name}\``).join(" and ");
    return [
      { class: sign.class, strength: sign.strength, kind: "sibling" as const, detail: `it stands beside ${names}` },
    ];
  });
}

interface Sign {
  readonly all: readonly string[];
  readonly class: string;
  readonly strength: number;
}

const SIGNS: readonly Sign[] = [
  { all: ["user.name.first", "user.name.last"], class: "person", strength: 1 },
  { all: ["user.demographic.date_of_birth"], class: "person", strength: 0.9 },
  { all: ["user.government_id.national_identification_number"], class: "person", strength: 0.7 },
  { all: ["user.demographic.gender"], class: "person", strength: 0.7 },
  { all: ["user.name.first"], class: "person", strength: 0.8 },
  { all: ["user.name.last"], class: "person", strength: 0.8 },
  { all: ["user.contact.email", "user.contact.phone_number"], class: "person", strength: 0.6 },
  { all: ["user.contact.email", "user.authorization.password"], class: "person", strength: 0.8 },
  { all: ["user.contact.email"], class: "person", strength: 0.3 },
  { all: ["user.contact.address.city", "user.contact.address.postal_code"], class: "address", strength: 1 },
  { all: ["user.contact.address.city", "user.contact.address.street"], class: "address", strength: 1 },
  { all: ["user.contact.address.street", "user.contact.address.postal_code"], class: "address", strength: 1 },
  { all: ["user.contact.address.city", "user.contact.address"], class: "address", strength: 0.6 },
  { all: ["user.financial.credit_card.expiry", "user.financial.credit_card"], class: "card", strength: 0.8 },
  { all: ["user.financial.credit_card.verification_code"], class: "card", strength: 0.9 },
  { all: ["user.financial.bank_account"], class: "bank", strength: 0.6 },
  { all: ["user.device", "user.device.ip_address"], class: "visit", strength: 0.7 },
];

/** Categories that a field's name says outright, unless the name speaks of somebody or something else. */
function plainCategoriesOf(field: Field): readonly string[] {
  const words = wordsOf(field.name);
  const mentions = mentionsIn(words);
  const head = mentions.at(-1);
  if (
    !head ||
    modifiersIn(words, 0, head.start).some((modifier) => modifier.groups.some((group) => group.class !== "address"))
  )
    return [];
  if (words.length > head.end + 1) return [];
  return head.terms.filter((term) => isPlain(term.category, term.weight)).map((term) => term.category);
}

/** Parts of an address are telling together, even those that mean little alone. */
function isPlain(category: string, weight: number): boolean {
  return weight >= PLAIN_WEIGHT || (isWithin(category, "user.contact.address") && weight > ADDRESS_PART_WEIGHT);
}

const PLAIN_WEIGHT = 3;
const ADDRESS_PART_WEIGHT = 1;
