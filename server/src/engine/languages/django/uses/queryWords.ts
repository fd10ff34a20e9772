/** The methods of managers and queries (https://docs.djangoproject.com/en/5.2/ref/models/querysets/), by what they take. */
import type { UseKind } from "../../../schema/rawUses.ts";

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

function withAsync(text: string): ReadonlySet<string> {
  return new Set(text.split(" ").flatMap((name) => [name, `a${name}`]));
}

/** Give one object. */
export const ONE = withAsync("get first last latest earliest create");

/** Give an object and whether it was made. */
export const ONE_OF_PAIR = withAsync("get_or_create update_or_create");

/** Give neither objects nor another query for them. */
export const OTHER = new Set([
  ...withAsync("count exists contains aggregate in_bulk explain update delete bulk_update bulk_create"),
  ...words("values values_list dates datetimes as_manager from_queryset"),
]);

/** Shortcuts of Django, by whether they give several (https://docs.djangoproject.com/en/5.2/topics/http/shortcuts/). */
export const SHORTCUTS: ReadonlyMap<string, "one" | "many"> = new Map([
  ["get_object_or_404", "one"],
  ["aget_object_or_404", "one"],
  ["get_list_or_404", "many"],
  ["aget_list_or_404", "many"],
]);

/** Give other queries for the same objects. */
const SAME = words(
  "all filter exclude order_by annotate alias distinct reverse select_related prefetch_related only defer using " +
    "select_for_update iterator none union intersection difference complex_filter extra raw get_queryset",
);

/** Whether a method is one of a query or manager, and of few other things. */
export function isQueryMethod(name: string): boolean {
  return SAME.has(name) || ONE.has(name) || ONE_OF_PAIR.has(name) || OTHER.has(name);
}

/** Methods that hardly anything but a query has. */
export const SURELY_QUERY = new Set([
  ...ONE_OF_PAIR,
  ...words(
    "filter exclude order_by annotate select_related prefetch_related values_list in_bulk bulk_create bulk_update " +
      "only defer aggregate alias",
  ),
]);

/** Keywords of these methods are paths to fields. */
export const KEYWORDS: ReadonlyMap<string, UseKind> = new Map([
  ...each("filter exclude", "lookup"),
  ...eachAsync("get get_or_create update_or_create", "lookup"),
  ...eachAsync("create update", "write"),
]);

/** Texts among the arguments of these methods are paths to fields. */
export const TEXTS: ReadonlyMap<string, UseKind> = new Map([
  ...each("order_by", "ordering"),
  ...eachAsync("latest earliest", "ordering"),
  ...each("values values_list only defer distinct dates datetimes", "selection"),
  ...each("select_related prefetch_related", "relation"),
]);

/** Expressions stand among the arguments of these methods. */
export const EXPRESSIONS = new Set([
  ...withAsync("aggregate"),
  ...words("annotate alias order_by values values_list filter exclude update"),
]);

/** Keywords that hold names of fields in a list, or, of `defaults`, as keys. */
export const LIST_KEYWORDS: ReadonlyMap<string, UseKind> = new Map([
  ["update_fields", "write"],
  ["unique_fields", "lookup"],
  ["field_name", "lookup"],
  ["defaults", "write"],
  ["create_defaults", "write"],
]);

/** Ways to compare that nobody calls a field. Others, such as `date`, may also be the name of one. */
export const LOOKUPS = words(
  "exact iexact contains icontains in gt gte lt lte startswith istartswith endswith iendswith isnull regex iregex " +
    "iso_year iso_week_day week_day trigram_similar trigram_word_similar unaccent contained_by has_key has_keys has_any_keys",
);

function each(names: string, kind: UseKind): readonly (readonly [string, UseKind])[] {
  return [...words(names)].map((name) => [name, kind] as const);
}

function eachAsync(names: string, kind: UseKind): readonly (readonly [string, UseKind])[] {
  return [...withAsync(names)].map((name) => [name, kind] as const);
}
