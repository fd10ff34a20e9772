import { lifted, withEntry } from "./combine.ts";
import { normalisedPath } from "./pythonModules.ts";
import {
  environment,
  type ListValue,
  literal,
  madeText,
  MOST_PARTS,
  numberOf,
  textOf,
  truthOf,
  UNKNOWN,
  type Value,
} from "./value.ts";

export function binary(operator: string, left: Value, right: Value): Value {
  if (operator === "and" || operator === "or") return chosen(operator, left, right);
  if (left.kind === "list" && operator === "+") return joinedLists(left, right);
  return lifted([left, right], ([a, b]) => plain(operator, a!, b!));
}

/** `object[index]` */
export function indexed(object: Value, index: Value): Value {
  if (object.kind === "reference") {
    return object.name === "os.environ" ? environment(textOf(index), null) : UNKNOWN;
  }
  return lifted([object, index], ([container, key]) => {
    if (container!.kind === "dictionary" && key!.kind === "literal") {
      return container.entries.find((entry) => entry.key === key.value && entry.always)?.value ?? UNKNOWN;
    }
    const at = numberOf(key!);
    if (container!.kind !== "list" || at === null || !container.items.every(({ always }) => always)) return UNKNOWN;
    return at < 0 && !container.whole ? UNKNOWN : (container.items.at(at)?.value ?? UNKNOWN);
  });
}

/** The parts of a format string, side by side. */
export function joinedText(parts: readonly Value[]): Value {
  const texts = parts.map((part) => {
    if (part.kind === "path") return part.path;
    return part.kind === "literal" && typeof part.value !== "boolean" && part.value !== null
      ? String(part.value)
      : null;
  });
  if (texts.includes(null)) return UNKNOWN;
  // A path within a text stays a path: `f"{BASE_DIR}/static"`.
  const made = madeText(texts.map((text) => text!));
  const whole = textOf(made);
  if (parts[0]?.kind === "path" && whole !== null) return { kind: "path", path: normalisedPath(whole) };
  return parts.some(({ kind }) => kind === "path") ? UNKNOWN : made;
}

function chosen(operator: "and" | "or", left: Value, right: Value): Value {
  const truth = truthOf(left);
  if (truth !== null) return (operator === "or") === truth ? left : right;
  // `os.environ.get("X") or "default"`
  if (operator === "or" && left.kind === "environment") {
    const otherwise = left.default === null ? right : binary("or", left.default, right);
    return { ...left, default: otherwise.kind === "unknown" ? null : otherwise };
  }
  if (operator === "and" && left.kind === "environment") {
    const otherwise = left.default && binary("and", left.default, right);
    return { ...left, default: otherwise?.kind === "unknown" ? null : otherwise };
  }
  return UNKNOWN;
}

function joinedLists(left: ListValue, right: Value): Value {
  if (right.kind === "list" && left.items.length + right.items.length <= MOST_PARTS) {
    return left.of === right.of
      ? { ...left, items: [...left.items, ...right.items], whole: left.whole && right.whole }
      : UNKNOWN;
  }
  return { ...left, whole: false };
}

function plain(operator: string, a: Value, b: Value): Value {
  if (operator === "/" && a.kind === "path") {
    const part = textOf(b);
    return part === null || part.startsWith("/")
      ? UNKNOWN
      : { kind: "path", path: normalisedPath(`${a.path}/${part}`) };
  }
  // `environ.Path(__file__) - 3`
  if (operator === "-" && a.kind === "path") {
    const levels = numberOf(b);
    return levels === null || levels > 20
      ? UNKNOWN
      : { kind: "path", path: normalisedPath(a.path + "/..".repeat(levels)) };
  }
  if (operator === "+" && a.kind === "path" && b.kind === "literal") return joinedText([a, b]);
  if (operator === "|" && a.kind === "dictionary" && b.kind === "dictionary") {
    const joined = b.entries.reduce((made, { key, value }) => withEntry(made, key, value), a);
    return { ...joined, whole: a.whole && b.whole };
  }
  if (operator === "in" || operator === "not in") return membership(operator, a, b);
  if (a.kind !== "literal" || b.kind !== "literal") return UNKNOWN;
  return ofLiterals(operator, a.value, b.value);
}

function membership(operator: "in" | "not in", a: Value, b: Value): Value {
  if (a.kind !== "literal") return UNKNOWN;
  if (b.kind !== "list" && b.kind !== "dictionary") return UNKNOWN;
  const keys =
    b.kind === "dictionary"
      ? b.entries
      : b.items.map(({ value, always }) => ({ key: value.kind === "literal" ? value.value : undefined, always }));
  const isThere = keys.some(({ key, always }) => always && key === a.value);
  const isSurelyNot = b.whole && keys.every(({ key }) => key !== undefined && key !== a.value);
  if (!isThere && !isSurelyNot) return UNKNOWN;
  return literal(isThere === (operator === "in"));
}

type Plain = string | number | boolean | null;

function ofLiterals(operator: string, a: Plain, b: Plain): Value {
  switch (operator) {
    case "==":
    case "is":
      return literal(a === b);
    case "!=":
    case "is not":
      return literal(a !== b);
    case "%":
      return typeof a === "string" && typeof b === "string" && a.split("%").length === 2 && a.includes("%s")
        ? madeText(a.split("%s"), b)
        : UNKNOWN;
  }
  if (operator === "+" && typeof a === "string" && typeof b === "string") return madeText([a, b]);
  if (typeof a !== "number" || typeof b !== "number") return UNKNOWN;
  switch (operator) {
    case "+":
      return literal(a + b);
    case "-":
      return literal(a - b);
    case "*":
      return literal(a * b);
    case "/":
      return b === 0 ? UNKNOWN : literal(a / b);
    case "//":
      return b === 0 ? UNKNOWN : literal(Math.floor(a / b));
    case "**":
      return Math.abs(a ** b) < Number.MAX_SAFE_INTEGER ? literal(a ** b) : UNKNOWN;
    case "<":
      return literal(a < b);
    case ">":
      return literal(a > b);
    case "<=":
      return literal(a <= b);
    case ">=":
      return literal(a >= b);
    default:
      return UNKNOWN;
  }
}
