import type { Span } from "../../../text/span.ts";
import { NameSearch } from "../../../text/nameSearch.ts";
import { FORM_DATA, REQUEST_PARTS, REQUESTS } from "../flow/sentData.ts";

/** Stand where all fields of a model are named at once, or where other classes are made of it. */
const ALL_FIELDS =
  "__all__|ALL_FIELDS|exclude =|exclude=|depth =|depth=|DjangoObjectType|ModelResource|HistoricalRecords|VersionAdmin|register".split(
    "|",
  );

/** Stand where something is shown to others, whatever it is. */
const SHOWING: ReadonlySet<string> = new Set(["logger", "print"]);

/** Give an object of a model, several, or all that somebody has sent, without the name of a model or field. */
const OBJECTS: readonly string[] = [
  ..."get_object get_object_or_404 aget_object_or_404 get_list_or_404 get_queryset instance object".split(" "),
  ..."get_user get_user_model __dict__ IntegrityError connection.queries".split(" "),
  ...FORM_DATA,
  ...[...REQUESTS].flatMap((request) => [...REQUEST_PARTS].map((part) => `${request}.${part}`)),
];

/** The object itself, where none of its attributes is asked for. */
const ITSELF: ReadonlySet<string> = new Set(["self)", "self,", "self}"]);

/** What is looked for in a file. */
export class Wanted {
  /** Of fields. */
  readonly names: ReadonlySet<string>;
  readonly #objects: ReadonlySet<string>;
  /** All that a text may hold for which it is read. */
  readonly words: readonly string[];
  readonly #search: NameSearch;

  /** `objects`: what gives an object of some model, such as its name. */
  constructor(names: Iterable<string>, objects: Iterable<string> = []) {
    this.names = new Set(names);
    this.#objects = new Set([...OBJECTS, ...objects].filter((name) => !this.names.has(name)));
    this.words = [...this.names, ...ALL_FIELDS, ...SHOWING, ...this.#objects];
    this.#search = new NameSearch([...this.words, ...ITSELF]);
  }

  /** Whether what holds these words may use one of the fields, or all of a model, or show an object as a whole. */
  isAmong(words: readonly string[]): boolean {
    const seen = new Seen();
    return words.some((word) => this.#isMeant(word, seen, /* isBody: */ false));
  }

  /** The same between two offsets of a text. */
  isIn(text: string, from: number, to: number): boolean {
    return this.#isFound(text, { start: from, end: to }, new Seen());
  }

  /** The same for a function. `header`: up to the colon, where `self` says nothing. */
  isInFunction(text: string, header: Span, end: number): boolean {
    const seen = new Seen();
    return (
      this.#isFound(text, header, seen) || this.#isFound(text, { start: header.end, end }, seen, /* isBody: */ true)
    );
  }

  #isFound(text: string, { start, end }: Span, seen: Seen, isBody = false): boolean {
    return this.#search.some(text, (word) => this.#isMeant(word, seen, isBody), start, end);
  }

  #isMeant(word: string, seen: Seen, isBody: boolean): boolean {
    if (SHOWING.has(word)) seen.isShown = true;
    else if (ITSELF.has(word)) seen.isObject ||= isBody;
    else if (this.#objects.has(word)) seen.isObject = true;
    else return this.names.has(word) || ALL_FIELDS.includes(word);
    return seen.isShown && seen.isObject;
  }
}

class Seen {
  isShown = false;
  isObject = false;
}

const SHOWN = new NameSearch(SHOWING);

/** Whether something is shown to others there. */
export function isShowing(text: string, { start, end }: Span): boolean {
  return SHOWN.isIn(text, start, end);
}

/** Whether a name is that of a field, or of the column of a relation. */
export function isFieldWanted({ names }: Wanted, name: string): boolean {
  return names.has(name) || (name.endsWith("_id") && names.has(name.slice(0, -3)));
}
