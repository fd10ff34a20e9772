/**
 * Text from files as it may be shown on a terminal: control characters would move the cursor, and marks that turn the
 * direction of writing would show something else than what is there. Tabs stay.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === "\t" ? "\t" : "·",
  );
}

export function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
