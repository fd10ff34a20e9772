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
      const absolute = kind === "from" ? absoluteName(module, path, folder) : null;
      if (absolute === null) continue;
      for (const dotted of modulesIn(absolute, names)) {
        for (const place of placesOfModule(folder, dotted)) found.add(place);
        const taken = pathOfModule(folder, dotted, files);
        if (taken === null || seen.has(taken)) continue;
        seen.add(taken);
        pending.push({ path: taken, folder });
      }
    }
  }
  return found;
}

/** The module itself, and what may be a module within it: `from shop import config`. */
function modulesIn(module: string, names: readonly { readonly name: string }[]): readonly string[] {
  const objects = names.filter(({ name }) => HOLDS_VALUES.test(name));
  const givesValue = objects.length > 0 || names.some(({ name }) => GIVES_VALUE.test(name));
  return [...(givesValue ? [module] : []), ...objects.map(({ name }) => (module === "" ? name : `${module}.${name}`))];
}

/** A setting, or all names of a module; other functions and classes are known by their names. */
const GIVES_VALUE = /^(\*|[A-Z][A-Z0-9_]*)$/;

/** An object that settings are attributes of, or its class (pydantic-settings): `settings`, `AppSettings`. */
const HOLDS_VALUES = /^([a-z]+_)?(settings|config)$|(Settings|Config)$/;
