const LONGEST = 24;

/** How a value looks, without what it says: `AAA-99-9999`. Letters and digits of any script, and signs that separate; all else is `?`. */
export function valueShape(value: string): string {
  const shape = value
    .slice(0, LONGEST)
    .replaceAll(/\p{L}/gu, "A")
    .replaceAll(/\p{N}/gu, "9")
    .replaceAll(/[^A9 \-./@:+()]/gu, "?");
  return value.length > LONGEST ? `${shape}…` : shape;
}
