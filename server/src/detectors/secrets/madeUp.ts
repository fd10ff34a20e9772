import words from "./secretWords.yml";

/** Whether a text is plainly no secret that opens anything: a placeholder, or one that is published for everybody. */
export function isMadeUp(value: string): boolean {
  const small = value.toLowerCase();
  return words.madeUp.parts.some((part) => small.includes(part)) || isPublished(value) || new Set(small).size < 8;
}

function isPublished(value: string): boolean {
  return words.published.some(({ start }) => value.startsWith(start));
}

/**
 * Whether a program made it: long, without blanks, and no row of words. What people think up has its letters, capitals and digits in
 * a few pieces; what is drawn by lot changes from one to another all the time.
 */
export function isGenerated(value: string): boolean {
  if (value.length < SHORTEST || !/^[\w+/=.~!@#%^&*-]+$/.test(value) || isHash(value)) return false;
  const changes = value.match(/[a-z](?=[^a-z])|[A-Z](?=[^A-Z])|\d(?=\D)/g)?.length ?? 0;
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value) || changes < Math.max(5, value.length / 5)) return false;
  return isVaried(value) && !isOfWords(value);
}

/** `CirclesAre4Squares` */
function isOfWords(value: string): boolean {
  const words = value.match(/[A-Z][a-z]{2,}|[a-z]{4,}/g) ?? [];
  return words.join("").length > value.length * 0.7;
}

const SHORTEST = 16;

/** What a password was made to, by its algorithm in front; a place in the network, a version, a file or a name with points opens nothing either. */
function isHash(value: string): boolean {
  return /^(?:pbkdf2|argon2|bcrypt|sha\d|md5|\$2)/i.test(value) || /^[\w-]+(?:\.[\w-]+){1,}\.[a-z]{2,4}$/i.test(value);
}

/** In bits of Shannon's entropy a character: those of hexadecimal digits come to 4 at most. */
function isVaried(value: string): boolean {
  const counts = new Map<string, number>();
  for (const sign of value) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const bits = [...counts.values()].reduce(
    (sum, count) => sum - (count / value.length) * Math.log2(count / value.length),
    0,
  );
  return bits >= 3;
}
