/** What a setting holds, as far as the code of a project tells without being run. */
export type Value =
  | LiteralValue
  | ListValue
  | DictionaryValue
  | PathValue
  | EnvironmentValue
  | EitherValue
  | ReferenceValue
  | NamespaceValue
  | ToolValue
  | UnknownValue;

export interface LiteralValue {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
}

export interface ListValue {
  readonly kind: "list";
  readonly of: "list" | "tuple" | "set";
  readonly items: readonly ListItem[];
  /** False when there may be more items than these. */
  readonly whole: boolean;
}

export interface ListItem {
  readonly value: Value;
  /** False when it depends on something that is not known, such as `if DEBUG:`. */
  readonly always: boolean;
}

export interface DictionaryValue {
  readonly kind: "dictionary";
  readonly entries: readonly DictionaryEntry[];
  /** False when there may be more entries than these. */
  readonly whole: boolean;
}

export interface DictionaryEntry {
  readonly key: LiteralValue["value"];
  readonly value: Value;
  readonly always: boolean;
}

/** A file or folder of the project, relative to the scanned root; "" is the root, `../x` lies beside it. */
export interface PathValue {
  readonly kind: "path";
  readonly path: string;
}

/** What a variable of the process's environment decides. */
export interface EnvironmentValue {
  readonly kind: "environment";
  /** Null when its name is not known. */
  readonly variable: string | null;
  /** What it is without the variable; null when that is not known, or when the project does not start then. */
  readonly default: Value | null;
}

/** One of several, at least two. */
export interface EitherValue {
  readonly kind: "either";
  readonly values: readonly Value[];
}

/** Something of a package or a module, by its qualified name. */
export interface ReferenceValue {
  readonly kind: "reference";
  readonly name: string;
}

/** A class of settings (django-configurations), or an instance of one that reads the environment. */
export interface NamespaceValue {
  readonly kind: "namespace";
  readonly values: ReadonlyMap<string, Binding>;
  /** Its instances have variables of the environment as fields (pydantic-settings). */
  readonly isOfVariables: boolean;
}

/** Something that reads variables of the environment when it is called. */
export interface ToolValue {
  readonly kind: "tool";
  readonly tool: "environ" | "decouple" | "function";
  /** Defaults that `environ.Env(DEBUG=(bool, False))` declares, by variable. */
  readonly defaults: ReadonlyMap<string, Value>;
  /** What names of variables begin with: `with env.prefixed("APP_"):` */
  readonly prefix: string;
}

export interface UnknownValue {
  readonly kind: "unknown";
}

/** What a name stands for in a module. */
export interface Binding {
  readonly value: Value;
  /** Where it was given and changed, in that order. */
  readonly places: readonly SettingPlace[];
  /** False when it depends on something unknown whether it is there at all. */
  readonly always: boolean;
  /** A module that is not there may say otherwise: `from .local import *` of a file that nobody commits. */
  readonly overridable: boolean;
}

export interface SettingPlace {
  readonly path: string;
  /** Of the statement, UTF-16 offsets. */
  readonly span: { readonly start: number; readonly end: number };
}

export const UNKNOWN: UnknownValue = { kind: "unknown" };

/** What has more parts than this, or a longer text, is taken for unknown: a limit on what hostile code costs. */
export const MOST_PARTS = 4000;
const LONGEST_TEXT = 10_000;
const MOST_PLACES = 200;

/** A text that was put together of others. */
export function madeText(parts: readonly string[], separator = ""): Value {
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, 0);
  return length > LONGEST_TEXT ? UNKNOWN : literal(parts.join(separator));
}

/** The value, unless it has grown beyond what anybody writes. */
export function bounded(value: Value): Value {
  return sizeOf(value) > MOST_PARTS ? UNKNOWN : value;
}

/** Values never change, and the same one may be a part of many. */
const sizes = new WeakMap<Value, number>();

/** How many parts it has, those counted several times that are in it several times. */
function sizeOf(value: Value): number {
  if (value.kind === "literal") return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const size = partsOf(value).reduce((sum, part) => sum + sizeOf(part), 1);
  sizes.set(value, size);
  return size;
}

export function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case "list":
      return value.items.map((item) => item.value);
    case "dictionary":
      return value.entries.map((entry) => entry.value);
    case "either":
      return value.values;
    case "environment":
      return value.default === null ? [] : [value.default];
    default:
      return [];
  }
}

/** Of a value that several statements make. */
export function joinedPlaces(before: Binding["places"], after: Binding["places"]): Binding["places"] {
  return before.length >= MOST_PLACES ? before : [...before, ...after.filter((place) => !before.includes(place))];
}

export function literal(value: LiteralValue["value"]): LiteralValue {
  return { kind: "literal", value };
}

export function environment(variable: string | null, otherwise: Value | null): EnvironmentValue {
  return { kind: "environment", variable, default: otherwise };
}

export function toolOf(tool: ToolValue["tool"], defaults: ToolValue["defaults"] = new Map()): ToolValue {
  return { kind: "tool", tool, defaults, prefix: "" };
}

export function listOf(of: ListValue["of"], values: readonly Value[]): ListValue {
  return { kind: "list", of, items: values.map((value) => ({ value, always: true })), whole: true };
}

export function textOf(value: Value): string | null {
  return value.kind === "literal" && typeof value.value === "string" ? value.value : null;
}

/** The text that it is where the process's environment sets nothing; null when that is not known. */
export function usualTextOf(value: Value): string | null {
  if (value.kind !== "environment") return textOf(value);
  return value.default === null ? null : usualTextOf(value.default);
}

export function numberOf(value: Value): number | null {
  return value.kind === "literal" && typeof value.value === "number" ? value.value : null;
}

/** Whether Python takes it for true; null when that is not known. */
export function truthOf(value: Value): boolean | null {
  switch (value.kind) {
    case "literal":
      return Boolean(value.value);
    case "list":
      return value.items.some(({ always }) => always) || (value.items.length > 0 || !value.whole ? null : false);
    case "dictionary":
      return value.entries.some(({ always }) => always) || (value.entries.length > 0 || !value.whole ? null : false);
    case "path":
      return true;
    case "either": {
      const [first, ...others] = value.values.map(truthOf);
      return others.every((other) => other === first) ? first! : null;
    }
    case "reference":
      // For type checkers alone.
      return value.name === "typing.TYPE_CHECKING" ? false : null;
    default:
      return null;
  }
}
