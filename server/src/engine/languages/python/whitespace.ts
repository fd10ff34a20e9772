import { isBlank, isLineBreak } from "./characters.ts";

/** The line break that the file uses: its first one. */
export function newlineOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
}

/** The blanks that the line of `offset` begins with. */
export function indentationAt(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--;
  let end = start;
  while (isBlank(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}
