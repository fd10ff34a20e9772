import type { LabelledRow } from "./rows.ts";

/** A labelled row for specs: a plain, harmless field but for what is given. */
export function madeRow(given: Partial<LabelledRow> = {}): LabelledRow {
  return {
    set: "fields.csv",
    repo: "owner/name",
    path: "shop/models.py",
    line: 1,
    entity: "Order",
    field: "total",
    type: "CharField",
    maxLength: null,
    unique: false,
    indexed: false,
    hasChoices: false,
    isRelation: false,
    sensitive: false,
    category: "",
    ambiguous: false,
    note: "",
    ...given,
  };
}
