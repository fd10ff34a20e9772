import { endOfName, isNamePart } from "../python/characters.ts";
import { FIELD_CLASS_ENDINGS } from "./fieldTypes.ts";
import { MODEL_BASE_NAMES } from "./modelBases.ts";

/**
 * Whether a file may declare a model: most files of a project only use some, and need not be read. It looks for the name
 * of a field class, or for a known base in the header of a class.
 */
export function mayDeclare(source: string): boolean {
  if (FIELD_CLASS_ENDINGS.some((ending) => source.includes(ending))) return true;
  return source.includes("models") && (inheritsKnownBase(source) || renamesKnownBase(source));
}

const CLASS = "class ";

/** A header without its colon is half typed: then it may end anywhere. */
const LONGEST_HEADER = 2000;

function inheritsKnownBase(source: string): boolean {
  for (let at = source.indexOf(CLASS); at >= 0; at = source.indexOf(CLASS, at + CLASS.length)) {
    const limit = Math.min(source.length, at + LONGEST_HEADER);
    const colon = source.indexOf(":", at);
    if (containsBase(source, at + CLASS.length, colon < 0 ? limit : Math.min(colon, limit))) return true;
  }
  return false;
}

/** `import Model as Base` */
function renamesKnownBase(source: string): boolean {
  for (let at = source.indexOf(" as "); at >= 0; at = source.indexOf(" as ", at + 1)) {
    let start = at;
    while (start > 0 && isNamePart(source.charCodeAt(start - 1))) start--;
    if (MODEL_BASE_NAMES.has(source.slice(start, at))) return true;
  }
  return false;
}

function containsBase(source: string, start: number, end: number): boolean {
  for (let at = start; at < end;) {
    const nameEnd = endOfName(source, at);
    if (nameEnd > at && MODEL_BASE_NAMES.has(source.slice(at, nameEnd))) return true;
    at = Math.max(nameEnd, at + 1);
  }
  return false;
}
