import { isEquality } from "../../../project/uses/hazards.ts";
import type { LinkedUse } from "../../../project/uses/linkUses.ts";
import { hasIndex } from "../../../protection/fieldClasses.ts";
import type { FixContext } from "../../model.ts";

/** What a project asks of a field that ciphertext cannot give and a blind index can. */
export interface AskedOfIndex {
  readonly unique: boolean;
  /** It is unique together with other fields, or under a condition. */
  readonly together: boolean;
  /** How certain it is that whole values are looked up; null where nothing tells that they are. */
  readonly lookup: "sure" | "likely" | null;
  /** Its plain column has an index of the database's. */
  readonly indexed: boolean;
}

/** Null for nothing. */
export function askedOfIndex({ subject, uses }: FixContext): AskedOfIndex | null {
  const { entity, field } = subject;
  const { unique } = field;
  const together = entity.optionUses.some((use) => use.field === field.name && UNIQUE_OPTIONS.includes(use.option));
  const lookups = (uses?.uses ?? []).filter((use) => isLookup(use, field.name) && !use.use.isNone);
  const lookup = (["sure", "likely"] as const).find((each) => lookups.some(({ certainty }) => certainty === each));
  return unique || together || lookup ? { unique, together, lookup: lookup ?? null, indexed: hasIndex(field) } : null;
}

/** Options of a model in which the index stands in for the field. */
export const UNIQUE_OPTIONS: readonly string[] = ["unique_together", "constraints"];

/** Whether the index does what is asked at this place. */
export function isServedByIndex(use: LinkedUse, field: string): boolean {
  const { kind, by } = use.use;
  return isLookup(use, field) || (kind === "constraint" && UNIQUE.has(by));
}

/** Of what the options of the model say, the editor finds out whether the index can stand there. */
const UNIQUE: ReadonlySet<string> = new Set(["unique", "Meta.unique_together", "UniqueConstraint"]);

/** A lookup of whole values of the field itself. `in_bulk` asks for a field that is unique by itself, `date_field` for ranges. */
function isLookup(use: LinkedUse, field: string): boolean {
  const { by, path, isComputed } = use.use;
  return isEquality(use) && path.at(-1) === field && !isComputed && by !== "in_bulk" && by !== "date_field";
}
