import type { Classification, Level, Treatment } from "../classification/model.ts";
import type { ProtectionKind } from "../protection/model.ts";

/** What a project records of its sensitive fields, by `app.Entity.field`. */
export interface Inventory {
  /** Of the Fieldguard that classified them last. */
  readonly version: string;
  readonly records: ReadonlyMap<string, InventoryRecord>;
}

/** One sensitive field. Nothing in it changes by itself: no lines, times or weights. */
export interface InventoryRecord {
  /** `app.Entity.field`, where it is declared; with `@path` behind it where a file before has one of that name. */
  readonly field: string;
  readonly category: string;
  readonly level: Level;
  readonly treatment: Treatment;
  readonly protection: ProtectionKind;
  readonly decidedBy: Classification["decidedBy"];
  /** Fingerprint of its declaration. */
  readonly code: string;
  /** Null where nobody claims to have looked at it. */
  readonly review: Review | null;
}

/** A claim, which anybody may write down: what proves it is who may merge it. */
export interface Review {
  readonly by: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  /** That was checked out; null outside of a repository. */
  readonly commit: string | null;
  /** Fingerprint of the declaration that was reviewed. */
  readonly code: string;
  /** `YYYY-MM-DD`, the last day on which it holds; null for ever. */
  readonly expires: string | null;
}
