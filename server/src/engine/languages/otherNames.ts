import type { Answer, Asked } from "../schema/asked.ts";

/** What names that a file imports mean in others: known once all files have been seen, and asked while one of them is read. */
export interface OtherNames {
  /** Whether some file declares an entity of this name. */
  isEntityName(name: string): boolean;
  /** Null where it means nothing but what its name says. */
  meaningOf(question: Question): Answer | null;
}

export interface Question {
  readonly as: Asked["as"];
  /** In full, as an import says it: `core.fields.Phone`, `..models.Base`. Empty for the file's own app. */
  readonly name: string;
  /** Path of the file that asks. */
  readonly from: string;
}

/** While a file is read by itself. */
export const NO_OTHER_NAMES: OtherNames = { isEntityName: () => false, meaningOf: () => null };
