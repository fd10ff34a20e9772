import { isWithin } from "../taxonomy.ts";

/** What fields beside each other say of their entity. */
interface Told {
  /** Categories of which each must be found. */
  readonly all: readonly string[];
  /** In so many fields, */
  readonly least?: number;
  /** and in so large a share of all fields. */
  readonly share?: number;
  readonly class: string;
  readonly strength: number;
}

/** Each category that a sign needs is one bit, so that most entities are seen at a glance to show none. */
interface Sign extends Told {
  /** The bit of each of its categories. */
  readonly needed: readonly number[];
  readonly bits: number;
}

/** What fields of these categories say of what signs need: of a category also what it lies in. */
export function bitsOf(categories: readonly string[]): number {
  let bits = 0;
  for (const category of categories)
    for (const [index, needed] of NEEDED.entries()) if (isWithin(category, needed)) bits |= 1 << index;
  return bits;
}

const TOLD: readonly Told[] = [
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

/** Beside the bits of categories: that a breed is named. */
export const BREED = 1 << 30;

/** Fewer than the 30 that have room. */
const NEEDED: readonly string[] = [...new Set(TOLD.flatMap(({ all }) => all))];

export const SIGNS: readonly Sign[] = TOLD.map((told) => {
  const needed = told.all.map((category) => 1 << NEEDED.indexOf(category));
  return { ...told, needed, bits: needed.reduce((bits, bit) => bits | bit, 0) };
});
