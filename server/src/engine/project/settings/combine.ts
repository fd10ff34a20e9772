import type { NameTable } from "./nameTable.ts";
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

/** What names stand for after either of two ways through the code, which are forks of `start`: it becomes that. */
export function takeEither(start: NameTable, a: NameTable, b: NameTable): void {
  for (const name of new Set([...a.changed, ...b.changed])) {
    const [one, other] = [a.get(name), b.get(name)];
    if (one && other) start.set(name, one === other ? one : eitherBinding(one, other));
    else if (one ?? other) start.set(name, { ...(one ?? other)!, always: false });
    else start.delete(name);
  }
}

function eitherBinding(one: Binding, other: Binding): Binding {
  return {
    value: eitherOf(one.value, other.value),
    places: joinedPlaces(one.places, other.places),
    always: one.always && other.always,
    overridable: one.overridable || other.overridable,
  };
}

/** Of two long lists, as before and after an item was added, most is one and the same: that is not looked at. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === "list" && b.kind === "list") {
    return a.of === b.of && a.whole === b.whole && haveSame(a.items, b.items, sameItem);
  }
  if (a.kind === "dictionary" && b.kind === "dictionary") {
    return a.whole === b.whole && haveSame(a.entries, b.entries, sameEntry);
  }
  return a.kind === b.kind && contentOf(a) === contentOf(b);
}

function haveSame<Part>(a: readonly Part[], b: readonly Part[], areSame: (one: Part, other: Part) => boolean): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index] || areSame(part, b[index]!));
}

function sameItem(one: ListItem, other: ListItem): boolean {
  return one.always === other.always && sameValue(one.value, other.value);
}

function sameEntry(one: DictionaryEntry, other: DictionaryEntry): boolean {
  return one.key === other.key && sameItem(one, other);
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
  const [left, right] = [a.items, b.items];
  let before = 0;
  while (before < left.length && before < right.length && haveSameValue(left[before]!, right[before]!)) before++;
  let behind = 0;
  const most = Math.min(left.length, right.length) - before;
  while (behind < most && haveSameValue(left.at(-1 - behind)!, right.at(-1 - behind)!)) behind++;
  const shared = (item: ListItem, other: ListItem): ListItem => asSure(item, item.always && other.always);
  const leftMiddle = left.slice(before, left.length - behind);
  const rightMiddle = right.slice(before, right.length - behind);
  const leftValues = rightMiddle.length > 0 ? valuesOf(left) : NOTHING;
  const rightValues = leftMiddle.length > 0 ? valuesOf(right) : NOTHING;
  return {
    kind: "list",
    of: a.of,
    items: [
      ...left.slice(0, before).map((item, index) => shared(item, right[index]!)),
      ...leftMiddle.map((item) => asSure(item, item.always && rightValues.has(contentOf(item.value)))),
      ...rightMiddle.filter(({ value }) => !leftValues.has(contentOf(value))).map((item) => asSure(item, false)),
      ...left.slice(left.length - behind).map((item, index) => shared(item, right[right.length - behind + index]!)),
    ],
    whole: a.whole && b.whole,
  };
}

function haveSameValue(one: ListItem, other: ListItem): boolean {
  return one.value === other.value || contentOf(one.value) === contentOf(other.value);
}

function valuesOf(items: readonly ListItem[]): ReadonlySet<string> {
  return new Set(items.map(({ value }) => contentOf(value)));
}

const NOTHING: ReadonlySet<string> = new Set();

/** The same object where it is so already: it is soon compared again. */
function asSure<Part extends ListItem>(part: Part, always: boolean): Part {
  return part.always === always ? part : { ...part, always };
}

function eitherDictionary(a: DictionaryValue, b: DictionaryValue): DictionaryValue {
  const others = new Map(b.entries.map((entry) => [entry.key, entry]));
  const keys = new Set(a.entries.map(({ key }) => key));
  return {
    kind: "dictionary",
    entries: [
      ...a.entries.map((entry) => {
        const other = others.get(entry.key);
        if (entry === other) return entry;
        if (!other) return asSure(entry, false);
        return { ...entry, value: eitherOf(entry.value, other.value), always: entry.always && other.always };
      }),
      ...b.entries.filter(({ key }) => !keys.has(key)).map((entry) => asSure(entry, false)),
    ],
    whole: a.whole && b.whole,
  };
}
