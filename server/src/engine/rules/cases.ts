/**
 * What a rule is shown to do, as data beside it (`cases.ts`): one spec runs them all and fails when a kind is missing.
 * Sources are in the fixture language of test/support/fixture.ts.
 */
export interface RuleCases {
  /** Must be found, as marked. */
  readonly positive: readonly Case[];
  /** The same subject done right: nothing is found. */
  readonly negative: readonly Case[];
  /** Looks like it and is not: nothing is found. */
  readonly trap: readonly Case[];
  /** Silenced with a reason; marked `rule (suppressed)` where the finding is kept for the record. */
  readonly suppressed: readonly Case[];
  readonly fixed: readonly FixCase[];
}

export interface Case {
  readonly name: string;
  readonly source: string;
}

export interface FixCase {
  readonly name: string;
  readonly fix: string;
  readonly input?: { readonly value?: string; readonly provider?: string };
  /** `Entity.field`, the setting that is wrong, or the class that shows fields (`Class`, `Class:field`). */
  readonly field: string;
  readonly before: string;
  readonly after: string;
}
