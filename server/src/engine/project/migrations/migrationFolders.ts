import type { ProjectSettings } from "../settings/readSettings.ts";
import { textOf } from "../settings/value.ts";

/**
 * Where the migrations of the app that a file belongs to may lie, the likeliest first: the module that `MIGRATION_MODULES` names, or
 * `migrations` in the folder of the file or one above. None for an app that the settings say has none.
 */
export function migrationFoldersFor(path: string, label: string, settings: ProjectSettings): readonly string[] {
  const modules = settings.valueOf("MIGRATION_MODULES", "production", path);
  const entry =
    modules?.value.kind === "dictionary" ? modules.value.entries.find(({ key }) => key === label) : undefined;
  if (modules && entry) {
    const module = textOf(entry.value);
    if (module !== null) return [modules.environment.folder + module.replaceAll(".", "/")];
    if (entry.value.kind === "literal") return [];
  }
  const folders = path.split("/").slice(0, -1);
  return folders.map((_, index) => [...folders.slice(0, folders.length - index), "migrations"].join("/"));
}
