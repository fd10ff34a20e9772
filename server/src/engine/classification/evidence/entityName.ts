import type { Entity } from "../../schema/schema.ts";
import { remembered } from "../../text/remembered.ts";
import { joined } from "../joined.ts";
import { wordsOf } from "../lexicon/lexicon.ts";
import type { Modifier } from "../reading.ts";
import { mentionsIn, modifiersIn } from "../reading.ts";
import { isWithin } from "../taxonomy.ts";
import { type Clue, clueTo } from "./clue.ts";

/**
 * The names of the entity, its label and its bases. The last word decides: `PatientNote` is a note, and about a
 * patient; `PatientType` is a list of choices.
 */
export function entityNameSays(entity: Entity, ancestors: readonly Entity[]): readonly Clue[] {
  let clues = ownNameClues(entity.name);
  if (entity.label !== null) clues = joined(clues, labelClues(entity.label));
  clues = withBases(entity, clues);
  for (const ancestor of ancestors) clues = withBases(ancestor, clues);
  return clues;
}

function withBases({ bases }: Entity, clues: readonly Clue[]): readonly Clue[] {
  let all = clues;
  for (const { text } of bases) all = joined(all, baseClues(text));
  return all;
}

const ownNameClues: (name: string) => readonly Clue[] = remembered((name) => {
  const words = wordsOf(name);
  const clues = cluesOf(name, words, 1);
  // What heirs have in common is no list: a `GenderMixin`.
  return words.at(-1) === "mixin" ? clues.filter((clue) => clue.class !== "reference") : clues;
});

const labelClues: (label: string) => readonly Clue[] = remembered((label) =>
  cluesOf(label, wordsOf(label), LABEL_STRENGTH),
);

const LABEL_STRENGTH = 0.9;
const BASE_STRENGTH = 0.8;
const MIXIN_STRENGTH = 0.4;
const MODIFIER_STRENGTH = 0.75;
/** Of a modifier in front of a mere form: `DentalExam` is as dental as can be. */
const RECORD_STRENGTH = 0.95;
/** Of a modifier in front of a head that is something else: `UserGroup` is a group. */
const OVERRULED_STRENGTH = 0.3;

/** Say how a class is built, not what it is about. */
const TECHNICAL = new Set(
  (
    "model mixin abstract base manager admin mptt polymorphic time stamped timestamped proxy object " +
    "name detail info information data record entry value item through link generated gathered"
  ).split(" "),
);

const HEADS_THAT_OVERRULE = new Set(["reference", "thing", "organization"]);
const NOT_FROM_BASES = new Set([...HEADS_THAT_OVERRULE, "visit", "routine"]);

function cluesOf(name: string, allWords: readonly string[], strength: number): readonly Clue[] {
  const isMixin = allWords.includes("mixin");
  const words = allWords.filter(
    (word, index) =>
      !TECHNICAL.has(word) && !(isMixin && word === "field") && !(index === allWords.length - 1 && isNumber(word)),
  );
  const modifiers = modifiersIn(words);
  const last = modifiers.at(-1);
  const head = last?.end === words.length ? last : null;
  const record = recordIn(modifiers);
  const overruling = head !== null && head !== record && isOverruling(head);
  const clues = modifiers.flatMap((modifier) => {
    const share =
      modifier === head ? 1 : record ? RECORD_STRENGTH : overruling ? OVERRULED_STRENGTH : MODIFIER_STRENGTH;
    return modifier.groups
      .filter((group) => modifier !== record || !HEADS_THAT_OVERRULE.has(group.class))
      .map((group) => {
        const sure = modifier === head && group.class === "person" ? likelyPerson(head) : 1;
        const subject =
          modifier === head || modifiers.length === 1 ? `\`${name}\`` : `“${modifier.words}” in \`${name}\``;
        return clueTo(group.class, strength * share * sure, "name", `${subject} ${group.says}`);
      });
  });
  return [...clues, ...termClues(name, words, strength * (overruling ? OVERRULED_STRENGTH : MODIFIER_STRENGTH))];
}

/** Those who buy or host may be firms as well, unless their fields say otherwise. */
function likelyPerson({ words }: Modifier): number {
  return PERHAPS_FIRMS.has(words) ? FIRM_OR_PERSON : 1;
}

const PERHAPS_FIRMS: ReadonlySet<string> = new Set(["organizer", "partner"]);
const FIRM_OR_PERSON = 0.6;

/** A form that holds somebody's clinical data is no mere thing: the exam of `DentalExam`, not that of `ExamRoom`. */
function recordIn(modifiers: readonly Modifier[]): Modifier | null {
  const last = modifiers.at(-1);
  if (last?.classes.includes("record") !== true) return null;
  return modifiers.some((modifier) => modifier !== last && modifier.classes.includes("health")) ? last : null;
}

/** An entity named after a clinical value holds such values: `Audiogram`; one named `Weight` may weigh anything. */
function termClues(name: string, words: readonly string[], strength: number): readonly Clue[] {
  const terms = mentionsIn(words)
    .flatMap((mention) => mention.terms)
    .filter((term) => isWithin(term.category, HEALTH));
  return [
    ...(terms.some((term) => term.weight >= PLAIN_WEIGHT)
      ? [clueTo("health", strength, "name", `\`${name}\` names something about a person's health`)]
      : []),
    ...(terms.some((term) => term.telling === true)
      ? [clueTo("body", strength, "name", `\`${name}\` names a measure of somebody's body`)]
      : []),
  ];
}

const HEALTH = "user.health_and_medical";
const PLAIN_WEIGHT = 4;

/**
 * Bases say what an entity is about, but not that it is a mere thing (`TimeStampedModel`), nor that it is a log
 * (`AuditModel`). What is mixed in is rather had than been: a `ContactsMixin` gives a site its contacts.
 */
const baseClues: (base: string) => readonly Clue[] = remembered((dotted) => {
  const base = dotted.slice(dotted.lastIndexOf(".") + 1);
  const words = wordsOf(base);
  return cluesOf(base, words, words.at(-1) === "mixin" ? MIXIN_STRENGTH : BASE_STRENGTH)
    .filter((clue) => !NOT_FROM_BASES.has(clue.class))
    .map((clue) => clueTo(clue.class, clue.strength, "base", `among its bases ${clue.detail}`));
});

function isOverruling(head: Modifier): boolean {
  return (
    head.groups.some((group) => HEADS_THAT_OVERRULE.has(group.class)) &&
    !head.groups.some((group) => group.class === "person" || group.class === "message")
  );
}

function isNumber(word: string): boolean {
  return /^\p{N}+$/u.test(word);
}
