/** The beginning of a text: no more than so many characters, and nothing from the first of these ends on. */
export function openingOf(text: string, length: number, ends: string): string {
  let end = 0;
  while (end < text.length && end < length && !ends.includes(text[end]!)) end++;
  return end === text.length ? text : text.slice(0, end);
}
