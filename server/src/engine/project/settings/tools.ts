import type { CallArguments } from "./functions.ts";
import { environment, textOf, type ToolValue, UNKNOWN, type Value } from "./value.ts";

/**
 * What a reader of environment variables gives: `env("X", default=…)` and `env.bool("X", …)` of django-environ 0.13 and
 * environs 14, `config("X", default=…, cast=…)` of python-decouple 3.8, or a function of the project that does the like.
 */
export function callTool(tool: ToolValue, method: string | null, { positional, named }: CallArguments): Value {
  if (method !== null && NOT_READING.has(method)) return UNKNOWN;
  const name = positional[0] ? textOf(positional[0]) : DEFAULT_VARIABLES.get(method ?? "");
  const variable = name && tool.prefix + name;
  const declared = variable ? tool.defaults.get(variable) : undefined;
  const otherwise = named.get("default") ?? byPosition(tool, method, positional) ?? declared ?? null;
  return environment(variable ?? null, castTo(method, otherwise));
}

const NOT_READING = new Set(["read_env", "seal", "prefixed", "__class__"]);

/** Variables that django-environ reads without being told. */
const DEFAULT_VARIABLES: ReadonlyMap<string, string> = new Map([
  ["db", "DATABASE_URL"],
  ["db_url", "DATABASE_URL"],
  ["cache", "CACHE_URL"],
  ["cache_url", "CACHE_URL"],
  ["email", "EMAIL_URL"],
  ["email_url", "EMAIL_URL"],
  ["search_url", "SEARCH_URL"],
]);

/** `env(var, cast, default)`, but `env.bool(var, default)`. */
function byPosition({ tool }: ToolValue, method: string | null, positional: readonly Value[]): Value | undefined {
  const isCalled = method === null && tool === "environ";
  return positional[isCalled ? 2 : 1];
}

/** Defaults of URLs are taken apart, which the default itself does not show. */
function castTo(method: string | null, value: Value | null): Value | null {
  if (value === null || value.kind === "unknown") return null;
  return method !== null && /(^|_)(db|cache|email|search|channels)(_url)?$/.test(method) ? null : value;
}
