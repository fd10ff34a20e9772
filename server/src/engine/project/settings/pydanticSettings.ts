/** Classes whose fields are variables of the environment: pydantic-settings 2, and `BaseSettings` of pydantic 1. */
import { type Binding, environment, type NamespaceValue, textOf, type Value } from "./value.ts";

/** Whether a class with these bases is one. */
export function hasVariablesAsFields(bases: readonly Value[]): boolean {
  return bases.some((base) =>
    base.kind === "namespace" ? base.isOfVariables : base.kind === "reference" && BASE.test(base.name),
  );
}

const BASE = /^(pydantic_settings|pydantic(\.v1|\.env_settings)?)\.BaseSettings$/;

/** An instance of such a class: each field is the variable that is called like it, and what the class gives is its default. */
export function instanceOf({ values }: NamespaceValue): NamespaceValue {
  const prefix = prefixIn(values);
  const found = new Map<string, Binding>();
  for (const [name, binding] of values) {
    const value = ofField(binding.value, (prefix + name).toUpperCase());
    if (value) found.set(name, { ...binding, value });
  }
  return { kind: "namespace", values: found, isOfVariables: false };
}

/** `Field("x", alias="Y")` was read as the variable already; without an alias it has no name yet. */
function ofField(value: Value, variable: string): Value | null {
  if (value.kind === "environment") return value.variable === null ? environment(variable, value.default) : value;
  return value.kind === "literal" || value.kind === "list" || value.kind === "dictionary"
    ? environment(variable, value)
    : null;
}

/** Of `model_config = SettingsConfigDict(env_prefix="APP_")`, or of a class `Config` in pydantic 1. */
function prefixIn(values: NamespaceValue["values"]): string {
  const config = (values.get("model_config") ?? values.get("Config"))?.value;
  const given =
    config?.kind === "dictionary"
      ? config.entries.find(({ key }) => key === "env_prefix")?.value
      : config?.kind === "namespace"
        ? config.values.get("env_prefix")?.value
        : undefined;
  return (given && textOf(given)) ?? "";
}
