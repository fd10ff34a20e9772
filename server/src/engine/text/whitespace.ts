import { isBlank, startOfLine } from "./characters.ts";

/** The line break that the file uses: its first one. */
export function newlineOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
}

/** The blanks that the line of `offset` begins with. */
export function indentationAt(text: string, offset: number): string {
  const start = startOfLine(text, offset);
  let end = start;
  while (isBlank(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

/** Whether nothing but blanks stands before it on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return startOfLine(text, offset) + indentationAt(text, offset).length === offset;
}
