import { headLine, recordLine } from "./inventoryFile.ts";
import type { Inventory, InventoryRecord } from "./model.ts";

export interface MergedInventory {
  /** Of the file. A field in conflict stands there twice, between the marks that people know from Git. */
  readonly text: string;
  /** Fields of which both sides say something else than before, and not the same. */
  readonly conflicts: readonly string[];
}

/** Undefined where a side has no record of the field. */
type Side = InventoryRecord | undefined;

/** Three ways, field by field: who stands next to whom does not matter. */
export function mergeInventories(base: Inventory, ours: Inventory, theirs: Inventory): MergedInventory {
  const lines: string[] = [];
  const conflicts: string[] = [];
  for (const field of [...new Set([...ours.records.keys(), ...theirs.records.keys()])].sort()) {
    const [before, our, their] = [base, ours, theirs].map(({ records }) => records.get(field));
    const merged = mergeOf(before, our, their);
    if (merged === "conflict") {
      conflicts.push(field);
      lines.push("<<<<<<< ours", ...linesOf(our), "=======", ...linesOf(their), ">>>>>>> theirs");
    } else {
      lines.push(...linesOf(merged));
    }
  }
  const version = ours.version === base.version ? theirs.version : ours.version;
  return { text: [headLine(version), ...lines, ""].join("\n"), conflicts };
}

function mergeOf(before: Side, our: Side, their: Side): Side | "conflict" {
  const [beforeLine, ourLine, theirLine] = [before, our, their].map((side) => linesOf(side).join());
  if (ourLine === theirLine || theirLine === beforeLine) return our;
  if (ourLine === beforeLine) return their;
  if (!our || !their || recordLine({ ...our, review: null }) !== recordLine({ ...their, review: null }))
    return "conflict";
  // They differ in the review alone.
  const [beforeReview, ourReview, theirReview] = [before?.review ?? null, our.review, their.review].map((review) =>
    JSON.stringify(review),
  );
  if (theirReview === beforeReview) return our;
  return ourReview === beforeReview ? their : "conflict";
}

function linesOf(record: Side): readonly string[] {
  return record ? [recordLine(record)] : [];
}
