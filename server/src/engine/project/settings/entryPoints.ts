import { readModule } from "../../languages/python/module.ts";
import { environmentFileKind } from "../keys/environmentFiles.ts";
import { namedInDeployment, namedInIni, namedInToml } from "./namedByTools.ts";
import { MODULE_VARIABLE, namedInPython } from "./namedInPython.ts";
import { folderOf, pathOfModule, placesOfModule } from "./pythonModules.ts";

/** Something that says which settings it runs with. */
export interface EntryPoint {
  /** The file that says it. */
  readonly path: string;
  readonly kind: "manage" | "server" | "test" | "other";
  /** Dotted. */
  readonly module: string;
  /** The class within the module (django-configurations); null when it does not say. */
  readonly className: string | null;
  /** The folder that Python imports from there; "" or with a closing `/`. */
  readonly folder: string;
}

export const ENTRY_POINT_FILE =
  /(^|\/)(manage\.py|wsgi\.py|asgi\.py|runtests\.py|pytest\.ini|tox\.ini|setup\.cfg|pyproject\.toml|Procfile|([\w-]+\.)?Dockerfile([.-][\w.-]+)?)$/;

/** In order of depth, what lies nearer to the root first; those of one file in their order. */
export function entryPointsOf(files: ReadonlyMap<string, string>): readonly EntryPoint[] {
  const paths = [...files.keys()].sort(byDepth);
  return paths.flatMap((path) => {
    const kind = kindOf(path);
    if (kind === null) return [];
    const { modules, className } = namedIn(path, files);
    return [...new Set(modules)].map((module) => {
      return { path, kind, module, className, folder: importFolder(path, module, files) };
    });
  });
}

/** Where settings that entry points name lie, or would lie, and the modules that set the variable for them. */
export function placesNamed(files: ReadonlyMap<string, string>, entryPoints: readonly EntryPoint[]): readonly string[] {
  const named = entryPoints.flatMap(({ path, module }) => placesAround(path, module));
  const helpers = [...files.keys()]
    .filter((path) => isStart(path) && !files.get(path)!.includes(MODULE_VARIABLE))
    .flatMap((path) => modulesImported(files.get(path)!).flatMap((module) => placesAround(path, module)));
  return [...named, ...helpers];
}

export function byDepth(a: string, b: string): number {
  return a.split("/").length - b.split("/").length || (a < b ? -1 : 1);
}

function kindOf(path: string): EntryPoint["kind"] | null {
  switch (nameOf(path)) {
    case "manage.py":
      return "manage";
    case "wsgi.py":
    case "asgi.py":
    case "Procfile":
      return "server";
    case "pytest.ini":
    case "tox.ini":
    case "setup.cfg":
    case "pyproject.toml":
    case "runtests.py":
      return "test";
    default:
      if (ENTRY_POINT_FILE.test(path)) return FOR_DEVELOPERS.test(nameOf(path)) ? "other" : "server";
      return isEnvironmentFile(path) ? "other" : null;
  }
}

/** An image that is not deployed; not `Dockerfile.latest`, nor one of a device. */
const FOR_DEVELOPERS = /(?:^|[^a-z])(?:dev|devel|develop\w*|local\w*|tests?|testing|ci)(?![a-z])/i;

function isEnvironmentFile(path: string): boolean {
  const kind = environmentFileKind(path);
  return kind === "example" || kind === "compose";
}

function namedIn(path: string, files: ReadonlyMap<string, string>): ReturnType<typeof namedInPython> {
  const text = files.get(path)!;
  if (path.endsWith(".py")) return namedByPython(path, files);
  if (!text.includes(MODULE_VARIABLE) && !/--ds[ =]/.test(text)) return NOTHING;
  if (path.endsWith(".toml")) return { modules: namedInToml(text), className: null };
  if (/\.(ini|cfg)$/.test(path)) return { modules: namedInIni(text), className: null };
  return { modules: namedInDeployment(text), className: null };
}

const NOTHING = { modules: [], className: null };

/** The program itself, or a module of the project by which it has the variable set: `from shop.setup import setup_env`. */
function namedByPython(path: string, files: ReadonlyMap<string, string>): ReturnType<typeof namedInPython> {
  const text = files.get(path)!;
  if (text.includes(MODULE_VARIABLE)) return namedInPython(text);
  if (!isStart(path)) return NOTHING;
  for (const module of modulesImported(text)) {
    const helper = pathOfModule(importFolder(path, module, files), module, files);
    if (helper !== null && files.get(helper)!.includes(MODULE_VARIABLE)) return namedInPython(files.get(helper)!);
  }
  return NOTHING;
}

function isStart(path: string): boolean {
  return /(^|\/)(manage|wsgi|asgi)\.py$/.test(path);
}

function modulesImported(text: string): readonly string[] {
  return readModule(text).imports.flatMap(({ kind, module }) =>
    kind === "from" && !module.startsWith(".") ? [module] : [],
  );
}

/** The nearest folder, the file's own or one above, from which the module can be imported; else the file's own. */
function importFolder(path: string, module: string, files: ReadonlyMap<string, string>): string {
  return importFolders(path).find((folder) => pathOfModule(folder, module, files) !== null) ?? folderOf(path);
}

/** What Python may import from, the nearest first. */
function importFolders(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); ; folder = folderOf(folder.slice(0, -1))) {
    folders.push(folder, `${folder}src/`);
    if (folder === "") return folders;
  }
}

function placesAround(path: string, module: string): readonly string[] {
  return importFolders(path).flatMap((folder) => placesOfModule(folder, module));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
