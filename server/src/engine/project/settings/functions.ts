import { lifted } from "./combine.ts";
import { binary } from "./operators.ts";
import {
  environment,
  listOf,
  literal,
  madeText,
  textOf,
  toolOf,
  type ToolValue,
  UNKNOWN,
  type Value,
} from "./value.ts";

export interface CallArguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** False when there are more behind `*` or `**`. */
  readonly whole: boolean;
}

/** What a function of Python or of a package gives, by its qualified name. */
export function callFunction(name: string, args: CallArguments): Value {
  const { positional, named } = args;
  const first = positional[0];
  switch (name) {
    case "os.environ.get":
    case "os.getenv":
    case "os.environ.setdefault":
    case "os.environ.pop":
      return variable(first, named.get("default") ?? positional[1] ?? literal(null));
    case "os.path.join":
      return lifted(positional, joinedPath);
    case "os.path.dirname":
      return lifted(positional, ([path]) => (path?.kind === "path" ? binary("-", path, literal(1)) : UNKNOWN));
    case "os.path.abspath":
    case "os.path.realpath":
    case "os.path.normpath":
    case "os.fspath":
    case "pathlib.Path":
    case "pathlib.PurePath":
    case "path.Path":
      return positional.length === 1 && first!.kind === "path" ? first : UNKNOWN;
    case "environ.Path":
      return lifted(positional, joinedPath);
    case "environ.Env":
    case "environ.FileAwareEnv":
    case "environs.Env":
    case "environs.FileAwareEnv":
      return toolOf("environ", schemeOf(named));
    case "decouple.config":
      return variable(first, castDefault(named.get("default") ?? positional[1], named.get("cast")));
    case "decouple.Csv":
      return positional.length + named.size === 0 ? { kind: "reference", name } : UNKNOWN;
    case "decouple.AutoConfig":
    case "decouple.Config":
      return toolOf("decouple");
    case "dj_database_url.config":
      return environment(textOf(named.get("env") ?? literal("DATABASE_URL")), null);
    case "split_settings.tools.optional":
    // Their text, which `get_secret_value` gives: https://docs.pydantic.dev/latest/api/types/#pydantic.types.SecretStr
    case "pydantic.SecretStr":
    case "pydantic.SecretBytes":
      return first ?? UNKNOWN;
    case "pydantic.Field":
    case "pydantic.fields.Field":
      return modelField(args);
    case "distutils.util.strtobool":
    case "setuptools._distutils.util.strtobool":
      return lifted(positional, ([value]) => truthWord(value!));
    case "pydantic_settings.SettingsConfigDict":
    case "dict":
      return madeDictionary(args);
    case "str":
    case "int":
    case "float":
    case "bool":
      return positional.length === 1 ? lifted(positional, ([value]) => cast(name, value!)) : UNKNOWN;
    case "list":
    case "tuple":
    case "set":
      return madeList(name, positional);
    default:
      if (name.startsWith("configurations.values.")) return configurationValue(args);
      return readsEnvironment(name, first) ? variable(first, named.get("default") ?? positional[1] ?? null) : UNKNOWN;
  }
}

/** python-decouple casts defaults, too. */
function castDefault(value: Value | undefined, to: Value | undefined): Value | null {
  if (!value || !to || value.kind === "unknown") return value ?? null;
  const text = textOf(value);
  switch (to.kind === "reference" ? to.name : "") {
    case "decouple.Csv":
      return text === null
        ? null
        : listOf(
            "list",
            text.split(",").flatMap((item) => literalItem(item)),
          );
    case "bool":
      return text === null ? cast("bool", value) : literal(TRUE_WORDS.has(text.toLowerCase()));
    case "int":
      return cast("int", value);
    case "float":
      return cast("float", value);
    case "str":
      return cast("str", value);
    default:
      return null;
  }
}

/** As `strtobool` of the standard library has them, up to Python 3.11, and decouple.py of python-decouple 3.8. */
const TRUE_WORDS = new Set(["1", "true", "yes", "y", "on", "t"]);

function truthWord(value: Value): Value {
  const text = textOf(value);
  return text === null ? UNKNOWN : literal(TRUE_WORDS.has(text.toLowerCase()) ? 1 : 0);
}

/** `Field("x", alias="Y")` in pydantic 2, `Field("x", env="Y")` in pydantic 1. */
function modelField({ positional, named }: CallArguments): Value {
  const name = named.get("validation_alias") ?? named.get("alias") ?? named.get("env");
  return variable(name, named.get("default") ?? positional[0] ?? null);
}

function literalItem(item: string): readonly Value[] {
  return item.trim() === "" ? [] : [literal(item.trim())];
}

/** `env("X")`, `env.bool("X")` and `get_bool_from_env("X", …)` of a module that is not among the project's few files. */
function readsEnvironment(name: string, variable: Value | undefined): boolean {
  const called = name.split(".").slice(-2);
  const text = variable ? textOf(variable) : null;
  return text !== null && /^[A-Z][A-Z0-9_]*$/.test(text) && called.some((part) => ENVIRONMENT_WORD.test(part));
}

const ENVIRONMENT_WORD = /(^|_)(get)?env(iron|ironment)?(_|$)/;

function variable(name: Value | undefined, otherwise: Value | null): Value {
  return environment(name ? textOf(name) : null, otherwise?.kind === "unknown" ? null : otherwise);
}

/**
 * `values.BooleanValue(False, environ_name="DEBUG")` of django-configurations 2.5; without a name, the variable is called
 * like the setting, which whoever assigns it knows.
 */
function configurationValue({ positional, named }: CallArguments): Value {
  const name = named.get("environ_name");
  const otherwise = named.get("default") ?? positional[0];
  return environment(name ? textOf(name) : "", otherwise && otherwise.kind !== "unknown" ? otherwise : null);
}

/** `environ.Env(DEBUG=(bool, False))` */
function schemeOf(named: ReadonlyMap<string, Value>): ToolValue["defaults"] {
  const defaults = new Map<string, Value>();
  for (const [name, value] of named) {
    const otherwise = value.kind === "list" && value.items.length === 2 ? value.items[1]!.value : undefined;
    if (otherwise) defaults.set(name, otherwise);
  }
  return defaults;
}

function joinedPath([first, ...parts]: readonly Value[]): Value {
  if (!first) return UNKNOWN;
  if (first.kind === "path") return parts.reduce((joined, part) => binary("/", joined, part), first);
  const texts = [first, ...parts].map(textOf);
  return texts.includes(null) || texts.slice(1).some((text) => text!.startsWith("/"))
    ? UNKNOWN
    : madeText(
        texts.map((text, index) => (index < texts.length - 1 ? text!.replace(/\/$/, "") : text!)),
        "/",
      );
}

function madeDictionary({ positional, named, whole }: CallArguments): Value {
  const [base] = positional;
  if (base && base.kind !== "dictionary") return UNKNOWN;
  const own = [...named].map(([key, value]) => ({ key, value, always: true }));
  const kept = base ? base.entries.filter(({ key }) => typeof key !== "string" || !named.has(key)) : [];
  return { kind: "dictionary", entries: [...kept, ...own], whole: whole && (base?.whole ?? true) };
}

function madeList(of: "list" | "tuple" | "set", [first]: readonly Value[]): Value {
  if (!first) return listOf(of, []);
  return first.kind === "list" ? { ...first, of } : UNKNOWN;
}

function cast(name: "str" | "int" | "float" | "bool", value: Value): Value {
  if (name === "str" && value.kind === "path") return value;
  if (value.kind !== "literal") return UNKNOWN;
  const plain = value.value;
  switch (name) {
    case "str":
      return typeof plain === "string" || typeof plain === "number" ? literal(String(plain)) : UNKNOWN;
    case "bool":
      return literal(Boolean(plain));
    case "int":
    case "float": {
      const number = typeof plain === "boolean" || plain === null || plain === "" ? NaN : Number(plain);
      if (!Number.isFinite(number)) return UNKNOWN;
      return literal(name === "int" ? Math.trunc(number) : number);
    }
  }
}
