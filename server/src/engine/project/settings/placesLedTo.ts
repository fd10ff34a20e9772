import type { PythonModule } from "../../languages/python/module.ts";
import { type EntryPoint, placesNamed } from "./entryPoints.ts";
import type { SettingsEnvironment } from "./environments.ts";
import { absoluteName, pathOfModule, placesOfModule } from "./pythonModules.ts";

/**
 * Where modules lie, or would lie, that entry points name and that settings take values from, whatever they are called. What a module among
 * them leads to is known once it is among the files.
 */
export function placesLedTo(
  files: ReadonlyMap<string, string>,
  entryPoints: readonly EntryPoint[],
  environments: readonly SettingsEnvironment[],
  read: (path: string) => PythonModule,
): ReadonlySet<string> {
  const found = new Set(placesNamed(files, entryPoints));
  const pending: { readonly path: string; readonly folder: string }[] = [...environments];
  const seen = new Set(pending.map(({ path }) => path));
  for (let from = pending.pop(); from; from = pending.pop()) {
    const { path, folder } = from;
    for (const { kind, module, names } of read(path).imports) {
      if (kind !== "from" || !names.some(({ name }) => GIVES_VALUE.test(name))) continue;
      const absolute = absoluteName(module, path, folder);
      if (absolute === null) continue;
      for (const place of placesOfModule(folder, absolute)) found.add(place);
      const taken = pathOfModule(folder, absolute, files);
      if (taken === null || seen.has(taken)) continue;
      seen.add(taken);
      pending.push({ path: taken, folder });
    }
  }
  return found;
}

/** A setting, or all names of a module; functions and classes are known by their names. */
const GIVES_VALUE = /^(\*|[A-Z][A-Z0-9_]*)$/;
