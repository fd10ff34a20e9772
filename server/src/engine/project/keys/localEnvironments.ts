import { kindByName, type SettingsEnvironment } from "../settings/environments.ts";
import type { ProjectSettings } from "../settings/readSettings.ts";
import type { Value } from "../settings/value.ts";

/**
 * Whether settings are for nothing but tests and a developer's own machine. What is called after development has to turn `DEBUG` on as
 * well, and images of containers are made for production, too.
 */
export function isLocalEnvironment(
  settings: ProjectSettings,
  environment: SettingsEnvironment,
  all: readonly SettingsEnvironment[] = settings.environments,
): boolean {
  const { kind, module, className } = environment;
  if (kind === "test") return true;
  const name = className ?? module;
  if (kindByName(name) !== "development" || /docker/i.test(name)) return false;
  const debug = settings.valueIn("DEBUG", environment)?.value;
  return debug !== undefined && isOn(debug) && !isServed(environment, all);
}

function isOn(value: Value): boolean {
  if (value.kind === "environment") return value.default !== null && isOn(value.default);
  return value.kind === "literal" && value.value === true;
}

/** What `wsgi.py` names is what a server runs with, unless there are settings for that. */
function isServed({ folder, namedBy }: SettingsEnvironment, all: readonly SettingsEnvironment[]): boolean {
  const hasProduction = all.some((other) => other.folder === folder && other.kind === "production");
  return !hasProduction && namedBy.some((path) => /(^|\/)[aw]sgi\.py$/.test(path));
}
