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
  readonly fields?: readonly string[];
  /** A sentence part for people: "`Patient` is about a person's health". */
  readonly detail: string;
}
