import { ownCopy } from "../../text/ownCopy.ts";
import { endOfName, isNamePart, OPEN_PAREN, skipBlanks } from "../python/characters.ts";

/**
 * The last parts of the names in the headers of a text's classes, by their own names where an import gives them others. A cheap look
 * at the raw text: what stands in a string or a comment may be among them.
 */
export function baseNames(source: string): readonly string[] {
  let names: Set<string> | null = null;
  for (let at = source.indexOf(CLASS); at >= 0; at = source.indexOf(CLASS, at + CLASS.length)) {
    if (at > 0 && isNamePart(source.charCodeAt(at - 1))) continue;
    const nameStart = skipBlanks(source, at + CLASS.length);
    const open = skipBlanks(source, endOfName(source, nameStart));
    if (source.charCodeAt(open) !== OPEN_PAREN) continue;
    const colon = source.indexOf(":", open);
    const header = source.slice(open + 1, Math.min(colon < 0 ? source.length : colon, open + LONGEST_HEADER));
    for (const [, name] of header.matchAll(BASE)) if (!IS_NO_MODEL.test(name!)) (names ??= new Set()).add(name!);
  }
  if (!names) return NONE;
  for (let at = source.indexOf(AS); at >= 0; at = source.indexOf(AS, at + AS.length)) {
    const start = at + AS.length;
    if (!names.has(source.slice(start, endOfName(source, start)))) continue;
    let first = at;
    while (first > 0 && isNamePart(source.charCodeAt(first - 1))) first--;
    names.add(source.slice(first, at));
  }
  return [...names].map(ownCopy);
}

const CLASS = "class ";
const AS = " as ";
const LONGEST_HEADER = 2000;
const NONE: readonly string[] = [];

/** The last part of a name, but for that of a keyword. */
const BASE = /(\w+)\s*(?=[,)[]|$)/g;

/** What most classes of a project without fields inherit from. No model base is called so. */
const IS_NO_MODEL =
  /^\d|^object$|(Exception|Error|Enum|Choices|TestCase|APIView|ViewSet|ModelForm|ModelAdmin|Serializer|BaseCommand|AppConfig|Migration|QuerySet|TypedDict|NamedTuple|Protocol)$/;
