import { type LinkedUse, lineOf } from "./linkUses.ts";

/** What a use asks of the stored value that ciphertext cannot give. */
export type Hazard = "compare" | "order" | "group" | "compute" | "constrain" | "refer" | "identify" | "sql";

/** In the order in which they are told. */
export const HAZARDS: Readonly<Record<Hazard, string>> = {
  identify: "The user model names it as what people are found by, and ciphertext cannot be looked up.",
  refer: "Foreign keys refer to rows by it (`to_field`), and the database cannot match them by ciphertext.",
  constrain: "A constraint or an index is made of it, and the database cannot check or find anything in ciphertext.",
  compare: "The code looks rows up by it, and ciphertext cannot be compared.",
  order: "The code sorts by it, and ciphertext has no meaningful order.",
  group: "The code tells rows apart by it, and the same value has another ciphertext in each row.",
  compute: "Queries or generated columns compute with it, and the database would compute with ciphertext.",
  sql: "A statement of SQL names its column, and would get ciphertext.",
};

/** A sentence for each kind among them. */
export function tellHazards(found: readonly Hazard[]): readonly string[] {
  return (Object.keys(HAZARDS) as Hazard[]).filter((hazard) => found.includes(hazard)).map((hazard) => HAZARDS[hazard]);
}

/**
 * What goes wrong at this place once the field, called `name`, is encrypted; null when nothing does. Reading and writing objects, forms, serializers and
 * templates see values as before.
 */
export function hazardOf({ use }: LinkedUse, name: string): Hazard | null {
  const { kind, by, lookup, path } = use;
  switch (kind) {
    case "lookup":
    case "search":
    case "filter":
      return lookup === "isnull" && path.at(-1) === name ? null : "compare";
    case "ordering":
      return "order";
    case "selection":
      return by.startsWith("values() in ") ? "compare" : TELLS_APART.has(by) ? "group" : null;
    case "expression":
      return by === "Count" ? null : "compute";
    case "constraint":
      return "constrain";
    case "option":
      return by === "REQUIRED_FIELDS" ? null : "identify";
    case "relation":
      return by === "to_field" ? "refer" : null;
    case "graphql":
      return by.endsWith("filter_fields") ? "compare" : null;
    case "admin":
      // A click on the head of the column sorts by it.
      return by === "list_display" ? "order" : null;
    case "sql":
      return "sql";
    case "read":
    case "write":
    case "form":
    case "serializer":
    case "template":
    case "fixture":
      return null;
  }
}

/** Ways to select that depend on which values are the same. */
const TELLS_APART: ReadonlySet<string> = new Set([
  "distinct",
  "dates",
  "datetimes",
  "values().annotate",
  "values().distinct",
  "Window(partition_by)",
]);

/** Whether the place speaks of all fields, or only offers to use this one: whoever wrote it need not have thought of it. */
export function isIncidental({ use }: LinkedUse): boolean {
  return use.path.includes("*") || use.by === "list_display";
}

/** Whether it looks for whole values that are equal, which hashes and tokens can answer. */
export function isEquality({ use: { kind, lookup } }: LinkedUse): boolean {
  return kind === "lookup" && (lookup === null || lookup === "exact" || lookup === "in");
}

/** `shop/views.py:12 (filter)` */
export function placeOf(linked: LinkedUse): string {
  return `${lineOf(linked)} (${linked.use.by || linked.use.kind})`;
}
