import { APP_FILE, appLabelIn } from "../languages/django/appConfig.ts";
import type { Entity } from "../schema/schema.ts";
import { appOf } from "./app.ts";

/** Where the `apps.py` of the app that a file belongs to may lie: the nearest one counts. */
export function appFilesFor(path: string): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  return folders.map((_, index) => [...folders.slice(0, folders.length - index), APP_FILE].join("/"));
}

/** By path what the `apps.py` among these texts say that their apps are called; those that do not say it are left out. */
export function appLabelsIn(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...texts].flatMap(([path, text]) => {
      const label = appLabelIn(text);
      return label === null ? [] : [[path, label] as const];
    }),
  );
}

/**
 * The label of an entity's app: what it says itself, or else what the nearest `apps.py` says, or else the name of the
 * folder. Empty for models at the root, whose app nothing names. `labels` are those of the project's `apps.py`, by path.
 */
export function appLabelOf(path: string, { appLabel }: Entity, labels: ReadonlyMap<string, string>): string {
  if (appLabel !== null) return appLabel;
  for (const file of appFilesFor(path)) {
    const label = labels.get(file);
    if (label !== undefined) return label;
  }
  return appOf(path);
}
