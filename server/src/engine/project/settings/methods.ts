import { lifted, sameValue } from "./combine.ts";
import type { CallArguments } from "./functions.ts";
import { binary } from "./operators.ts";
import { listOf, type ListValue, literal, madeText, textOf, UNKNOWN, type Value } from "./value.ts";

/** What a method gives that changes nothing. Those that change a list or dictionary are statements: `changes.ts`. */
export function callMethod(object: Value, method: string, { positional, named, whole }: CallArguments): Value {
  if (!whole) return UNKNOWN;
  if (object.kind === "dictionary") return ofDictionary(object, method, positional);
  if (object.kind === "list" && method === "copy") return object;
  if (object.kind === "list" && method === "index") return placeOf(object, positional);
  return lifted([object, ...positional], ([plain, ...args]) => {
    if (plain!.kind === "path") return ofPath(plain, method, args);
    const text = textOf(plain!);
    return text === null || named.size > 0 ? UNKNOWN : ofText(text, method, args);
  });
}

function placeOf({ items }: ListValue, [wanted]: readonly Value[]): Value {
  const at = items.findIndex(({ value }) => wanted?.kind === "literal" && sameValue(value, wanted));
  return at >= 0 && items.slice(0, at).every(({ always }) => always) ? literal(at) : UNKNOWN;
}

function ofDictionary(object: Extract<Value, { kind: "dictionary" }>, method: string, args: readonly Value[]): Value {
  if (method === "copy") return object;
  if (method === "keys") {
    const items = object.entries.map(({ key, always }) => ({ value: literal(key), always }));
    return { kind: "list", of: "list", items, whole: object.whole };
  }
  const [key, otherwise] = args;
  if (method !== "get" || key?.kind !== "literal") return UNKNOWN;
  const entry = object.entries.find((each) => each.key === key.value);
  if (entry) return entry.always ? entry.value : UNKNOWN;
  return object.whole ? (otherwise ?? literal(null)) : UNKNOWN;
}

function ofPath(path: Value, method: string, args: readonly Value[]): Value {
  switch (method) {
    case "resolve":
    case "absolute":
    case "as_posix":
      return path;
    // The latter two of an `environ.Path`.
    case "joinpath":
    case "path":
    case "__call__":
      return args.reduce((joined, part) => binary("/", joined, part), path);
    default:
      return UNKNOWN;
  }
}

function joinedItems(separator: string, list: Value | undefined): Value {
  if (list?.kind !== "list" || !list.whole || !list.items.every(({ always }) => always)) return UNKNOWN;
  return lifted(
    list.items.map(({ value }) => value),
    (items) => {
      const texts = items.map(textOf);
      return texts.includes(null)
        ? UNKNOWN
        : madeText(
            texts.map((text) => text!),
            separator,
          );
    },
  );
}

function ofText(text: string, method: string, args: readonly Value[]): Value {
  if (method === "join") return joinedItems(text, args[0]);
  const [first, second] = args.map(textOf);
  switch (method) {
    case "lower":
      return args.length === 0 ? literal(text.toLowerCase()) : UNKNOWN;
    case "upper":
      return args.length === 0 ? literal(text.toUpperCase()) : UNKNOWN;
    // Bytes are taken as the text with the same characters.
    case "encode":
    case "decode":
    // Of pydantic's `SecretStr`.
    case "get_secret_value":
      return literal(text);
    case "strip":
      return args.length === 0 ? literal(text.trim()) : UNKNOWN;
    case "startswith":
      return typeof first === "string" ? literal(text.startsWith(first)) : UNKNOWN;
    case "endswith":
      return typeof first === "string" ? literal(text.endsWith(first)) : UNKNOWN;
    case "replace":
      return typeof first === "string" && typeof second === "string" && args.length === 2
        ? madeText(text.split(first), second)
        : UNKNOWN;
    case "split":
      return typeof first === "string" && first !== "" && args.length === 1
        ? listOf("list", text.split(first).map(literal))
        : UNKNOWN;
    default:
      return UNKNOWN;
  }
}
