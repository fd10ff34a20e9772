import { createHash } from "node:crypto";
import { join } from "node:path";
import { appLabelsIn } from "../engine/project/appLabel.ts";
import { isProblem, readInventory } from "../engine/inventory/inventoryFile.ts";
import type { Inventory } from "../engine/inventory/model.ts";
import { takeInventory } from "../engine/inventory/takeInventory.ts";
import type { ChangedFile } from "./changedFiles.ts";
import type { OpenProject } from "./project.ts";
import { appFileTexts, declaringFiles } from "./projectModels.ts";
import { textFile } from "./textFile.ts";
import { UsageError } from "./verb.ts";

/** Where a project keeps the record of its classified fields. */
export const INVENTORY_PATH = ".fieldguard/inventory.jsonl";

export interface RecordedInventory {
  /** Null where there is no file yet. */
  readonly file: ChangedFile["before"];
  readonly inventory: Inventory;
}

/** @throws UsageError for a file that is wrong: what was reviewed must not be lost. */
export function recordedInventory({ root }: OpenProject): RecordedInventory {
  const file = textFile(join(root, INVENTORY_PATH));
  return { file, inventory: inventoryIn(INVENTORY_PATH, file?.text ?? "") };
}

/** @throws UsageError */
export function inventoryIn(path: string, text: string): Inventory {
  const read = readInventory(text);
  if (isProblem(read)) throw new UsageError(`${path}:${read.line}: ${read.message}`);
  return read;
}

/** What the code says now, with the reviews that are recorded. */
export async function currentInventory(
  { workspace }: OpenProject,
  recorded: Inventory,
  version: string,
): Promise<Inventory> {
  const files = declaringFiles(workspace).map(({ file }) => file);
  return takeInventory(files, recorded, { version, labels: appLabelsIn(await appFileTexts(workspace)), hash });
}

/** Enough to tell the declarations of one field apart. */
function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
