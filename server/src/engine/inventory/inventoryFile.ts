import { LEVELS, TREATMENTS } from "../classification/model.ts";
import type { Inventory, InventoryRecord } from "./model.ts";

/** A line is wrong; 1-based. */
export interface InventoryProblem {
  readonly line: number;
  readonly message: string;
}

/** JSON Lines: the version, then a record a line, sorted by field. The same text for the same inventory. */
export function inventoryText({ version, records }: Inventory): string {
  const sorted = [...records.values()].sort((a, b) => (a.field < b.field ? -1 : 1));
  return [headLine(version), ...sorted.map(recordLine), ""].join("\n");
}

export function headLine(version: string): string {
  return JSON.stringify({ inventory: 1, version });
}

export function recordLine({
  field,
  category,
  level,
  treatment,
  protection,
  decidedBy,
  code,
  review,
}: InventoryRecord): string {
  return JSON.stringify({
    field,
    category,
    level,
    treatment,
    protection,
    decidedBy,
    code,
    review: review && {
      by: review.by,
      on: review.on,
      commit: review.commit,
      code: review.code,
      expires: review.expires,
    },
  });
}

/** Reads lines in any order. */
export function readInventory(text: string): Inventory | InventoryProblem {
  const records = new Map<string, InventoryRecord>();
  let version = "";
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === "") continue;
    const wrong = (message: string): InventoryProblem => ({ line: index + 1, message });
    const value = parsed(line);
    if (value === null) return wrong("is no JSON object; if a merge has left marks there, take one side");
    if ("inventory" in value) {
      if (value.inventory !== 1) return wrong("was written by a later version of Fieldguard");
      version = typeof value.version === "string" ? value.version : "";
      continue;
    }
    if (!isRecord(value)) return wrong("is no record of a field");
    if (records.has(value.field)) return wrong(`\`${value.field}\` has a record already`);
    records.set(value.field, value);
  }
  return { version, records };
}

export function isProblem(read: Inventory | InventoryProblem): read is InventoryProblem {
  return "message" in read;
}

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is InventoryRecord {
  return (
    isObject(value) &&
    ["field", "category", "protection", "decidedBy", "code"].every((key) => typeof value[key] === "string") &&
    LEVELS.some((level) => level === value.level) &&
    TREATMENTS.some((treatment) => treatment === value.treatment) &&
    (value.review === null || isReview(value.review))
  );
}

function isReview(value: unknown): boolean {
  const isTextOrNull = (item: unknown): boolean => item === null || typeof item === "string";
  return (
    isObject(value) &&
    ["by", "on", "code"].every((key) => typeof value[key] === "string") &&
    isTextOrNull(value.commit) &&
    isTextOrNull(value.expires)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
