import { ownCopy } from "./ownCopy.ts";

/** The same string for all parts that say the same: names come again and again, and the same string is found fast. */
export function sharedText(part: string): string {
  const known = texts.get(part);
  if (known !== undefined) return known;
  if (texts.size >= MAX_KNOWN) texts.clear();
  const own = ownCopy(part);
  texts.set(own, own);
  return own;
}

const texts = new Map<string, string>();
const MAX_KNOWN = 16_384;
