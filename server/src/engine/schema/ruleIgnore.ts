/** What a comment silences, and why. */
export interface RuleIgnore {
  /** Ids of rules. */
  readonly rules: readonly string[];
  readonly reason: string;
}
