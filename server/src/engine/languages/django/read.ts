import type { Entity, FileSchema } from "../../schema/schema.ts";
import { mapped } from "../../text/mapped.ts";
import { ownCopy } from "../../text/ownCopy.ts";
import { NO_OTHER_NAMES, type OtherNames } from "../otherNames.ts";
import { commentsAbove, textOfComments } from "../python/comments.ts";
import type { Declaration } from "../directives.ts";
import { readDirectives } from "../python/directives.ts";
import { docstringOf } from "../python/docstring.ts";
import { importedNames } from "../python/imports.ts";
import { readModule } from "../python/module.ts";
import { Choices } from "./choices.ts";
import { ImportedNames } from "./imported.ts";
import { FileNames } from "./names.ts";
import { asked, type FieldContext, readField } from "./field.ts";
import { type ModelClass, modelsOf } from "./models.ts";
import { readOptions } from "./options.ts";
import { readPrivacyDeclarations } from "./privacyDeclarations.ts";
import { type ClassScope, classesOf, sourceOf } from "./scope.ts";

/** Reads the models that a file of Python declares. Never throws; what is half typed is read as far as it goes. */
export function readDjango(path: string, text: string, others: OtherNames = NO_OTHER_NAMES): FileSchema {
  const module = readModule(text);
  const classes = classesOf(module);
  const imported = new ImportedNames(path, [module], others);
  const models = modelsOf(classes, imported);
  const names = new FileNames([module], classes);
  const context = { names, choices: new Choices(names), imported, asked: [] };
  const entities = mapped(models, (model) => readEntity(context, model));
  const { directives, problems } = readDirectives(module, declarationsOf(models));
  return {
    language: "django",
    path,
    lines: module.lines,
    entities,
    directives,
    problems,
    imports: importedNames(module.imports),
    module: entities.length > 0 ? imported.summary : null,
    asked: imported.asked,
  };
}

export function readEntity(context: FieldContext, { scope, fields }: ModelClass): Entity {
  const { module, statement } = scope;
  const { abstract, proxy, managed, label, appLabel, table, uses } = readOptions(scope);
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
    appLabel: appLabel ?? asked(context, ({ imported }) => imported.appLabel()),
    table,
    optionUses: uses,
    privacyDeclarations: readPrivacyDeclarations(context.names, scope),
    fields: mapped(fields, (field) => readField(context, scope, field.statement, field.fieldCall)),
    hidden: hiddenBy(context, scope, fields),
  };
}

/**
 * Nothing is looked for in a class that inherits no field of the project's. What classes give that are no models and stand before all
 * other bases hides fields of these, too: Django takes over none of a name that such a class has.
 */
function hiddenBy(context: FieldContext, scope: ClassScope, fields: ModelClass["fields"]): readonly string[] {
  if (scope.bases.every(({ qualified }) => MODEL.test(qualified))) return NOTHING_HIDDEN;
  const declared = new Set(fields.map(({ fieldCall }) => fieldCall.name));
  const ofMixins =
    scope.bases.length > 1 && !MODEL.test(scope.bases[0]!.qualified)
      ? asked(context, (given) => namesOfMixins(given, scope))
      : [];
  return [...new Set([...namesGiven(scope), ...ofMixins])].filter(
    (name) => !declared.has(name) && !name.startsWith("__"),
  );
}

/** By a class itself: in its assignments and methods. */
function namesGiven({ module, statement }: ClassScope): readonly string[] {
  return statement.body.flatMap(({ kind, name }) =>
    name && (kind === "assignment" || kind === "function") ? ownCopy(sourceOf(module, name)) : [],
  );
}

function namesOfMixins({ names, imported }: FieldContext, { bases }: ClassScope): readonly string[] {
  const given: string[] = [];
  for (const base of bases) {
    const own = names.classOf(base.text);
    const ofMixin = own ? (isPlain(own) ? namesGiven(own) : null) : imported.namesGivenBy(base);
    if (!ofMixin) break;
    given.push(...ofMixin);
  }
  return given;
}

/** Whether a class can be no model, since it inherits from nothing. */
function isPlain({ bases, broken }: ClassScope): boolean {
  return !broken && bases.every(({ text }) => text === "object");
}

const MODEL = /^django\.(\w+\.)*Model$/;
const NOTHING_HIDDEN: readonly string[] = [];

/** The headers of models and their fields, in source order. */
export function declarationsOf(models: readonly ModelClass[]): readonly Declaration[] {
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
