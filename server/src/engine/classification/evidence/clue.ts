import type { EvidenceKind } from "../model.ts";
import type { WordClass } from "../lexicon/lexicon.ts";

/** A reason to think that an entity is about something of that class. */
export interface Clue {
  readonly class: WordClass;
  /** 0 to 1. */
  readonly strength: number;
  readonly kind: EvidenceKind;
  /** A sentence part for people: "`Patient` is about a person's health". */
  readonly detail: string;
}
