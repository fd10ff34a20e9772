import { assignmentsOf, classesOf } from "../languages/django/scope.ts";
import { literalOf } from "../languages/python/literals.ts";
import { readModule } from "../languages/python/module.ts";
import type { Entity } from "../schema/schema.ts";
import { appOf } from "./app.ts";

/** The file in which Django looks for what an app says of itself. */
export const APP_FILE = "apps.py";

/** Where the `apps.py` of the app that a file belongs to may lie: the nearest one counts. */
export function appFilesFor(path: string): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  return folders.map((_, index) => [...folders.slice(0, folders.length - index), APP_FILE].join("/"));
}

/**
 * The label of an entity's app: what it says itself, or else what the nearest `apps.py` says, or else the name of the
 * folder. Empty for models at the root, whose app nothing names. `texts` are those of the project's `apps.py`, by path.
 */
export function appLabelOf(path: string, { appLabel }: Entity, texts: ReadonlyMap<string, string>): string {
  if (appLabel !== null) return appLabel;
  for (const file of appFilesFor(path)) {
    const text = texts.get(file);
    const label = text === undefined ? null : appLabelIn(text);
    if (label !== null) return label;
  }
  return appOf(path);
}

/**
 * `label` of the app's config, or the last part of its `name`: django/apps/config.py. Of several configs the one counts that says
 * to be the default, else the first; the settings may name another.
 */
export function appLabelIn(text: string): string | null {
  const module = readModule(text);
  const configs = classesOf(module).flatMap(({ statement, bases }) =>
    bases.some(({ qualified }) => qualified.endsWith(CONFIG))
      ? new Map(assignmentsOf(module, statement, OPTIONS).map(({ name, value }) => [name, literalOf(value)]))
      : [],
  );
  const eligible = configs.filter((config) => config.get("default") !== false);
  const config = eligible.find((each) => each.get("default") === true) ?? eligible[0];
  const label = config?.get("label") ?? config?.get("name");
  return typeof label === "string" ? label.slice(label.lastIndexOf(".") + 1) : null;
}

/** Packages pass their own on: `WagtailUsersAppConfig`. */
const CONFIG = "AppConfig";
const OPTIONS: ReadonlySet<string> = new Set(["label", "name", "default"]);
