import { type PythonModule, readModule } from "../../languages/python/module.ts";
import { NameTable } from "./nameTable.ts";
import type { Evaluation, Scope, SettingsNamespace } from "./scope.ts";
import { runStatements } from "./statements.ts";

/** More than any project has; what lies beyond is not run. */
const MOST_STEPS = 100_000;

/** How many modules may import each other in a row. */
const DEEPEST_IMPORT = 40;

/** A project's modules, each evaluated once, when it is asked for. Nothing is run: literals are put together. */
export function evaluationOf(files: ReadonlyMap<string, string>): Evaluation {
  const modules = new Map<string, PythonModule>();
  const namespaces = new Map<string, SettingsNamespace>();
  let depth = 0;
  const read = (path: string): PythonModule => {
    const known = modules.get(path) ?? readModule(files.get(path) ?? "");
    modules.set(path, known);
    return known;
  };
  const evaluation: Evaluation = {
    files,
    read,
    stepsLeft: MOST_STEPS,
    moduleAt: (path, folder) => {
      const key = `${folder}\n${path}`;
      const known = namespaces.get(key);
      if (known || depth >= DEEPEST_IMPORT) return known ?? EMPTY;
      namespaces.set(key, EMPTY);
      const module = read(path);
      const names = new NameTable();
      // A name like any other: what is included by django-split-settings sees that of the file which includes it.
      names.set("__file__", { value: { kind: "path", path }, places: [], always: true, overridable: false });
      const scope: Scope = {
        evaluation,
        path,
        folder,
        module,
        outer: null,
        values: names,
        paths: [path],
        missing: [],
      };
      depth++;
      runStatements(module.layout.statements, scope);
      depth--;
      const { values, paths, missing } = scope;
      const found = { values: values.entries(), paths, missing };
      namespaces.set(key, found);
      return found;
    },
  };
  return evaluation;
}

const EMPTY: SettingsNamespace = { values: new Map(), paths: [], missing: [] };
