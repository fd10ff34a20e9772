import type { Inventory, InventoryRecord, Review } from "./model.ts";

/** How what is recorded differs from what the code says now. */
export type Drift =
  | { readonly kind: "new" | "gone"; readonly record: InventoryRecord }
  | {
      /**
       * `changed`: the code says something else. `decided`: a person has said otherwise, in the policy or a comment. `reclassified`: only
       * Fieldguard is another version.
       */
      readonly kind: "changed" | "decided" | "reclassified";
      readonly before: InventoryRecord;
      readonly record: InventoryRecord;
    }
  /** Its review has expired, or was of another declaration. */
  | { readonly kind: "overdue"; readonly record: InventoryRecord; readonly review: Review };

const JUDGED = ["category", "level", "treatment", "protection", "decidedBy"] as const;

/** By field. `today`: `YYYY-MM-DD`. */
export function driftBetween(recorded: Inventory, now: Inventory, today: string): readonly Drift[] {
  const fields = [...new Set([...recorded.records.keys(), ...now.records.keys()])].sort();
  return fields.flatMap((field): readonly Drift[] => {
    const before = recorded.records.get(field);
    const record = now.records.get(field);
    if (!before || !record) return before ? [{ kind: "gone", record: before }] : [{ kind: "new", record: record! }];
    const { review } = before;
    const isOverdue = review && (review.code !== record.code || (review.expires !== null && review.expires < today));
    return [
      ...(JUDGED.some((key) => before[key] !== record[key])
        ? [{ kind: whyOtherwise(before, record, recorded.version !== now.version), before, record }]
        : []),
      ...(isOverdue ? [{ kind: "overdue" as const, record, review }] : []),
    ];
  });
}

function whyOtherwise(
  before: InventoryRecord,
  now: InventoryRecord,
  isOtherVersion: boolean,
): "changed" | "decided" | "reclassified" {
  if (before.code !== now.code || before.protection !== now.protection) return "changed";
  if (before.decidedBy !== now.decidedBy || now.decidedBy !== "classifier") return "decided";
  // What stands around it in the code may tell as well, which a version alone does not change.
  return isOtherVersion ? "reclassified" : "changed";
}

/** For people, a line each. */
export function driftLine(drift: Drift): string {
  const { kind, record } = drift;
  const head = `${kind.padEnd(12)}  ${record.field}`;
  switch (drift.kind) {
    case "new":
    case "gone":
      return `${head}  ${record.category}, ${record.level}, ${protectionWords(record)}`;
    case "overdue": {
      const { by, on, code, expires } = drift.review;
      const why = code === record.code ? `holds until ${expires}` : "is of another declaration";
      return `${head}  the review by ${by} on ${on} ${why}`;
    }
    default:
      return `${head}  ${changesBetween(drift.before, record).join(", ")}`;
  }
}

function changesBetween(before: InventoryRecord, now: InventoryRecord): readonly string[] {
  return JUDGED.flatMap((key) => {
    if (before[key] === now[key]) return [];
    return [`${key === "decidedBy" ? "decided by" : key} ${before[key]} → ${now[key]}`];
  });
}

function protectionWords({ protection }: InventoryRecord): string {
  return protection === "none" ? "plain text" : protection;
}
