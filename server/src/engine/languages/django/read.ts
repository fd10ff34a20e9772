import type { Entity, FileSchema } from "../../schema/schema.ts";
import { importedNames } from "../python/imports.ts";
import { type PythonModule, readModule } from "../python/module.ts";
import { readField } from "./field.ts";
import { type ModelClass, modelsOf } from "./models.ts";

/** Reads the models that a file of Python declares. Never throws; what is half typed is read as far as it goes. */
export function readDjango(path: string, text: string): FileSchema {
  const module = readModule(text);
  return {
    language: "django",
    path,
    lines: module.lines,
    entities: modelsOf(module).map((model) => readEntity(module, model)),
    directives: [],
    problems: [],
    imports: importedNames(module.imports),
  };
}

function readEntity(module: PythonModule, { scope, fields }: ModelClass): Entity {
  const { statement } = scope;
  const start = statement.decorators[0]?.span.start ?? statement.span.start;
  return {
    name: scope.name,
    kind: "model",
    nameSpan: statement.name ?? { start: statement.span.start, end: statement.span.start },
    span: { start, end: statement.end },
    bases: scope.bases,
    abstract: false,
    proxy: false,
    managed: true,
    documentation: "",
    label: null,
    optionUses: [],
    fields: fields.map((field) => readField(module, field.statement, field.fieldCall)),
  };
}
