import { HELPER_MARK } from "../../project/readProject.ts";
import type { Project } from "../../project/model.ts";
import { APP_FILES, APP_NAME } from "../../protection/generated/app.ts";
import type { FileChange, FixContext } from "../model.ts";

export interface Helper {
  /** To import field classes from, as seen by the model's file. */
  readonly module: string;
  /** The Django app that they belong to; null for the single module that earlier versions generated. */
  readonly app: HelperApp | null;
  /** Empty when it is there already. */
  readonly create: readonly Extract<FileChange, { kind: "create" }>[];
}

export interface HelperApp {
  /** With a closing `/`. */
  readonly folder: string;
  /** As `INSTALLED_APPS` knows it; null where nobody knows from where the project imports. */
  readonly name: string | null;
}

/** Where the generated field classes are, or are to be: one app a project. A sentence when that cannot be. */
export function helperFor({ file, project }: FixContext): Helper | string {
  const model = file.schema.path;
  const root = rootOf(project, model);
  const existing = project.helperPath;
  if (existing !== null && root !== null && existing.startsWith(root)) {
    if (!existing.endsWith(INIT)) return { module: dottedName(existing, root), app: null, create: [] };
    return appIn(existing.slice(0, -INIT.length), root, []);
  }
  const shared = root === null ? null : settingsPackageOf(project, root);
  if (root !== null && shared !== null) return placeIn(project, shared, root);
  // Nobody knows from where the project imports: only the app's own folder can be named for certain.
  const folder = folderOf(model);
  const inModels = /(^|\/)models\/$/.test(folder);
  return placeIn(project, inModels ? folderOf(folder.slice(0, -1)) : folder, null, inModels ? ".." : ".");
}

const INIT = "/__init__.py";

/** `root` is null where the app is imported relatively, with so many dots. */
function placeIn(project: Project, parent: string, root: string | null, dots = ""): Helper | string {
  const folder = `${parent}${APP_NAME}`;
  const module = project.texts.get(`${folder}.py`);
  const init = project.texts.get(`${folder}${INIT}`);
  if (init?.includes(HELPER_MARK)) return appIn(folder, root, [], dots);
  if (module?.includes(HELPER_MARK)) {
    return { module: root === null ? `${dots}${APP_NAME}` : dottedName(`${folder}.py`, root), app: null, create: [] };
  }
  if (module !== undefined) {
    return `The encrypted field classes belong into \`${folder}/\`, but \`${folder}.py\` has that name.`;
  }
  if ([...project.texts.keys()].some((other) => other.startsWith(`${folder}/`))) {
    return `The encrypted field classes belong into \`${folder}/\`, but there is another package of that name.`;
  }
  const settings = project.settingsPath === null ? undefined : project.texts.get(project.settingsPath);
  if (settings?.includes("FIELD_ENCRYPTION_KEYS")) {
    return "The settings have `FIELD_ENCRYPTION_KEYS` already, for something that is not the encrypted field classes generated here.";
  }
  const files = Object.entries(APP_FILES).map(
    ([path, text]) => ({ kind: "create", path: `${folder}/${path}`, text: text() }) as const,
  );
  return appIn(folder, root, files, dots);
}

function appIn(folder: string, root: string | null, create: Helper["create"], dots = ""): Helper {
  const name = root === null ? null : dottedName(`${folder}.py`, root);
  return { module: `${name ?? `${dots}${APP_NAME}`}.fields`, app: { folder: `${folder}/`, name }, create };
}

/** The folder that Python imports from, when the model lies in it; "" or with a closing `/`. */
function rootOf({ sourceRoot }: Project, model: string): string | null {
  if (sourceRoot === null) return null;
  const root = sourceRoot === "" ? "" : `${sourceRoot}/`;
  return model.startsWith(root) ? root : null;
}

/**
 * The package around the settings, which belongs to no app. A top-level package is out of the question: packages on PyPI
 * have that very name.
 */
function settingsPackageOf({ settingsPath }: Project, root: string): string | null {
  if (!settingsPath?.startsWith(root)) return null;
  const folder = folderOf(settingsPath);
  const around = /(^|\/)settings\/$/.test(folder) ? folderOf(folder.slice(0, -1)) : folder;
  return around.length > root.length ? around : null;
}

function dottedName(path: string, root: string): string {
  return path.slice(root.length, -".py".length).replaceAll("/", ".");
}

/** With its closing `/`; "" for a file at the top. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
