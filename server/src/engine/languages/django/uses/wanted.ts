import { NameSearch } from "../../../text/nameSearch.ts";
import { MAKES_SECRET, SECRET_NAMES } from "../flow/flowWords.ts";
import { FORM_DATA, REQUEST_PARTS, REQUESTS } from "../flow/sentData.ts";

/** Stand where all fields of a model are named at once, or where other classes are made of it. */
const ALL_FIELDS =
  "__all__|ALL_FIELDS|exclude =|exclude=|depth =|depth=|DjangoObjectType|ModelResource|create_schema|HistoricalRecords|VersionAdmin|register".split(
    "|",
  );

/** Stand where something is shown to others, whatever it is, or where all of an object is given. */
const SHOWING: ReadonlySet<string> = new Set(
  "logger LOGGER logging log LOG print stdout JsonResponse model_to_dict __dict__ values() writerow writerows cache.set get_or_set".split(
    " ",
  ),
);

/** Give an object of a model, several, or all that somebody has sent, without the name of a model, relation or field. */
const OBJECTS: readonly string[] = [
  ..."get_object get_object_or_404 aget_object_or_404 get_list_or_404 get_queryset instance object objects".split(" "),
  ..."get_user get_user_model _meta vars model_to_dict __dict__ IntegrityError connection.queries".split(" "),
  ...FORM_DATA,
  ...[...REQUESTS].flatMap((request) => [...REQUEST_PARTS].map((part) => `${request}.${part}`)),
];

/** What is answered, and what an exception says; queries, and what stands in an address; what shows secrets, and what names one. A file that has one word of each side is read. */
const TOGETHER: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ["Response", "JsonResponse", "HttpResponse"],
    "except Exception|except IntegrityError|format_exc|exc: Exception|e: Exception|error: Exception|err: Exception".split(
      "|",
    ),
  ],
  [
    ["filter", "order_by", "objects", "get_queryset"],
    ["request.GET", "query_params"],
  ],
  [
    "@dataclass @define @attr attrs NamedTuple BaseModel BaseSettings subprocess os.system os.popen pexpect".split(" "),
    [...SECRET_NAMES, ...MAKES_SECRET],
  ],
  [["request.user", "request.session"], ["cache_page"]],
  [
    ["secure", "httponly", "max_age", "HttpResponse", "redirect", "Response"],
    ["set_cookie", "set_signed_cookie"],
  ],
];

/** What is looked for in a file. */
export class Wanted {
  /** Of fields. */
  readonly names: ReadonlySet<string>;
  /** All that a file may hold for which it is read. */
  readonly words: readonly string[];
  readonly #objects: ReadonlySet<string>;
  readonly #search: NameSearch;

  /** `objects`: what gives an object of some model, such as its name. */
  constructor(names: Iterable<string>, objects: Iterable<string> = []) {
    this.names = new Set(names);
    const others = [...ALL_FIELDS, ...SHOWING];
    this.#objects = new Set([...OBJECTS, ...objects].filter((name) => !this.names.has(name)));
    this.words = [...new Set([...this.names, ...others, ...this.#objects, ...TOGETHER.flat(2)])];
    this.#search = new NameSearch([...this.names, ...others, ...TOGETHER.flatMap(([, sources]) => sources)]);
  }

  /** Whether a file that holds these words may use one of the fields, or all of a model, or show an object as a whole. */
  isAmong(words: readonly string[]): boolean {
    let isShown = false;
    let hasObjects = false;
    for (const word of words) {
      if (SHOWING.has(word)) isShown = true;
      if (this.#objects.has(word)) hasObjects = true;
      else if (this.names.has(word) || ALL_FIELDS.includes(word)) return true;
    }
    const found = new Set(words);
    const isAny = (sought: readonly string[]): boolean => sought.some((word) => found.has(word));
    return (isShown && hasObjects) || TOGETHER.some(([one, other]) => isAny(one) && isAny(other));
  }

  /** Whether a statement of such a file may do so, by what stands between two offsets. */
  isIn(text: string, from: number, to: number): boolean {
    return this.#search.isIn(text, from, to);
  }
}

/** Whether a name is that of a field, or of the column of a relation. */
export function isFieldWanted({ names }: Wanted, name: string): boolean {
  return names.has(name) || (name.endsWith("_id") && names.has(name.slice(0, -3)));
}
