import type { Entity } from "../../schema/schema.ts";
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
  const { values, said, telling } = entities.length === 1 ? entities[0]! : toldByAll(entities);
  if (said === 0) return NOTHING;
  const signs = signsIn(telling, said, values);
  return (said & BREED) === 0 ? signs : [...signs, animalSign(telling)];
}

/** What the fields of one entity say, whoever inherits them. */
export interface Told {
  /** How many fields hold values of their own. */
  readonly values: number;
  /** What all of them say together: as `signsOf`. */
  readonly said: number;
  readonly telling: readonly TellingField[];
}

/** A field whose name says outright what signs need. */
interface TellingField {
  readonly name: string;
  /** As `signsOf`. */
  readonly says: number;
}

function toldByAll(entities: readonly Told[]): Told {
  let [values, said, telling] = [0, 0, NO_FIELDS];
  for (const told of entities) {
    values += told.values;
    said |= told.said;
    telling = joined(telling, told.telling);
  }
  return { values, said, telling };
}

export function toldBy(entity: Entity): Told {
  const names = fieldNamesOf(entity);
  let telling = NO_FIELDS;
  let [values, said] = [0, 0];
  for (let index = 0; index < names.length; index++) {
    const { name, type } = entity.fields[index]!;
    if (type.shape === "relation") continue;
    values++;
    const says = type.shape === "boolean" ? signsOf(names[index]!) & OF_YES_OR_NO : signsOf(names[index]!);
    if (says === 0) continue;
    said |= says;
    telling = joined(telling, [{ name, says }]);
  }
  return { values, said, telling };
}

const NO_FIELDS: readonly TellingField[] = [];
const HEALTH = "user.health_and_medical";
/** A yes or no tells of nothing else. */
const OF_YES_OR_NO = bitsOf([HEALTH]) | BREED;

function signsIn(told: readonly TellingField[], said: number, count: number): readonly Clue[] {
  const clues: Clue[] = [];
  for (const sign of SIGNS) {
    if ((said & sign.bits) !== sign.bits) continue;
    const found = sign.needed.map((bit) => namesSaying(bit, told));
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
function namesSaying(bit: number, told: readonly TellingField[]): readonly string[] {
  const names: string[] = [];
  for (const { name, says } of told) if ((says & bit) !== 0 && !names.includes(name)) names.push(name);
  return names;
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
function animalSign(told: readonly TellingField[]): Clue {
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
