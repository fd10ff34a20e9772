import type { ClassField, Places } from "./reference.ts";
import type { Random } from "../support/random.ts";

type Range = readonly [start: number, end: number];

/** A damaged text, and the fields of the original that it leaves alone. */
export interface Mutant {
  readonly text: string;
  /** What was done where, for people. */
  readonly description: string;
  readonly untouched: readonly UntouchedField[];
}

export interface UntouchedField extends Pick<ClassField, "name" | "callee"> {
  /** Null when its header, or one around it, is damaged. */
  readonly class: string | null;
  /** The damage lies in a class of it. */
  readonly isNear: boolean;
}

export interface Original {
  readonly text: string;
  readonly fields: readonly ClassField[];
  readonly places: Places;
}

/** Each makes one mutant, or null when the file has no place for it. */
export const mutations: Readonly<Record<string, (original: Original, random: Random) => Mutant | null>> = {
  "bracket deleted": (original, random) => deleted(original, widths(original.places.brackets, 1), random),
  "quote deleted": (original, random) => deleted(original, quotes(original, 1), random),
  "long quote cut": (original, random) => deleted(original, quotes(original, 3), random),
  "colon deleted": (original, random) => deleted(original, widths(original.places.colons, 1), random),
  "line truncated": truncated,
  "statement half typed": halfTyped,
  "half a class dropped": halved,
  "stray token": strayToken,
  "stray line": strayLine,
  "merge conflict": conflict,
};

const STRAY_TOKENS = `( ) [ ] { } " ' : = . , @ \\ -> * ** := class def if import from x 1 None lambda`.split(" ");

/** Half of the places lie in the statements that make fields, so that these do not drown in the rest of the file. */
function chosen(original: Original, places: readonly Range[], random: Random): Range | undefined {
  const inFields = places.filter(([start]) => original.fields.some(({ statement }) => within(statement, start)));
  return random.of(random.below(2) === 0 && inFields.length > 0 ? inFields : places);
}

function widths(offsets: readonly number[], width: number): readonly Range[] {
  return offsets.map((offset) => [offset, offset + width]);
}

function quotes({ places }: Original, width: number): readonly Range[] {
  return places.quotes.filter((quote) => quote[1] === width).map(([start]) => [start, start + 1]);
}

function deleted(original: Original, places: readonly Range[], random: Random): Mutant | null {
  const place = chosen(original, places, random);
  return place ? mutant(original, place, "", place) : null;
}

/** The rest of a line goes, not its line break. */
function truncated(original: Original, random: Random): Mutant | null {
  const place = chosen(
    original,
    linesOf(original.text).filter(([start, end]) => start < end),
    random,
  );
  if (!place) return null;
  const first = original.text.slice(...place).search(/\S/);
  if (first < 0) return null;
  const cut = place[0] + first + random.below(place[1] - place[0] - first);
  return mutant(original, [cut, place[1]], "", [cut, place[1]]);
}

/** What stands behind the cursor in a field is not there yet. */
function halfTyped(original: Original, random: Random): Mutant | null {
  const field = random.of(original.fields);
  if (!field) return null;
  const [start, end] = field.statement;
  const cut = start + 1 + random.below(end - start - 1);
  return mutant(original, [cut, end], "", [cut, end]);
}

/** From somewhere in a class to its end. */
function halved(original: Original, random: Random): Mutant | null {
  const place = random.of(withFields(original));
  if (!place) return null;
  const cut = place[0] + 1 + random.below(place[1] - place[0] - 1);
  return mutant(original, [cut, place[1]], "", [cut, place[1]]);
}

function strayToken(original: Original, random: Random): Mutant | null {
  const { brackets, colons } = original.places;
  const place = chosen(original, widths([...brackets, ...colons], 0), random);
  return place ? mutant(original, place, random.of(STRAY_TOKENS)!, place) : null;
}

/** A token on a line of its own, in the column of the statement below. */
function strayLine(original: Original, random: Random): Mutant | null {
  const place = chosen(original, original.places.statements, random);
  if (!place) return null;
  const line = original.text
    .slice(0, place[0])
    .split(/\r\n|\r|\n/)
    .at(-1)!;
  if (line.trim() !== "") return null;
  return mutant(original, [place[0], place[0]], `${random.of(STRAY_TOKENS)!}\n${line}`, null);
}

/** Git writes both sides of some lines, wherever statements begin and end. */
function conflict(original: Original, random: Random): Mutant | null {
  const within = random.of(withFields(original));
  if (!within) return null;
  const lines = linesOf(original.text).filter(([start]) => start > within[0] && start < within[1]);
  if (lines.length === 0) return null;
  const first = random.below(lines.length);
  const last = Math.min(first + random.below(6), lines.length - 1);
  const place: Range = [lines[first]![0], lines[last]![1]];
  const ours = original.text.slice(...place);
  const theirs = ours.replaceAll("True", "False");
  return mutant(original, place, `<<<<<<< HEAD\n${ours}\n=======\n${theirs}\n>>>>>>> other`, place);
}

/**
 * Fields are untouched unless their own statement reaches into `touched`, or the word `class` above them does. What is
 * left of a damaged header may say another name.
 */
function mutant({ text, fields, places }: Original, [start, end]: Range, put: string, touched: Range | null): Mutant {
  const isTouched = ([from, to]: Range): boolean =>
    touched !== null && from < Math.max(touched[1], touched[0] + 1) && to > touched[0];
  const damaged = new Set(places.statements.filter(isTouched).map(([from]) => from));
  const classes = places.classes.filter(([from]) =>
    places.statements.some((range) => damaged.has(range[0]) && within(range, from)),
  );
  const untouched = fields.flatMap((field) => {
    const around = classes.filter((range) => within(range, field.start));
    if (damaged.has(field.statement[0]) || around.some(([from]) => isTouched([from, from + "class".length]))) return [];
    const isNear = places.classes.some((range) => within(range, start) && within(range, field.start));
    return { ...field, class: around.length > 0 ? null : field.class, isNear };
  });
  const line = text.slice(0, start).split("\n").length;
  const before = JSON.stringify(text.slice(start, end).slice(0, 40));
  return {
    text: text.slice(0, start) + put + text.slice(end),
    description: `line ${line}: ${before} becomes ${JSON.stringify(put.slice(0, 40))}`,
    untouched,
  };
}

function withFields({ fields, places }: Original): readonly Range[] {
  return places.classes.filter((range) => fields.some(({ start }) => within(range, start)));
}

function within([start, end]: Range, offset: number): boolean {
  return start <= offset && offset < end;
}

function linesOf(text: string): readonly Range[] {
  const lines: Range[] = [];
  let start = 0;
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push([start, index]);
    start = index + lineBreak.length;
  }
  return lines;
}
