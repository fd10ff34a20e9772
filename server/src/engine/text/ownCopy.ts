/** A part of a text keeps all of it in memory; this is the same without the rest. */
export function ownCopy(part: string): string {
  return JSON.parse(JSON.stringify(part)) as string;
}
