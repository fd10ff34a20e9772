import type { SettingsEnvironment } from "./environments.ts";
import type { ProjectSettings } from "./readSettings.ts";
import { partsOf, type Value } from "./value.ts";

/** Variables of the process's environment that settings read, as far as their names are known. */
export function environmentVariables(
  settings: ProjectSettings,
  environments: readonly SettingsEnvironment[],
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const environment of environments) {
    for (const name of settings.namesIn(environment)) {
      const value = settings.valueIn(name, environment)?.value;
      if (value) for (const variable of variablesIn(value)) found.add(variable);
    }
  }
  return found;
}

export function variablesIn(value: Value): readonly string[] {
  const own = value.kind === "environment" && value.variable !== null ? [value.variable] : [];
  return [...own, ...partsOf(value).flatMap(variablesIn)];
}
