import { assignmentsOf } from "../languages/django/scope.ts";
import { textOf } from "../languages/python/literals.ts";
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
    const label = text === undefined ? null : labelIn(text);
    if (label !== null) return label;
  }
  return appOf(path);
}

/** `label` of the first class that has one, or the last part of its `name`: django/apps/config.py. */
function labelIn(text: string): string | null {
  const module = readModule(text);
  for (const statement of module.layout.statements.filter(({ kind }) => kind === "class")) {
    const values = new Map(assignmentsOf(module, statement, OPTIONS).map(({ name, value }) => [name, textOf(value)]));
    const label = values.get("label") ?? values.get("name")?.split(".").at(-1);
    if (label !== undefined) return label;
  }
  return null;
}

const OPTIONS: ReadonlySet<string> = new Set(["label", "name"]);
