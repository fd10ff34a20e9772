import type { Entity, Field } from "../../schema/schema.ts";
import { remembered } from "../../text/remembered.ts";
import { fieldNamesOf } from "../fieldNames.ts";
import { joined } from "../joined.ts";
import type { WordClass } from "../lexicon/lexicon.ts";
import { type Phrase, phraseOf } from "../phrase.ts";
import type { Modifier } from "../reading.ts";
import { type Clue, clueTo } from "./clue.ts";

/**
 * Whom the record belongs to: a relation to a patient makes it about health, one to a user about a person.
 * `cluesOfTarget` tells what is known of the entity that a relation names as its target.
 */
export function relationsSay(
  relations: readonly Relation[],
  cluesOfTarget: (name: string) => readonly Clue[],
): readonly Clue[] {
  if (relations.length === 0) return NOTHING;
  const clues: Clue[] = [];
  for (const { field, strength, named } of relations) {
    const target = cluesOfTarget(field.target ?? "");
    // The name only guesses at what the project has said.
    if (!target.some((clue) => clue.origin === "policy")) addNamed(clues, named);
    addFollowed(clues, field, strength, target);
  }
  return clues;
}

const NOTHING: readonly never[] = [];

/** A relation that tells whose the record is. */
export interface Relation {
  readonly field: Field;
  readonly strength: number;
  /** What it says by itself. */
  readonly named: readonly Clue[];
}

/** Heirs of the entity and what points at it ask for the same. */
export function relationsIn(entity: Entity): readonly Relation[] {
  const names = fieldNamesOf(entity);
  let relations: readonly Relation[] = NOTHING;
  for (let index = 0; index < names.length; index++) {
    const field = entity.fields[index]!;
    const relation = field.type.shape === "relation" ? relationBy(field, names[index]!, entity) : null;
    if (relation) relations = joined(relations, [relation]);
  }
  return relations;
}

function relationBy(field: Field, name: Phrase, { name: own }: Entity): Relation | null {
  const target = targetNamed(field.target ?? "");
  // The `parent` of a branch is a branch, not a person.
  if (target.text === "self" || target.text === own) return null;
  const heads = headsOf(name, target);
  const strength = strengthOf(field, name.words, heads);
  return strength === 0 ? null : { field, strength, named: namedClues(field, heads, strength) };
}

/** What both end with, as far as they end with anything. */
function headsOf({ head }: Phrase, { head: other }: Phrase): readonly Modifier[] {
  if (!head) return other ? [other] : NOTHING;
  return other ? [head, other] : [head];
}

const OWNERSHIP = 0.85;
const BELONGING = 0.55;
/** To somebody in a role that a record is about: a student's, not a user's or an author's. */
const BELONGING_TO_SUBJECT = 0.75;
/** There is no such record without its subject. */
export const BOUND_TO_SUBJECT = 0.8;
const HANDLING = 0.25;
const MENTION = 0.3;
const PERSONAL: ReadonlySet<string> = new Set(["person", "personal"]);
/** Many records point at one: it says whose they are. Others point at many, or at who touched them. */
const BELONGS: ReadonlySet<string> = new Set(["StripeForeignKey", "ForeignKey", "ParentalKey", "TreeForeignKey"]);
const OWNS = "OneToOne";

function strengthOf(field: Field, words: readonly string[], heads: readonly Modifier[]): number {
  if (words.includes("by")) return 0;
  if (field.type.name.startsWith(OWNS)) return OWNERSHIP;
  if (!BELONGS.has(field.type.name)) return 0;
  if (words.some((word) => HANDLERS.has(word))) return HANDLING;
  if (!isSubject(heads)) return BELONGING;
  return field.nullable ? BELONGING_TO_SUBJECT : BOUND_TO_SUBJECT;
}

/** Roles of those who work on a record, whatever it is about: it is hardly theirs. */
const HANDLERS: ReadonlySet<string> = new Set(
  (
    "assigned assignee author creator editor manager reviewer uploader sender approver handler moderator supervisor " +
    "operator staff admin administrator coordinator organizer host investigator lead requester requestor submitter " +
    "reporter contributor publisher speaker presenter"
  ).split(" "),
);

/** Roles that anything may belong to, as a mere key of access. */
const HOLDERS: ReadonlySet<string> = new Set("user owner member account agent recipient contact".split(" "));

/** The relation's own name knows the role best, then its target's. */
function isSubject(heads: readonly Modifier[]): boolean {
  const role = heads.find(isPerson);
  return role !== undefined && !HOLDERS.has(role.words.slice(role.words.lastIndexOf(" ") + 1));
}

function isPerson({ classes }: Modifier): boolean {
  return classes.includes("person");
}

function addNamed(clues: Clue[], named: readonly Clue[]): void {
  for (const clue of named) {
    const place = placeFor(clue.class, clue.strength, clues);
    if (place !== null) clues[place] = clue;
  }
}

/** Where a clue stands among those to other classes; null where one to its class is as strong. */
function placeFor(name: WordClass, strength: number, clues: readonly Clue[]): number | null {
  for (let place = 0; place < clues.length; place++)
    if (clues[place]!.class === name) return strength > clues[place]!.strength ? place : null;
  return clues.length;
}

/** From what the names of the relation and of its target end with. */
function namedClues(field: Field, heads: readonly Modifier[], strength: number): readonly Clue[] {
  const clues: Clue[] = [];
  for (const { groups } of heads) {
    const isSomebody = groups.some((group) => PERSONAL.has(group.class));
    for (const group of groups)
      if (SAYS.has(group.class))
        clues.push(clueOf(field, group.class, group.says, shareOf(group.class, isSomebody, strength)));
  }
  return clues;
}

/** From what else is known of the target: `registration` leads to a record that stands for a patient. */
function addFollowed(clues: Clue[], field: Field, strength: number, target: readonly Clue[]): void {
  const isSomebody = target.some((clue) => PERSONAL.has(clue.class));
  for (const clue of target) {
    const says = SAYS.get(clue.class);
    if (says === undefined) continue;
    const carried = clue.strength * shareOf(clue.class, isSomebody || clue.origin !== "name", strength);
    const place = placeFor(classOfRecord(clue.class), carried, clues);
    if (place !== null) clues[place] = clueOf(field, clue.class, says, carried);
  }
}

/** What belongs to somebody's clinical record is about health; what points at a diagnosis or a drug may be about anything. */
function shareOf(name: string, isRecord: boolean, strength: number): number {
  if (name === "animal") return OWNERSHIP;
  if (name !== "health") return strength;
  return isRecord ? OWNERSHIP : MENTION;
}

function clueOf(field: Field, name: string, says: string, strength: number): Clue {
  const detail = `its record belongs to \`${field.name}\`, ${name === "personal" ? "and that to a person" : `which ${says}`}`;
  return clueTo(classOfRecord(name), strength, "relation", detail);
}

/** The record of a person's terminal is not that person: its name is the terminal's. */
function classOfRecord(ofOwner: WordClass): WordClass {
  return ofOwner === "person" ? "personal" : ofOwner;
}

/** Classes that carry over from the owner to what belongs to it. */
const SAYS: ReadonlyMap<WordClass, string> = new Map(
  Object.entries({
    person: "stands for a person",
    personal: "belongs to a person",
    health: "is about a person's health",
    staff: "is about somebody's employment",
    case: "is the file of a person's case",
    bank: "is about a bank account",
    card: "is about a payment card",
    payroll: "is about what somebody earns",
    finances: "is about what somebody owns, owes or gets",
    child: "is about a child",
    animal: "is about an animal",
  }),
);

/** The last part of a target, found by all of it, so that none is cut that is known. */
const targetNamed: (target: string) => Phrase = remembered((target) =>
  phraseOf(target.slice(target.lastIndexOf(".") + 1)),
);
