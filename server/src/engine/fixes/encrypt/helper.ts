import { HELPER_MARK, HELPER_NAME } from "../../project/readProject.ts";
import type { Project } from "../../project/model.ts";
import source from "../../protection/generated/encrypted_fields.py";
import type { FileChange, FixContext } from "../model.ts";

export interface Helper {
  /** To import from, as seen by the model's file. */
  readonly module: string;
  /** Null when it is there already. */
  readonly create: Extract<FileChange, { kind: "create" }> | null;
}

/** Where the generated field classes are, or are to be: one module a project. A sentence when that cannot be. */
export function helperFor({ file, project }: FixContext): Helper | string {
  const model = file.schema.path;
  const root = rootOf(project, model);
  const existing = project.helperPath;
  if (existing !== null && root !== null && existing.startsWith(root)) return found(dottedName(existing, root));

  const shared = root === null ? null : settingsPackageOf(project, root);
  if (root !== null && shared !== null) {
    const path = `${shared}${HELPER_NAME}`;
    return placeAt(project, path, dottedName(path, root));
  }
  // Nobody knows from where the project imports: only the app's own folder can be named for certain.
  const folder = folderOf(model);
  const inModels = /(^|\/)models\/$/.test(folder);
  const app = inModels ? folderOf(folder.slice(0, -1)) : folder;
  return placeAt(project, `${app}${HELPER_NAME}`, `${inModels ? ".." : "."}${HELPER_NAME.slice(0, -3)}`);
}

function placeAt(project: Project, path: string, module: string): Helper | string {
  const present = project.texts.get(path);
  if (present?.includes(HELPER_MARK)) return found(module);
  if (present !== undefined) {
    return `The encrypted field classes belong into \`${path}\`, but there is another file of that name.`;
  }
  const asPackage = `${path.slice(0, -".py".length)}/`;
  if ([...project.texts.keys()].some((other) => other.startsWith(asPackage))) {
    return `The encrypted field classes belong into \`${path}\`, but the package \`${asPackage}\` has that name.`;
  }
  const settings = project.settingsPath === null ? undefined : project.texts.get(project.settingsPath);
  if (settings?.includes("FIELD_ENCRYPTION_KEYS")) {
    return "The settings have `FIELD_ENCRYPTION_KEYS` already, for something that is not the encrypted field classes generated here.";
  }
  return { module, create: { kind: "create", path, text: source } };
}

function found(module: string): Helper {
  return { module, create: null };
}

/** The folder that Python imports from, when the model lies in it; "" or with a closing `/`. */
function rootOf({ sourceRoot }: Project, model: string): string | null {
  if (sourceRoot === null) return null;
  const root = sourceRoot === "" ? "" : `${sourceRoot}/`;
  return model.startsWith(root) ? root : null;
}

/**
 * The package around the settings, which belongs to no app. A top-level module is out of the question: packages on PyPI
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
