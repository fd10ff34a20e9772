import type { Entity, Field } from "../../schema/schema.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import { classesOf, modifiersIn } from "../reading.ts";
import type { Clue } from "./clue.ts";

/**
 * Whom the record belongs to: a relation to a patient makes it about health, one to a user about a person.
 * `cluesOfTarget` tells what is known of the entity that a relation names as its target.
 */
export function relationsSay(entity: Entity, cluesOfTarget: (name: string) => readonly Clue[]): readonly Clue[] {
  return entity.fields.flatMap((field) => {
    const strength = strengthOf(field);
    if (strength === 0) return [];
    const target = cluesOfTarget(field.target ?? "");
    // The name only guesses at what the project has said.
    const named = target.some((clue) => clue.origin === "policy") ? [] : namedClues(field, strength);
    return [...named, ...followedClues(field, strength, target)];
  });
}

const OWNERSHIP = 0.85;
const BELONGING = 0.55;
/** To somebody in a role that a record is about: a student's, not a user's or an author's. */
const BELONGING_TO_SUBJECT = 0.75;
const HANDLING = 0.25;
const MENTION = 0.3;
const PERSONAL: ReadonlySet<string> = new Set(["person", "personal"]);
/** Many records point at one: it says whose they are. Others point at many, or at who touched them. */
const BELONGS = /^(StripeForeignKey|ForeignKey|ParentalKey|TreeForeignKey)$/;
const OWNS = "OneToOne";

function strengthOf(field: Field): number {
  const words = wordsOf(field.name);
  if (field.type.shape !== "relation" || words.includes("by")) return 0;
  if (field.type.name.startsWith(OWNS)) return OWNERSHIP;
  if (!BELONGS.test(field.type.name)) return 0;
  if (words.some((word) => HANDLERS.has(word))) return HANDLING;
  return isSubject(field) ? BELONGING_TO_SUBJECT : BELONGING;
}

/** Roles of those who work on a record, whatever it is about: it is hardly theirs. */
const HANDLERS: ReadonlySet<string> = new Set(
  (
    "assigned assignee author creator editor manager reviewer uploader sender approver handler moderator supervisor " +
    "operator staff admin administrator coordinator organizer host investigator lead requester requestor submitter " +
    "reporter contributor publisher"
  ).split(" "),
);

/** Roles that anything may belong to, as a mere key of access. */
const HOLDERS: ReadonlySet<string> = new Set("user owner member account agent recipient contact".split(" "));

/** The relation's own name knows the role best, then its target's. */
function isSubject(field: Field): boolean {
  const roles = [wordsOf(field.name), wordsOf(targetOf(field))].flatMap((words) =>
    modifiersIn(words, 0, words.length)
      .filter((modifier) => words.join(" ").endsWith(modifier.words) && classesOf(modifier).includes("person"))
      .slice(-1),
  );
  const [role] = roles;
  return role !== undefined && !HOLDERS.has(role.words.split(" ").at(-1)!);
}

/** From the name of the relation and of its target. */
function namedClues(field: Field, strength: number): readonly Clue[] {
  return [wordsOf(field.name), wordsOf(targetOf(field))].flatMap((words) => {
    const groups = modifiersIn(words, 0, words.length)
      .filter((modifier) => words.join(" ").endsWith(modifier.words))
      .flatMap((modifier) => modifier.groups);
    const isSomebody = groups.some((group) => PERSONAL.has(group.class));
    return groups.flatMap((group) =>
      clueOf(field, group.class, group.says, shareOf(group.class, isSomebody, strength)),
    );
  });
}

/** From what else is known of the target: `registration` leads to a record that stands for a patient. */
function followedClues(field: Field, strength: number, clues: readonly Clue[]): readonly Clue[] {
  const isSomebody = clues.some((clue) => PERSONAL.has(clue.class));
  return clues.flatMap((clue) => {
    const share = shareOf(clue.class, isSomebody || clue.origin !== "name", strength);
    return clueOf(field, clue.class, SAYS[clue.class] ?? "", clue.strength * share);
  });
}

/** What belongs to somebody's clinical record is about health; what points at a diagnosis or a drug may be about anything. */
function shareOf(name: string, isRecord: boolean, strength: number): number {
  if (name === "animal") return OWNERSHIP;
  if (name !== "health") return strength;
  return isRecord ? OWNERSHIP : MENTION;
}

function clueOf(field: Field, name: string, says: string, strength: number): readonly Clue[] {
  if (!(name in SAYS)) return [];
  return [
    {
      // The record of a person's terminal is not that person: its name is the terminal's.
      class: name === "person" ? "personal" : name,
      strength,
      kind: "entity",
      origin: "relation",
      detail: `it belongs to a record that ${says} (\`${field.name}\`)`,
    },
  ];
}

/** Classes that carry over from the owner to what belongs to it. */
const SAYS: Readonly<Record<string, string>> = {
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
};

function targetOf(field: Field): string {
  return field.target?.split(".").at(-1) ?? "";
}
