import type { EnvironmentKind } from "./environments.ts";
import type { ProjectSettings } from "./readSettings.ts";
import { textOf } from "./value.ts";

export interface InstalledApp {
  /** As in `INSTALLED_APPS`: a package, or an `AppConfig`. */
  readonly name: string;
  /** False when it depends on something that is not known, such as `if DEBUG:`. */
  readonly always: boolean;
}

/** What is installed there, in order; null when that is not known at all. */
export function installedApps(
  settings: ProjectSettings,
  kind: EnvironmentKind,
  path?: string,
): { readonly apps: readonly InstalledApp[]; readonly whole: boolean } | null {
  const value = settings.valueOf("INSTALLED_APPS", kind, path)?.value;
  if (value?.kind !== "list") return null;
  const apps = value.items.flatMap((item) => {
    const name = textOf(item.value);
    return name === null ? [] : [{ name, always: item.always }];
  });
  return { apps, whole: value.whole && apps.length === value.items.length };
}
