import { headLine, recordLine } from "./inventoryFile.ts";
import type { Inventory } from "./model.ts";

export interface MergedInventory {
  /** Of the file. A field in conflict stands there twice, between the marks that people know from Git. */
  readonly text: string;
  /** Fields of which both sides say something else than before, and not the same. */
  readonly conflicts: readonly string[];
}

/** Three ways, field by field: who stands next to whom does not matter. */
export function mergeInventories(base: Inventory, ours: Inventory, theirs: Inventory): MergedInventory {
  const lines: string[] = [];
  const conflicts: string[] = [];
  for (const field of [...new Set([...ours.records.keys(), ...theirs.records.keys()])].sort()) {
    const [before, our, their] = [base, ours, theirs].map((each) => {
      const record = each.records.get(field);
      return record ? [recordLine(record)] : [];
    });
    const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();
    if (isSame(our!, their!) || isSame(their!, before!)) lines.push(...our!);
    else if (isSame(our!, before!)) lines.push(...their!);
    else {
      conflicts.push(field);
      lines.push("<<<<<<< ours", ...our!, "=======", ...their!, ">>>>>>> theirs");
    }
  }
  const version = ours.version === base.version ? theirs.version : ours.version;
  return { text: [headLine(version), ...lines, ""].join("\n"), conflicts };
}
