/** The characters that an opening ends at, all of ASCII: by their codes. */
type Ends = Uint8Array;

export function endingAt(characters: string): Ends {
  const ends = new Uint8Array(128);
  for (const character of characters) ends[character.charCodeAt(0)] = 1;
  return ends;
}

/** The beginning of a text: no more than so many characters, and nothing from the first of these ends on. */
export function openingOf(text: string, length: number, ends: Ends): string {
  const last = Math.min(text.length, length);
  let end = 0;
  while (end < last && ends[text.charCodeAt(end)] !== 1) end++;
  return end === text.length ? text : text.slice(0, end);
}
