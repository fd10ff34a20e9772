import type { PythonModule } from "../../languages/python/module.ts";
import { byDepth, type EntryPoint } from "./entryPoints.ts";
import { absoluteName, dottedNameOf, folderOf, pathOfModule } from "./pythonModules.ts";

export type EnvironmentKind = "production" | "base" | "development" | "test";

/** One set of settings that the project runs with, or that others are made of. */
export interface SettingsEnvironment {
  readonly kind: EnvironmentKind;
  /** Dotted, as it is imported from `folder`. */
  readonly module: string;
  /** A class of the module (django-configurations); null when the module itself is meant. */
  readonly className: string | null;
  readonly path: string;
  /** The folder that Python imports from; "" or with a closing `/`. */
  readonly folder: string;
  /** Files that name it, such as a `manage.py`. */
  readonly namedBy: readonly string[];
}

export const SETTINGS_FILE = /(^|\/)(\w*settings\w*\.py|(settings|envs)\/(\w+\/)?\w+\.py)$/;

/** Settings of every Django project among the files; those that something names come first. */
export function environmentsOf(
  files: ReadonlyMap<string, string>,
  entryPoints: readonly EntryPoint[],
  read: (path: string) => PythonModule,
): readonly SettingsEnvironment[] {
  const found = new Map<string, Candidate>();
  for (const { module, className, folder, path: by, kind } of entryPoints) {
    const path = pathOfModule(folder, module, files);
    if (path === null) continue;
    const key = `${path}\n${className ?? ""}`;
    const candidate = found.get(key) ?? { module, className, folder, path, namedBy: [], namers: [] };
    found.set(key, { ...candidate, namedBy: [...candidate.namedBy, by], namers: [...candidate.namers, kind] });
  }
  const named = [...found.values()];
  const paths = new Set(named.map(({ path }) => path));
  const folders = [...named.map(({ folder }) => folder), ...managedFolders(files)];
  const splitFolders = [...paths].filter((path) => files.get(path)!.includes("split_settings")).map(folderOf);
  const others = [...files.keys()]
    .filter((path) => !paths.has(path) && isSettingsModule(path, files.get(path)!))
    // What django-split-settings puts together is part of something, and nothing by itself.
    .filter((path) => !splitFolders.some((folder) => path.startsWith(folder)))
    .sort(byDepth)
    .map((path): Candidate => {
      const folder = nearestAbove(path, folders) ?? guessedFolder(path, files);
      const module = dottedNameOf(path, folder);
      return { module, className: null, folder, path, namedBy: [], namers: [] };
    });
  const candidates = [...named, ...others];
  const taken = candidates.map((candidate) => modulesTakenOver(candidate, read));
  const pathsTaken = new Set(
    candidates.flatMap(({ folder }, index) => taken[index]!.map((module) => pathOfModule(folder, module, files))),
  );
  return candidates.map(({ namers, ...candidate }, index) => ({
    kind: kindOf(candidate.className ?? candidate.module, namers, {
      isTakenOver: pathsTaken.has(candidate.path),
      takes: taken[index]!,
      isOnly: candidates.filter(({ folder }) => folder === candidate.folder).length === 1,
      debug: debugIn(files.get(candidate.path)!),
    }),
    ...candidate,
  }));
}

interface Candidate {
  readonly module: string;
  readonly className: string | null;
  readonly folder: string;
  readonly path: string;
  readonly namedBy: readonly string[];
  readonly namers: readonly EntryPoint["kind"][];
}

/** By what it says, not by its name alone: apps that are called `settings` have models, too. */
function isSettingsModule(path: string, text: string): boolean {
  if (!SETTINGS_FILE.test(path) || path.endsWith("/__init__.py")) return false;
  return GIVES_SETTINGS.test(text);
}

/** Python imports from the folder of the program that it runs. */
function managedFolders(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files.keys()].filter((path) => /(^|\/)manage\.py$/.test(path)).map(folderOf);
}

function nearestAbove(path: string, folders: readonly string[]): string | null {
  const above = folders.filter((folder) => path.startsWith(folder));
  return above.length === 0 ? null : above.reduce((a, b) => (b.length > a.length ? b : a));
}

const GIVES_SETTINGS =
  /^(INSTALLED_APPS|AUTH_USER_MODEL|DEBUG|DATABASES|SECRET_KEY|ROOT_URLCONF)\b|^[ \t]*from[ \t]+\S+[ \t]+import\s+\*/m;

/** The folder above the packages that the file lies in. */
function guessedFolder(path: string, files: ReadonlyMap<string, string>): string {
  let folder = folderOf(path);
  while (folder !== "" && (files.has(`${folder}__init__.py`) || /(^|\/)(settings|envs)\/$/.test(folder))) {
    folder = folderOf(folder.slice(0, -1));
  }
  return folder;
}

/** Modules that settings take all names from, in full. */
function modulesTakenOver({ path, folder }: Candidate, read: (path: string) => PythonModule): readonly string[] {
  return read(path).imports.flatMap(({ kind, module, names }) => {
    if (kind !== "from" || names.at(-1)?.name !== "*") return [];
    return absoluteName(module, path, folder) ?? [];
  });
}

/** `DEBUG = False` as it is written at the start of a line; null when it is not, or in another way. */
function debugIn(text: string): boolean | null {
  const [match, ...others] = text.matchAll(/^DEBUG\s*=\s*(True|False)\s*(#.*)?$/gm);
  return match && others.length === 0 ? match[1] === "True" : null;
}

const WORDS: readonly (readonly [EnvironmentKind, ReadonlySet<string>])[] = [
  ["test", new Set("test tests testing testsettings ci pytest unittest unittests e2e".split(" "))],
  ["production", new Set("production prod live deploy deployment staging stage heroku prd".split(" "))],
  ["development", new Set("development dev develop local debug devel devstack docker".split(" "))],
  ["base", new Set("base common default defaults core shared global basic".split(" "))],
];

/** What the name of a module or class of settings says; the last part says most: `tests.settings_prod`. */
export function kindByName(name: string): EnvironmentKind | null {
  for (const part of name.split(".").slice(-2).toReversed()) {
    const words = part
      .split("_")
      .flatMap((word) => word.split(/(?<=[a-z])(?=[A-Z])/))
      .map((word) => word.toLowerCase());
    const known = WORDS.find(([, set]) => words.some((word) => set.has(word)));
    if (known) return known[0];
  }
  return null;
}

interface Circumstances {
  readonly isTakenOver: boolean;
  /** Modules that it takes all names from. */
  readonly takes: readonly string[];
  readonly isOnly: boolean;
  /** As it says itself. */
  readonly debug: boolean | null;
}

function kindOf(
  name: string,
  namers: readonly EntryPoint["kind"][],
  { isTakenOver, takes, isOnly, debug }: Circumstances,
): EnvironmentKind {
  const told = kindByName(name);
  // Images of containers are made for developers and for production.
  const isDeployed = namers.includes("server") && /docker/i.test(name);
  if (told !== null && !(told === "development" && isDeployed)) return told;
  if (namers.includes("server") || isOnly) return "production";
  if (namers.length > 0 && namers.every((kind) => kind === "test")) return "test";
  if (isTakenOver && namers.length === 0) return "base";
  // What is made of a developer's settings is one's own, unless it says otherwise.
  if (debug === null && takes.some((module) => kindByName(module) === "development")) return "development";
  if (debug !== null) return debug ? "development" : "production";
  return "production";
}
