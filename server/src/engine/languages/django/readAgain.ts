import { movedDirective, movedEntity } from "../../schema/moved.ts";
import type { ModuleSummary } from "../../schema/moduleSummary.ts";
import type { Directive, Entity, FileSchema, Problem } from "../../schema/schema.ts";
import { type LineStarts, lineStartsOf } from "../../text/lineIndex.ts";
import type { Reading } from "../language.ts";
import { NO_OTHER_NAMES, type OtherNames } from "../otherNames.ts";
import type { ReadDirectives } from "../directives.ts";
import { readDirectives } from "../python/directives.ts";
import { type Bindings, bindingsOf, importedNames, type ImportStatement, readImports } from "../python/imports.ts";
import type { PythonModule } from "../python/module.ts";
import { bindsTheSame, summaryOf } from "../python/moduleSummary.ts";
import { type Part, partsAgain, partsOf } from "../python/parts.ts";
import { Choices } from "./choices.ts";
import { type FieldContext, isAnsweredAlike, type Question } from "./field.ts";
import { ImportedNames } from "./imported.ts";
import { type ModelClass, modelsOf } from "./models.ts";
import { FileNames } from "./names.ts";
import { declarationsOf, readDjango, readEntity } from "./read.ts";
import { type ClassScope, classesOf } from "./scope.ts";

/** The same as `readDjango`, for a text that is read again after each key: what a key leaves alone is not read again. */
export function readDjangoAgain(
  path: string,
  text: string,
  before: Reading | null,
  others: OtherNames = NO_OTHER_NAMES,
): DjangoReading {
  const known = before ? (before as DjangoReading).file : null;
  const parts = known
    ? partsAgain(
        text,
        known.placed.map(({ part }) => part.part),
      )
    : null;
  const file = placedFile(path, parts ?? partsOf(text), known, others);
  return { schema: file ? schemaOf(path, file) : readDjango(path, text, others), file };
}

interface DjangoReading extends Reading {
  /** Null where a part of the text cannot be read by itself. */
  readonly file: PlacedFile | null;
}

interface PlacedFile {
  readonly imported: ImportedNames;
  readonly bindings: Bindings;
  readonly placed: readonly PlacedPart[];
}

/** What was read of a part. All offsets refer to the text of the part. */
interface ReadPart extends ReadDirectives {
  readonly part: Part;
  readonly module: PythonModule;
  readonly classes: readonly ClassScope[];
  readonly models: readonly ModelClass[];
  readonly entities: readonly Entity[];
  readonly asked: readonly Question[];
}

/** What was read of a part, at its place in the file. */
interface PlacedPart {
  readonly part: ReadPart;
  readonly start: number;
  readonly entities: readonly Entity[];
  readonly directives: readonly Directive[];
  readonly problems: readonly Problem[];
}

function placedFile(
  path: string,
  parts: readonly Part[] | null,
  before: PlacedFile | null,
  others: OtherNames,
): PlacedFile | null {
  if (!parts) return null;
  const known = new Map(before?.placed.map((placed) => [placed.part.part, placed]));
  const imports = parts.map((part) => known.get(part)?.part.module.imports ?? readImports(part.text, part.layout));
  const bindings = sameBindings(bindingsOf(imports.flat()), before?.bindings);
  const opened = parts.map((part, index) => {
    const kept = known.get(part)?.part;
    return kept?.module.bindings === bindings ? kept : openedPart(part, imports[index]!, bindings);
  });
  const modules = opened.map(({ module }) => module);
  const classes = opened.flatMap((part) => part.classes);
  const imported = new ImportedNames(path, modules, others, summaryAgain(modules, before));
  const models = modelsOf(classes, imported);
  const modelOf = new Map(models.map((model) => [model.scope, model]));
  const names = new FileNames(modules, classes);
  const context = { names, choices: new Choices(names), imported };
  const placed: PlacedPart[] = [];
  let start = 0;
  for (const part of opened) {
    const own = part.classes.flatMap((scope) => modelOf.get(scope) ?? []);
    const read = readPart(part, own, context);
    // They may name constants elsewhere in the file, whose places a part does not know.
    if (read.entities.some((entity) => entity.privacyDeclarations.length > 0)) return null;
    placed.push(placedAt(read, start, known.get(part.part)));
    start += part.part.text.length;
  }
  return { imported, bindings, placed };
}

/** The same object where it says the same, so that nobody has to compare it. */
function summaryAgain(modules: readonly PythonModule[], before: PlacedFile | null): ModuleSummary {
  const isSame =
    before?.placed.length === modules.length &&
    modules.every((module, index) => bindsTheSame(module, before.placed[index]!.part.module));
  return isSame ? before.imported.summary : summaryOf(modules);
}

type OpenedPart = Pick<ReadPart, "part" | "module" | "classes">;

function openedPart(part: Part, imports: readonly ImportStatement[], bindings: Bindings): OpenedPart {
  const { text, layout } = part;
  const module = { text, layout, lines: lineStartsOf(text), imports, bindings };
  return { part, module, classes: classesOf(module) };
}

function readPart(
  opened: OpenedPart | ReadPart,
  models: readonly ModelClass[],
  fileContext: Omit<FieldContext, "asked">,
): ReadPart {
  const asked: Question[] = [];
  const context = { ...fileContext, asked };
  if ("models" in opened && isSameClasses(opened.models, models)) {
    if (opened.asked.every((question) => isAnsweredAlike(question, context))) return opened;
  }
  const { part, module, classes } = opened;
  const entities = models.map((model) => readEntity(context, model));
  return { part, module, classes, models, entities, asked, ...readDirectives(module, declarationsOf(models)) };
}

function isSameClasses(some: readonly ModelClass[], others: readonly ModelClass[]): boolean {
  // Fields are the same list as long as what makes them is the same.
  const isSame = ({ scope, fields }: ModelClass, index: number): boolean =>
    scope === others[index]!.scope && fields === others[index]!.fields;
  return some.length === others.length && some.every(isSame);
}

function placedAt(part: ReadPart, start: number, before: PlacedPart | undefined): PlacedPart {
  if (before?.part === part && before.start === start) return before;
  return {
    part,
    start,
    entities: part.entities.map((entity) => movedEntity(entity, start)),
    directives: part.directives.map((directive) => movedDirective(directive, start)),
    problems: part.problems.map((problem) => ({ ...problem, offset: problem.offset + start })),
  };
}

function schemaOf(path: string, { imported, placed }: PlacedFile): FileSchema {
  const entities = placed.flatMap((part) => part.entities);
  return {
    language: "django",
    path,
    lines: linesOf(placed),
    entities,
    directives: placed.flatMap(({ directives }) => directives),
    problems: placed.flatMap(({ problems }) => problems),
    imports: placed.flatMap(({ part }) => importedNames(part.module.imports)),
    module: entities.length > 0 ? imported.summary : null,
    asked: imported.asked,
  };
}

/** A part ends where the first line of the next one starts. */
function linesOf(placed: readonly PlacedPart[]): LineStarts {
  const lines = [0];
  for (const { part, start } of placed) {
    const own = part.module.lines;
    for (let index = 1; index < own.length; index++) lines.push(start + own[index]!);
  }
  return lines;
}

/** The ones before, when they say the same: all that was read by them holds. */
function sameBindings(now: Bindings, before: Bindings | undefined): Bindings {
  if (before?.size !== now.size) return now;
  const isSame = [...now].every(([name, qualified]) => before.get(name) === qualified);
  return isSame ? before : now;
}
