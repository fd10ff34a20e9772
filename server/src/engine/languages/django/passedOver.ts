import { ownCopy } from "../../text/ownCopy.ts";
import {
  BACKSLASH,
  DOT,
  endOfLine,
  endOfName,
  HASH,
  isBlank,
  isLineBreak,
  isNamePart,
  OPEN_BRACKET,
  OPEN_PAREN,
  skipBlanks,
} from "../../text/characters.ts";
import { DIRECTIVE_MARK } from "../directives.ts";
import { FIELD_CLASS_ENDINGS, isAroundFieldModule } from "./fieldTypes.ts";
import { MODEL_BASE_NAMES } from "./modelBases.ts";
import { addTo } from "../../text/addTo.ts";

/**
 * A cheap look at the raw text, since most files of a project only use models and need not be read. Null for one that may declare
 * a model by itself: it calls a field class, or a class of it inherits from what is called like a known base. Of all others the last
 * parts of the names in the headers of their classes, by their own names where an import gives them others; what stands in a
 * string or a comment may be among them.
 */
export function passedOver(source: string): readonly string[] | null {
  const named = BEGINNINGS.some((beginning) => source.includes(beginning)) && namesFieldClass(source);
  const calls = named && callsFieldClass(source) && !isMigration(source);
  if ((calls && mayNameFieldModule(source)) || (named && source.includes(DIRECTIVE_MARK))) return null;
  const names = baseNames(source, calls ? IS_FORM : IS_NO_MODEL);
  // Forms and serializers: what they inherit from is known, and nothing in them comes from where fields of models do.
  if (calls && names?.length !== 0) return null;
  return names === null || (source.includes("models") && names.some((name) => MODEL_BASE_NAMES.has(name)))
    ? null
    : names;
}

/**
 * How the last words of those endings begin: a text that holds none of these names no field class. What is short and begins with a capital
 * is found many times faster.
 */
const BEGINNINGS: readonly string[] = [
  ...new Set(FIELD_CLASS_ENDINGS.map((ending) => /[A-Z][a-z]*$/.exec(ending)![0].slice(0, 6))),
];

function namesFieldClass(source: string): boolean {
  return FIELD_CLASS_ENDINGS.some((ending) => source.includes(ending));
}

/** `CharField(`, or `CharField as Text`. To speak of a field class declares nothing, and `Field` alone is none of them. */
function callsFieldClass(source: string): boolean {
  return FIELD_CLASS_ENDINGS.some((ending) => {
    for (let at = source.indexOf(ending); at >= 0; at = source.indexOf(ending, at + ending.length)) {
      if (ending === "Field" && !isNamePart(source.charCodeAt(at - 1))) continue;
      const next = skipSpace(source, at + ending.length);
      const code = source.charCodeAt(next);
      // Something may stand between it and its parenthesis.
      if (code === OPEN_PAREN || code === HASH || code === BACKSLASH) return true;
      if (source.startsWith("as", next) && isBlank(source.charCodeAt(next + 2))) return true;
    }
    return false;
  });
}

/** Whether something may come from a module of model fields, which shows a model whatever it inherits from. */
function mayNameFieldModule(source: string): boolean {
  for (let at = source.indexOf(MODELS); at >= 0; at = source.indexOf(MODELS, at + MODELS.length)) {
    const code = source.charCodeAt(skipSpace(source, at + MODELS.length));
    if (code === DOT || code === HASH || code === BACKSLASH) return true;
  }
  for (const [, modules] of source.matchAll(IMPORTED)) {
    if (modules!.split(",").some((module) => isAroundFieldModule(module.trim()))) return true;
  }
  return false;
}

const MODELS = "models";
const IMPORTED = /\b(?:from|import)[ \t]+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)*)/g;

/** Whether its classes are migrations of Django's and nothing else: what they do to models are lists of calls. */
function isMigration(source: string): boolean {
  const from = source.indexOf(FROM_DJANGO);
  if (from < 0 || !source.slice(from + FROM_DJANGO.length, endOfLine(source, from)).includes("migrations"))
    return false;
  for (let at = source.indexOf(CLASS); at >= 0; at = source.indexOf(CLASS, at + CLASS.length)) {
    if (isNamePart(source.charCodeAt(at - 1))) continue;
    const nameEnd = endOfName(source, at + CLASS.length);
    if (!source.startsWith("(migrations.Migration):", nameEnd)) return false;
  }
  return true;
}

const FROM_DJANGO = "from django.db import ";

/** Null where a model may stand among them that no name tells: `class Customer(get_user_model())`. */
function baseNames(source: string, isNone: RegExp): readonly string[] | null {
  let names: Set<string> | null = null;
  for (let at = source.indexOf(CLASS); at >= 0; at = source.indexOf(CLASS, at + CLASS.length)) {
    if (at > 0 && isNamePart(source.charCodeAt(at - 1))) continue;
    const open = openOfHeader(source, skipBlanks(source, at + CLASS.length));
    if (open === null) continue;
    const colon = source.indexOf(":", open);
    // A header without its colon is half typed: then it may end anywhere.
    const header = source.slice(open + 1, Math.min(colon < 0 ? source.length : colon, open + LONGEST_HEADER));
    if (header.includes("model(")) return null;
    for (const [, name] of header.matchAll(BASE)) if (!isNone.test(name!)) (names ??= new Set()).add(name!);
  }
  if (!names) return NONE;
  const renamed = namesGivenOthers(source);
  // Those that are added have their turn, too.
  for (const name of names) for (const before of renamed.get(name) ?? []) names.add(before);
  return [...names].map(ownCopy);
}

/** Where the parenthesis behind the name of a class stands, and its type parameters; null when there is none. */
function openOfHeader(source: string, nameStart: number): number | null {
  const after = skipBlanks(source, endOfName(source, nameStart));
  if (source.charCodeAt(after) !== OPEN_BRACKET) return source.charCodeAt(after) === OPEN_PAREN ? after : null;
  const length = source.slice(after, after + LONGEST_HEADER).indexOf("](");
  return length < 0 ? null : after + length + 1;
}

/** What imports call by other names, by these: `Base` of `import Base as name`. */
function namesGivenOthers(source: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (let at = source.indexOf(AS); at >= 0; at = source.indexOf(AS, at + AS.length)) {
    let start = at;
    while (start > 0 && isNamePart(source.charCodeAt(start - 1))) start--;
    const nameStart = at + AS.length;
    let nameEnd = nameStart;
    while (isNamePart(source.charCodeAt(nameEnd))) nameEnd++;
    // In prose such as `# as Base` no name stands there.
    if (start === at || nameEnd === nameStart) continue;
    const name = source.slice(nameStart, nameEnd);
    addTo(found, name, source.slice(start, at));
  }
  return found;
}

function skipSpace(source: string, offset: number): number {
  let at = offset;
  while (isBlank(source.charCodeAt(at)) || isLineBreak(source.charCodeAt(at))) at++;
  return at;
}

const CLASS = "class ";
const AS = " as ";
const LONGEST_HEADER = 2000;
const NONE: readonly string[] = [];

/** The last part of a name, but for that of a keyword. */
const BASE = /(\w+)(?=\s*[,)[]|\s*$|[ \t]*[\r\n#])/g;

/** What most classes of a project without fields inherit from. No model base is called so. */
const IS_NO_MODEL =
  /^\d|^object$|(Exception|Error|Enum|Choices|TestCase|APIView|ViewSet|ModelForm|ModelAdmin|Serializer|BaseCommand|AppConfig|Migration|QuerySet|TypedDict|NamedTuple|Protocol)$/;

/** What those inherit from that call field classes and are no models. A base of a model may be called `StudyProtocol`. */
const IS_FORM =
  /^\d|^(?:object|Protocol|Exception|Enum|TextChoices|IntegerChoices)$|(TestCase|APIView|ViewSet|ModelForm|ModelAdmin|Serializer|BaseCommand|AppConfig|QuerySet|TypedDict|NamedTuple)$/;
