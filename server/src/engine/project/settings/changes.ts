import { withEntry } from "./combine.ts";
import { binary } from "./operators.ts";
import { listOf, type ListValue, numberOf, UNKNOWN, type Value } from "./value.ts";

/** Methods that leave what they are called on as it was. */
const CHANGES_NOTHING = new Set("copy count index get keys values items format join split strip".split(" "));

/** What a list or dictionary is after one of its methods was called as a statement. */
export function changedBy(value: Value, method: string, args: readonly Value[], whole: boolean): Value {
  if (CHANGES_NOTHING.has(method) || (value.kind !== "list" && value.kind !== "dictionary")) return value;
  if (!whole) return { ...value, whole: false };
  if (value.kind === "list") return changedList(value, method, args);
  const [first, second] = args;
  if (method === "update" && args.length === 1) return binary("|", value, first!.kind === "dictionary" ? first : OPEN);
  if (method === "setdefault" && first?.kind === "literal" && second) {
    const isThere = value.entries.some(({ key, always }) => key === first.value && always);
    return isThere ? value : withEntry(value, first.value, second);
  }
  if (method === "pop" && first?.kind === "literal") {
    return { ...value, entries: value.entries.filter(({ key }) => key !== first.value) };
  }
  return UNKNOWN;
}

/** What a container is after `container[key][…] = item`. */
export function withItem(container: Value, keys: readonly Value[], item: Value): Value {
  const [key, ...inner] = keys;
  if (!key) return item;
  if (container.kind === "dictionary" && key.kind === "literal") {
    const before = container.entries.find((entry) => entry.key === key.value)?.value ?? UNKNOWN;
    return withEntry(container, key.value, withItem(before, inner, item));
  }
  const at = numberOf(key);
  if (container.kind === "list" && at !== null && at >= 0 && at < container.items.length && container.whole) {
    const before = container.items[at]!;
    return { ...container, items: container.items.with(at, { ...before, value: withItem(before.value, inner, item) }) };
  }
  return container.kind === "dictionary" ? { ...container, whole: false } : UNKNOWN;
}

const OPEN: Value = { kind: "dictionary", entries: [], whole: false };

function changedList(list: ListValue, method: string, args: readonly Value[]): Value {
  const [first, second] = args;
  switch (method) {
    case "append":
    case "add":
      return first ? { ...list, items: [...list.items, { value: first, always: true }] } : list;
    case "extend":
    case "update":
      return first ? binary("+", list, first.kind === "list" ? { ...first, of: list.of } : first) : list;
    case "insert": {
      const at = first ? numberOf(first) : null;
      if (!second) return list;
      // Somewhere: only its place is not known.
      const place = at ?? list.items.length;
      const [item] = listOf("list", [second]).items;
      return { ...list, items: list.items.toSpliced(place, 0, item!) };
    }
    case "remove":
    case "discard": {
      if (first?.kind !== "literal") return { ...list, items: list.items.map((item) => ({ ...item, always: false })) };
      const at = list.items.findIndex(({ value }) => value.kind === "literal" && value.value === first.value);
      return at < 0 ? list : { ...list, items: list.items.toSpliced(at, 1) };
    }
    case "sort":
    case "reverse":
      return method === "reverse" ? { ...list, items: list.items.toReversed() } : UNKNOWN;
    case "clear":
      return { ...list, items: [], whole: true };
    default:
      return UNKNOWN;
  }
}
