/** From least to most harmful when it leaks. */
export const LEVELS = ["public", "internal", "confidential", "restricted"] as const;
export type Level = (typeof LEVELS)[number];

/** What a category asks for, strongest first. */
export const TREATMENTS = ["do not store", "hash", "tokenize", "encrypt", "access control", "none"] as const;
export type Treatment = (typeof TREATMENTS)[number];

/**
 * What the application does with a secret: it compares it (`verified`), reads it again, mostly to send it to others
 * (`replayed`), or only recognises what it issued itself (`door`).
 */
export type Purpose = "verified" | "replayed" | "door" | "unclear";

/** One key of the taxonomy: Fideslang's, or one of ours under an existing parent. */
export interface Category {
  readonly key: string;
  /** What a person calls it, to follow "holds": `a national identification number`. */
  readonly gloss: string;
  /** What people call a field of it: `passport_number`. */
  readonly example: string;
  readonly level: Level;
  readonly treatment: Treatment;
  /** Of secrets alone. */
  readonly purpose?: Purpose;
}

/** One reason for a classification. `weight` adds to the log-odds of being sensitive; negative speaks against it. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** A sentence part for people: `the name says "national id"`. */
  readonly detail: string;
  readonly weight: number;
}

export type EvidenceKind =
  | "name"
  | "type"
  | "entity"
  | "sibling"
  | "label"
  | "help"
  | "comment"
  | "arguments"
  | "prior"
  | "values"
  | "decision"
  | "declaration";

export interface Classification {
  /** Key of the category; null when not sensitive. In the review band: the best guess. */
  readonly category: string | null;
  /** Key of the category that the evidence was weighed for, whatever came of it; null where nothing speaks of one. */
  readonly candidate: string | null;
  readonly level: Level | null;
  readonly treatment: Treatment | null;
  /** `review`: too uncertain for a finding, worth a question to a person. */
  readonly verdict: "sensitive" | "review" | "clear";
  /** Probability of being sensitive, 0 to 1. */
  readonly confidence: number;
  /** Never empty. */
  readonly evidence: readonly Evidence[];
  readonly decidedBy: "classifier" | "policy" | "directive" | "declaration";
}

export function atLeast(level: Level, floor: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(floor);
}
