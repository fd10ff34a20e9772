import type { Entity, FileSchema } from "../../schema/schema.ts";
import { commentsAbove, textOfComments } from "../python/comments.ts";
import { type Declaration, readDirectives } from "../python/directives.ts";
import { docstringOf } from "../python/docstring.ts";
import { importedNames } from "../python/imports.ts";
import { readModule } from "../python/module.ts";
import { Choices } from "./choices.ts";
import { FileNames } from "./names.ts";
import { type FieldContext, readField } from "./field.ts";
import { type ModelClass, modelsOf } from "./models.ts";
import { readOptions } from "./options.ts";
import { readPrivacyDeclarations } from "./privacyDeclarations.ts";
import { classesOf } from "./scope.ts";

/** Reads the models that a file of Python declares. Never throws; what is half typed is read as far as it goes. */
export function readDjango(path: string, text: string): FileSchema {
  const module = readModule(text);
  const classes = classesOf(module);
  const models = modelsOf(module, classes);
  const names = new FileNames(module, classes);
  const context = { names, choices: new Choices(names) };
  const entities = models.map((model) => readEntity(context, model));
  const { directives, problems } = readDirectives(module, declarationsOf(models));
  return {
    language: "django",
    path,
    lines: module.lines,
    entities,
    directives,
    problems,
    imports: importedNames(module.imports),
  };
}

function readEntity(context: FieldContext, { scope, fields }: ModelClass): Entity {
  const { module } = context.names;
  const { statement } = scope;
  const { abstract, proxy, managed, label, appLabel, uses } = readOptions(module, scope);
  const span = { start: startOf(scope), end: statement.end };
  const above = textOfComments(module, commentsAbove(module, span));
  return {
    name: scope.name,
    kind: "model",
    nameSpan: statement.name ?? { start: statement.span.start, end: statement.span.start },
    span,
    bases: scope.bases,
    abstract,
    proxy,
    managed,
    documentation: [above, docstringOf(module.text, statement)].filter((part) => part !== "").join("\n"),
    label,
    appLabel,
    optionUses: uses,
    privacyDeclarations: readPrivacyDeclarations(context.names, scope),
    fields: fields.map((field) => readField(context, scope, field.statement, field.fieldCall)),
  };
}

/** The headers of models and their fields, in source order. */
function declarationsOf(models: readonly ModelClass[]): readonly Declaration[] {
  return models
    .flatMap(({ scope, fields }) => [
      { span: { start: startOf(scope), end: scope.statement.span.end }, entity: scope.name, field: null },
      ...fields.map(({ statement, fieldCall }) => ({
        span: statement.span,
        entity: scope.name,
        field: fieldCall.name,
      })),
    ])
    .toSorted((a, b) => a.span.start - b.span.start);
}

function startOf({ statement }: ModelClass["scope"]): number {
  return statement.decorators[0]?.span.start ?? statement.span.start;
}
