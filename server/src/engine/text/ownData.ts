import { ownCopy } from "./ownCopy.ts";
import { sharedText } from "./sharedText.ts";

/** The same plain data, without the texts that its strings are parts of, and without room for more in its lists. */
export function ownData<Data>(data: Data): Data {
  return owned(data) as Data;
}

function owned(value: unknown): unknown {
  if (typeof value === "string") return value.length > LONGEST_NAME ? ownCopy(value) : sharedText(value);
  if (Array.isArray(value)) return value.map(owned);
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = { ...value };
  for (const key of Object.keys(copy)) copy[key] = owned(copy[key]);
  return copy;
}

/** What is longer does not come again. */
const LONGEST_NAME = 100;
