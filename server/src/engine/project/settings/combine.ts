import {
  type Binding,
  type DictionaryEntry,
  type DictionaryValue,
  environment,
  type ListItem,
  joinedPlaces,
  type ListValue,
  UNKNOWN,
  type Value,
} from "./value.ts";

/** Beyond this many a value says nothing any more. */
const MOST_VARIANTS = 8;

/** Beyond this many ways to put variants together what they make is not known. */
const MOST_COMBINATIONS = 64;

/** What it is when it is either of them. Lists and dictionaries are joined, so that each item says whether it is always there. */
export function eitherOf(a: Value, b: Value): Value {
  if (sameValue(a, b)) return a;
  if (a.kind === "list" && b.kind === "list" && a.of === b.of) return eitherList(a, b);
  if (a.kind === "dictionary" && b.kind === "dictionary") return eitherDictionary(a, b);
  const values: Value[] = [];
  for (const value of [...variantsOf(a), ...variantsOf(b)]) {
    if (!values.some((other) => sameValue(other, value))) values.push(value);
  }
  return values.length > MOST_VARIANTS ? UNKNOWN : { kind: "either", values };
}

/**
 * Applies what works on plain values to ones that depend on the environment or are one of several: the result depends
 * on the same.
 */
export function lifted(values: readonly Value[], apply: (plain: readonly Value[]) => Value): Value {
  const at = values.findIndex(({ kind }) => kind === "either");
  if (at >= 0) {
    const combinations = values.reduce((product, value) => product * variantsOf(value).length, 1);
    if (combinations > MOST_COMBINATIONS) return UNKNOWN;
    return variantsOf(values[at]!)
      .map((variant) => lifted(values.with(at, variant), apply))
      .reduce(eitherOf);
  }
  const variable = values.find((value) => value.kind === "environment");
  if (!variable) return apply(values);
  const defaults = values.map((value) => (value.kind === "environment" ? value.default : value));
  const known = defaults.filter((value) => value !== null);
  const result = known.length === defaults.length ? lifted(known, apply) : null;
  return environment(variable.variable, result?.kind === "unknown" ? null : result);
}

/** What names stand for after either of two ways through the code. */
export function eitherBindings(a: ReadonlyMap<string, Binding>, b: ReadonlyMap<string, Binding>): Map<string, Binding> {
  const joined = new Map<string, Binding>();
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [one, other] = [a.get(name), b.get(name)];
    if (one === other || !one || !other) {
      const only = (one ?? other)!;
      joined.set(name, one === other ? only : { ...only, always: false });
      continue;
    }
    joined.set(name, {
      value: eitherOf(one.value, other.value),
      places: joinedPlaces(one.places, other.places),
      always: one.always && other.always,
      overridable: one.overridable || other.overridable,
    });
  }
  return joined;
}

export function sameValue(a: Value, b: Value): boolean {
  return a === b || (a.kind === b.kind && contentOf(a) === contentOf(b));
}

/** What a dictionary is after one key was given. */
export function withEntry(dictionary: DictionaryValue, key: DictionaryEntry["key"], value: Value): DictionaryValue {
  const entry = { key, value, always: true };
  const at = dictionary.entries.findIndex((other) => other.key === key);
  return {
    ...dictionary,
    entries: at < 0 ? [...dictionary.entries, entry] : dictionary.entries.with(at, entry),
  };
}

function variantsOf(value: Value): readonly Value[] {
  return value.kind === "either" ? value.values : [value];
}

const contents = new WeakMap<Value, string>();

/** Maps do not show in JSON: of a namespace the names are compared. */
function contentOf(value: Value): string {
  const known = contents.get(value);
  if (known !== undefined) return known;
  const content = JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part.keys()] : part));
  contents.set(value, content);
  return content;
}

function eitherList(a: ListValue, b: ListValue): ListValue {
  const keysOf = ({ items }: ListValue): readonly string[] => items.map(({ value }) => contentOf(value));
  const [left, right] = [keysOf(a), keysOf(b)];
  let before = 0;
  while (before < left.length && before < right.length && left[before] === right[before]) before++;
  let behind = 0;
  const most = Math.min(left.length, right.length) - before;
  while (behind < most && left.at(-1 - behind) === right.at(-1 - behind)) behind++;
  const shared = (item: ListItem, other: ListItem): ListItem => ({ ...item, always: item.always && other.always });
  const maybe = (items: readonly ListItem[]): readonly ListItem[] => items.map((item) => ({ ...item, always: false }));
  const leftMiddle = a.items.slice(before, a.items.length - behind);
  const rightMiddle = b.items.slice(before, b.items.length - behind);
  const leftKeys = new Set(left);
  const rightKeys = new Set(right);
  return {
    kind: "list",
    of: a.of,
    items: [
      ...a.items.slice(0, before).map((item, index) => shared(item, b.items[index]!)),
      ...leftMiddle.map((item, index) => ({ ...item, always: item.always && rightKeys.has(left[before + index]!) })),
      ...maybe(rightMiddle.filter((_, index) => !leftKeys.has(right[before + index]!))),
      ...a.items
        .slice(a.items.length - behind)
        .map((item, index) => shared(item, b.items[b.items.length - behind + index]!)),
    ],
    whole: a.whole && b.whole,
  };
}

function eitherDictionary(a: DictionaryValue, b: DictionaryValue): DictionaryValue {
  const others = new Map(b.entries.map((entry) => [entry.key, entry]));
  const keys = new Set(a.entries.map(({ key }) => key));
  return {
    kind: "dictionary",
    entries: [
      ...a.entries.map((entry) => {
        const other = others.get(entry.key);
        if (!other) return { ...entry, always: false };
        return { ...entry, value: eitherOf(entry.value, other.value), always: entry.always && other.always };
      }),
      ...b.entries.filter(({ key }) => !keys.has(key)).map((entry) => ({ ...entry, always: false })),
    ],
    whole: a.whole && b.whole,
  };
}
