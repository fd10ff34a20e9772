/**
 * Cuts a name into words: `dateOfBirth`, `DATE_OF_BIRTH` and `date-of-birth` are all `date of birth`. Letters and
 * digits part (`addr1` is `addr 1`), acronyms stay whole (`IPAddress` is `ip address`), accents are taken off.
 */
export function splitName(name: string): string[] {
  return (name.match(WORD) ?? []).map((word) => withoutAccents(word).toLowerCase());
}

/** One word for singular and plural: `addresses` and `address`, `children` and `child`. */
export function foldPlural(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length <= 3 || !word.endsWith("s") || /(ss|us|is)$/.test(word) || !/[aeiouy]/.test(word)) return word;
  if (word.endsWith("ies")) return word.length === 4 ? word.slice(0, -1) : `${word.slice(0, -3)}y`;
  if (/(sses|shes|ches|xes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/**
 * The known words that a word is written together from (`dateofbirth`: `date of birth`), in as few pieces as
 * possible; null when it is not made of known words alone.
 */
export function splitCompound(word: string, isPiece: (piece: string) => boolean): readonly string[] | null {
  if (word.length < MIN_COMPOUND || word.length > MAX_COMPOUND) return null;
  const best: (readonly string[] | null)[] = [[]];
  for (let end = 1; end <= word.length; end++) {
    best[end] = null;
    for (let start = Math.max(0, end - MAX_PIECE); start < end; start++) {
      const before = best[start];
      const piece = word.slice(start, end);
      if (before && before.length + 1 < (best[end]?.length ?? Infinity) && isPiece(piece))
        best[end] = [...before, piece];
    }
  }
  const pieces = best[word.length];
  return pieces && pieces.length > 1 && pieces.length <= MAX_PIECES ? pieces : null;
}

/** In this order: `IPv4`, plural acronyms (`URLs`), acronyms, words, scripts without case, digits. */
const WORD = /IPv(?=\d)|\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|[\p{Lo}\p{Lm}\p{M}]+|\p{N}+/gu;

const MIN_COMPOUND = 5;
const MAX_COMPOUND = 48;
const MAX_PIECE = 20;
const MAX_PIECES = 4;

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ["children", "child"],
  ["people", "person"],
  ["persons", "person"],
  ["men", "man"],
  ["women", "woman"],
  ["spouses", "spouse"],
  ["nurses", "nurse"],
  ["diseases", "disease"],
  ["expenses", "expense"],
  ["diagnoses", "diagnosis"],
  ["analyses", "analysis"],
  ["buses", "bus"],
  ["statuses", "status"],
  ["viruses", "virus"],
  ["ids", "id"],
  ["ips", "ip"],
  ["pks", "pk"],
  ["news", "news"],
  ["series", "series"],
  ["species", "species"],
  ["always", "always"],
  ["diabetes", "diabetes"],
  ["rabies", "rabies"],
  ["scabies", "scabies"],
  ["herpes", "herpes"],
  ["aids", "aids"],
  ["movies", "movie"],
  ["cookies", "cookie"],
  ["calories", "calorie"],
  ["kubernetes", "kubernetes"],
]);

/** Letters that do not decompose into a base letter and an accent. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  ı: "i",
  æ: "ae",
  œ: "oe",
};

function withoutAccents(word: string): string {
  if (/^[\x00-\x7f]*$/.test(word)) return word;
  return word
    .replace(/[ßøØłŁıæœ]/g, (letter) => UNDECOMPOSED[letter] ?? letter)
    .normalize("NFD")
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .normalize("NFC");
}
