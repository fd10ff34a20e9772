import type { ImportStatement } from "../../languages/python/imports.ts";
import type { Statement } from "../../languages/python/layout.ts";
import { giveAny } from "./anyNames.ts";
import { absoluteName, pathOfModule } from "./pythonModules.ts";
import type { Scope } from "./scope.ts";
import type { Binding, Value } from "./value.ts";

/** `import a.b`, `from .base import *`, `from .base import NAME`. */
export function runImport({ span }: Statement, scope: Scope): void {
  const statement = scope.module.imports.find((each) => each.span.start === span.start);
  if (!statement) return;
  if (statement.kind === "import") {
    for (const { name, alias } of statement.names) {
      bind(
        scope,
        alias ?? name.split(".")[0]!,
        { kind: "reference", name: alias === null ? name.split(".")[0]! : name },
        statement,
      );
    }
    return;
  }
  const module = absoluteName(statement.module, scope.path, scope.folder);
  const path = module === null ? null : pathOfModule(scope.folder, module, scope.evaluation.files);
  const namespace = path === null ? null : scope.evaluation.moduleAt(path, scope.folder);
  for (const { name, alias } of statement.names) {
    if (name === "*") {
      if (namespace) takeAll(scope, namespace);
      // What was said before may be said otherwise by a module that is not here.
      else giveAny(module ?? statement.module, scope);
      continue;
    }
    const bound = namespace?.values.get(name);
    if (bound) scope.values.set(alias ?? name, bound);
    else bind(scope, alias ?? name, { kind: "reference", name: `${module ?? statement.module}.${name}` }, statement);
  }
}

function takeAll(scope: Scope, { values, paths, missing }: ReturnType<Scope["evaluation"]["moduleAt"]>): void {
  for (const [name, binding] of values) if (!name.startsWith("_")) scope.values.set(name, binding);
  scope.paths.push(...paths.filter((path) => !scope.paths.includes(path)));
  scope.missing.push(...missing);
}

function bind(scope: Scope, name: string, value: Value, { span }: ImportStatement): void {
  const binding: Binding = {
    value,
    places: [{ path: scope.path, span: { start: span.start, end: span.end } }],
    always: true,
    overridable: false,
  };
  scope.values.set(name, binding);
}
