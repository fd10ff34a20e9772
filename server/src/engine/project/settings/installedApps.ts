import type { EnvironmentKind, SettingsEnvironment } from "./environments.ts";
import type { ProjectSettings } from "./readSettings.ts";
import { textOf } from "./value.ts";

export interface InstalledApp {
  /** As in `INSTALLED_APPS`: a package, or an `AppConfig`. */
  readonly name: string;
  /** False when it depends on something that is not known, such as `if DEBUG:`. */
  readonly always: boolean;
}

/**
 * What is installed there, in order; null when that is not known at all. Where settings cannot be read to the end, what others of the project
 * install may be so there, too.
 */
export function installedApps(
  settings: ProjectSettings,
  kind: EnvironmentKind,
  path?: string,
): { readonly apps: readonly InstalledApp[]; readonly whole: boolean } | null {
  const [own, ...others] = settings.environmentsFor(kind, path);
  const known = own ? installedIn(own, settings) : null;
  if (known?.whole) return known;
  const apps = new Map((known?.apps ?? []).map((app) => [app.name, app]));
  for (const other of others) {
    const more = installedIn(other, settings);
    for (const { name } of more?.apps ?? []) if (!apps.has(name)) apps.set(name, { name, always: false });
    if (more?.whole) break;
  }
  return known || apps.size > 0 ? { apps: [...apps.values()], whole: false } : null;
}

function installedIn(environment: SettingsEnvironment, settings: ProjectSettings): ReturnType<typeof installedApps> {
  const value = settings.valueIn("INSTALLED_APPS", environment)?.value;
  if (value?.kind !== "list") return null;
  const apps = value.items.flatMap((item) => {
    const name = textOf(item.value);
    return name === null ? [] : [{ name, always: item.always }];
  });
  return { apps, whole: value.whole && apps.length === value.items.length };
}
