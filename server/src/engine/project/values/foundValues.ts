import type { Span } from "../../text/span.ts";
import type { FieldKey } from "../uses/linkUses.ts";
import type { KnownValue } from "./model.ts";

/** What a file holds of one kind of values: where and how many, and nothing of the values themselves. */
export interface FoundValues extends KnownValue {
  readonly path: string;
  readonly source: DataSource;
  /** Different ones. */
  readonly count: number;
  /** The name of the field at which the first one stands. */
  readonly span: Span;
  /** The fields that they are values of, the first one's first. */
  readonly fields: readonly ValueField[];
  /** Comments before it that silence rules. */
  readonly ignores: readonly DataIgnore[];
}

export interface ValueField {
  /** Where it is declared. */
  readonly key: FieldKey;
  /** Name of the model that the file has a value for, which may inherit it. */
  readonly model: string;
}

/** What kind of file it is that holds data. */
export type DataSource = "fixture" | "rows";

export interface DataIgnore {
  readonly rules: readonly string[];
  readonly reason: string;
}
