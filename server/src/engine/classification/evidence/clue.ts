import type { EvidenceKind } from "../model.ts";
import type { WordClass } from "../lexicon/lexicon.ts";

/** A reason to think that an entity is about something of that class. */
export interface Clue {
  readonly class: WordClass;
  /** 0 to 1. */
  readonly strength: number;
  readonly kind: EvidenceKind;
  /** Where it comes from: clues of different origins strengthen each other, those of one do not. */
  readonly origin: "name" | "base" | "documentation" | "relation" | "sibling" | "path" | "field" | "policy";
  /** The fields that it rests on, where it rests on fields. */
  readonly fields?: readonly string[] | undefined;
  /** A sentence part for people: "`Patient` is about a person's health". */
  readonly detail: string;
}

/** All with the same keys, in the same order: every field asks several of them, and alike objects are read several times as fast. */
export function clueTo(
  name: WordClass,
  strength: number,
  origin: Clue["origin"],
  detail: string,
  fields?: readonly string[],
): Clue {
  return { class: name, strength, kind: KINDS[origin], origin, fields, detail };
}

const KINDS: Readonly<Record<Clue["origin"], EvidenceKind>> = {
  name: "entity",
  base: "entity",
  documentation: "entity",
  relation: "entity",
  sibling: "sibling",
  path: "entity",
  field: "name",
  policy: "entity",
};

/** The same clue, less or more sure. */
export function withStrength(strength: number, { class: name, kind, origin, fields, detail }: Clue): Clue {
  return { class: name, strength, kind, origin, fields, detail };
}
