import type { RuleIgnore } from "../../schema/ruleIgnore.ts";
import type { Span } from "../../text/span.ts";
import type { FieldKey } from "../uses/linkUses.ts";
import type { KnownValue } from "./model.ts";

/** What a file holds of one kind of values: where and how many, and nothing of the values themselves. */
export interface FoundValues extends KnownValue {
  readonly path: string;
  readonly source: DataSource;
  /** Whether all of the file was read: of large ones the beginning is. */
  readonly isWhole: boolean;
  /** Different ones. */
  readonly count: number;
  /** The name of the field at which the first one stands. */
  readonly span: Span;
  /** The fields that they are values of, the first one's first. */
  readonly fields: readonly ValueField[];
  /** Comments before it that silence rules. */
  readonly ignores: readonly RuleIgnore[];
}

export interface ValueField {
  /** Where it is declared. */
  readonly key: FieldKey;
  /** Name of the model that the file has a value for, which may inherit it. */
  readonly model: string;
}

/** What kind of file it is that holds data. */
export type DataSource = "fixture" | "rows" | "code";
