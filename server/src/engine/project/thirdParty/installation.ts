import { type InstalledApp, installedApps } from "../settings/installedApps.ts";
import type { ProjectSettings } from "../settings/readSettings.ts";
import { usualTextOf } from "../settings/value.ts";
import { allKnownModels } from "./knownModels.ts";

/** What the settings of a project say of the apps that it installs, as plain data: to evaluate them takes longer than to know most else again. */
export interface Installation {
  /** What any of the Django projects installs, as it stands in the settings, and as the package that an `AppConfig` lies in. */
  readonly names: readonly string[];
  /** Of the project that is deployed; null when that is not known at all. */
  readonly apps: { readonly apps: readonly InstalledApp[]; readonly whole: boolean } | null;
  /** By the settings that name a model in place of a package's. */
  readonly models: Readonly<Record<string, NamedModels>>;
}

/** In small letters, as each of the Django projects names it: null where it does not, empty where it names one that is not known. */
export type NamedModels = readonly (string | null)[];

const installations = new WeakMap<ProjectSettings, Installation>();

export function installationOf(settings: ProjectSettings): Installation {
  const before = installations.get(settings);
  if (before) return before;
  const names = placesIn(settings).flatMap(
    (path) => installedApps(settings, "production", path)?.apps.flatMap(namesOf) ?? [],
  );
  const settingsOfModels = new Set(allKnownModels().flatMap(({ setting }) => setting ?? []));
  const installation = {
    names: [...new Set(names)],
    apps: installedApps(settings, "production"),
    models: Object.fromEntries([...settingsOfModels].map((setting) => [setting, modelsNamedIn(settings, setting)])),
  };
  rememberInstallation(settings, installation);
  return installation;
}

/** For who knows it already. */
export function rememberInstallation(settings: ProjectSettings, installation: Installation): void {
  installations.set(settings, installation);
}

/** What a setting names in place of the model of a package. */
export function modelsNamedBy(settings: ProjectSettings, setting: string): NamedModels {
  return installationOf(settings).models[setting] ?? modelsNamedIn(settings, setting);
}

function modelsNamedIn(settings: ProjectSettings, setting: string): NamedModels {
  return placesIn(settings).map((path) => {
    const named = settings.valueOf(setting, "production", path);
    return named && (usualTextOf(named.value)?.toLowerCase() ?? "");
  });
}

/** A settings file of each Django project. */
function placesIn({ environments }: ProjectSettings): readonly string[] {
  return [...new Map(environments.map(({ folder, path }) => [folder, path])).values()];
}

/** `allauth.account`, also as `allauth.account.apps.AccountConfig`. */
function namesOf({ name }: InstalledApp): readonly string[] {
  const module = /^(.+?)(?:\.(?:apps|config|conf))?\.[A-Z]\w*$/.exec(name)?.[1];
  return module === undefined ? [name] : [name, module];
}
