import { readModule } from "../../../languages/python/module.ts";
import { isLocalEnvironment } from "../../../project/keys/localEnvironments.ts";
import type { Project } from "../../../project/model.ts";
import { kindByName, type SettingsEnvironment } from "../../../project/settings/environments.ts";

/** A module of settings, or a class in it (django-configurations). */
export interface SettingsPlace {
  readonly path: string;
  readonly className: string | null;
}

/** Where settings are kept, and what is made of them for a developer's machine and for tests. */
export interface SettingsHome {
  readonly place: SettingsPlace;
  /** All that are made of it, in one of which its names are looked up. */
  readonly environments: readonly SettingsEnvironment[];
  /** Places that only local runs and tests read, behind this one. */
  readonly local: readonly LocalPlace[];
  /** Nothing but local runs and tests reads the home itself. */
  readonly isLocal: boolean;
}

export interface LocalPlace extends SettingsPlace {
  /** Null for a part that only some runs include. */
  readonly environment: SettingsEnvironment | null;
}

/** Those of the Django project that `manage.py` runs; none where that is not known. */
export function settingsHomes(project: Project): readonly SettingsHome[] {
  const { settings, settingsPath, texts } = project;
  const main = settings.environments.find(
    (environment) => settingsPath !== null && settings.pathsOf(environment).includes(settingsPath),
  );
  if (!main) return [];
  const around = settings.environments.filter(({ folder }) => folder === main.folder);
  const withClasses = new Set(around.flatMap(({ path, className }) => (className === null ? [] : [path])));
  const all = around
    // Where settings are members of classes, the module has none.
    .filter(({ path, className }) => className !== null || !withClasses.has(path))
    .flatMap((environment) => [environment, ...siblingClasses(project, environment)])
    .filter(
      ({ path, className }, index, found) =>
        found.findIndex((other) => other.path === path && other.className === className) === index,
    );
  const hasOthers = all.some(({ kind }) => kind === "production" || kind === "base");
  const homes = new Map<string, { place: SettingsPlace; environments: SettingsEnvironment[] }>();
  for (const environment of all) {
    const place = homeOf(project, environment);
    const key = keyOf(place);
    const home = homes.get(key) ?? { place, environments: [] };
    home.environments.push(environment);
    homes.set(key, home);
  }
  return (
    [...homes.values()]
      // Example projects and the like have settings that nothing names.
      .filter(({ environments }) => environments.some(({ namedBy }) => namedBy.length > 0))
      .map(({ place, environments }) => {
        const own = environments.filter((environment) => isLocalEnvironment(settings, environment, all));
        const included = environments.flatMap((environment) => includedForLocalRuns(texts, environment));
        const local = [
          ...own.map((environment): LocalPlace => ({ ...placeOf(project, environment), environment })),
          ...included,
        ];
        return {
          place,
          environments,
          local: [...new Map(local.map((each) => [keyOf(each), each])).values()].filter(
            (each) => keyOf(each) !== keyOf(place),
          ),
          // Settings for development alone are those of production, too, or production's are kept elsewhere and made of them.
          isLocal: own.length === environments.length && (hasOthers || own.every(({ kind }) => kind === "test")),
        };
      })
  );
}

function keyOf({ path, className }: SettingsPlace): string {
  return `${path}\n${className ?? ""}`;
}

/** Classes of settings beside the one that is named. */
function siblingClasses(
  { settings, texts }: Project,
  environment: SettingsEnvironment,
): readonly SettingsEnvironment[] {
  if (environment.className === null) return [];
  const module = readModule(texts.get(environment.path) ?? "");
  const classes = module.layout.statements.flatMap(({ kind, name }) =>
    kind === "class" && name ? [module.text.slice(name.start, name.end)] : [],
  );
  return [...new Set([...classes, ...module.bindings.keys()])].flatMap((className) => {
    const isKnown = settings.environments.some(
      (other) => other.path === environment.path && other.className === className,
    );
    const found = settings.valueIn(className, { ...environment, className: null })?.value;
    if (isKnown || found?.kind !== "namespace" || !found.values.has("INSTALLED_APPS")) return [];
    return [{ ...environment, className, kind: kindByName(className) ?? "production" }];
  });
}

/** Where it says what is installed: in its own module or class, or in one that it takes over. */
function homeOf(project: Project, environment: SettingsEnvironment): SettingsPlace {
  const { settings, texts } = project;
  const places = settings.valueIn("INSTALLED_APPS", environment)?.places ?? [];
  if (environment.className === null) {
    const paths = settings.pathsOf(environment);
    return { path: places.find(({ path }) => paths.includes(path))?.path ?? environment.path, className: null };
  }
  const [first] = places;
  const module = first && readModule(texts.get(first.path) ?? "");
  const around = module?.layout.statements.find(
    ({ kind, span, end }) => kind === "class" && span.start <= first!.span.start && first!.span.start < end,
  );
  if (!around?.name) return placeOf(project, environment);
  return { path: first!.path, className: module!.text.slice(around.name.start, around.name.end) };
}

function placeOf({ settings }: Project, environment: SettingsEnvironment): SettingsPlace {
  const { path, className } = environment;
  if (className === null) return { path, className };
  // The module may only hand on what is declared elsewhere.
  const declared = settings.valueIn(className, { ...environment, className: null })?.places[0];
  return { path: declared?.path ?? path, className };
}

/**
 * Parts that django-split-settings includes for local runs and tests alone: those called so in a folder that has a part called after
 * production as well.
 */
function includedForLocalRuns(
  texts: ReadonlyMap<string, string>,
  { path }: SettingsEnvironment,
): readonly LocalPlace[] {
  if (!texts.get(path)!.includes("split_settings")) return [];
  const root = path.slice(0, path.lastIndexOf("/") + 1);
  const parts = [...texts.keys()].filter((each) => each !== path && each.startsWith(root) && each.endsWith(".py"));
  const kinds = new Map(parts.map((each) => [each, kindByName(each.slice(each.lastIndexOf("/") + 1, -".py".length))]));
  const folderOf = (each: string): string => each.slice(0, each.lastIndexOf("/") + 1);
  const chosen = new Set(parts.filter((each) => kinds.get(each) === "production").map(folderOf));
  return parts
    .filter((each) => chosen.has(folderOf(each)))
    .filter((each) => {
      const kind = kinds.get(each);
      return kind === "test" || (kind === "development" && /^DEBUG\s*(:\s*\w+\s*)?=\s*True\b/m.test(texts.get(each)!));
    })
    .map((each) => ({ path: each, className: null, environment: null }));
}
