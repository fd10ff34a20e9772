/** A part of a text keeps all of it in memory; this is the same without the rest. */
export function ownCopy(part: string): string {
  // Engines copy short parts themselves: a reference to the whole would be as long.
  return part.length < SHORTEST_REFERENCE ? part : (JSON.parse(JSON.stringify(part)) as string);
}

/** `SlicedString::kMinLength` of V8. */
const SHORTEST_REFERENCE = 13;
