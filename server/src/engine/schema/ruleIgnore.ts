import type { Span } from "../text/span.ts";

/** What a comment silences, and why. */
export interface RuleIgnore {
  /** Ids of rules. */
  readonly rules: readonly string[];
  readonly reason: string;
}

/** In code: at one statement. */
export interface PlacedIgnore extends RuleIgnore {
  /** Where the comment begins. */
  readonly at: number;
}

/** A comment of a file, wherever it stands; without rules it says that a field is not sensitive, without a reason nothing. */
export interface StandingIgnore extends RuleIgnore {
  readonly span: Span;
}
