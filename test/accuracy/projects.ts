/** Where the labelled fields are read from: model files made of the rows, or check-outs of the projects. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Field, FileSchema } from "../../server/src/engine/schema/schema.ts";
import { positionAt } from "../../server/src/engine/text/lineIndex.ts";
import { decode } from "../../server/src/workspace/decode.ts";
import type { Engine } from "./engine.ts";
import { modelFile } from "./modelFile.ts";
import { groupedBy, type LabelledRow } from "./rows.ts";
import type { Declaration, Ways } from "./underTest.ts";

/** A repository as it was read: all of its files that declare something, and where each row was found. */
export interface Project {
  readonly repo: string;
  readonly files: readonly SourceFile[];
  /** Its other Python files. */
  readonly rest: readonly SourceFile[];
  readonly schemas: readonly FileSchema[];
  readonly ways: Ways;
  readonly declarations: ReadonlyMap<LabelledRow, Declaration>;
  /** Rows that were not found where they should be. */
  readonly missing: readonly LabelledRow[];
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** From model files made of the rows alone, which know no bases, labels or help texts. */
export function projectsOfRows(rows: readonly LabelledRow[], engine: Engine): readonly Project[] {
  return [...groupedBy(rows, ({ repo }) => repo)].map(([repo, own]) => projectOf(repo, own, madeFiles(own), engine));
}

/** From check-outs in `corpus/OWNER+NAME`, as their authors wrote them. */
export function projectsOfCorpus(rows: readonly LabelledRow[], corpus: string, engine: Engine): readonly Project[] {
  return [...groupedBy(rows, ({ repo }) => repo)].flatMap(([repo, own]) => {
    const folder = join(corpus, repo.replace("/", "+"));
    const project = projectOf(repo, own, existsSync(folder) ? filesIn(folder) : [], engine);
    return project.missing.length === 0 ? [project] : [project, substituteFor(project.missing, own, engine)];
  });
}

/** Model files made of all rows of the files in which some were missing, for the sake of the missing ones. */
function substituteFor(missing: readonly LabelledRow[], rows: readonly LabelledRow[], engine: Engine): Project {
  const paths = new Set(missing.map(({ path }) => path));
  const alike = rows.filter(({ path }) => paths.has(path));
  const made = projectOf(missing[0]!.repo, alike, madeFiles(alike), engine);
  const isMissing = new Set(missing);
  return { ...made, declarations: new Map([...made.declarations].filter(([row]) => isMissing.has(row))) };
}

function projectOf(
  repo: string,
  rows: readonly LabelledRow[],
  sources: readonly SourceFile[],
  engine: Engine,
): Project {
  const read = sources.flatMap(({ path, text }) => engine.readFile(path, text) ?? []);
  const schemas = read.filter((schema) => schema.entities.length > 0);
  const paths = new Set(schemas.map(({ path }) => path));
  const byPath = new Map(schemas.map((schema) => [schema.path, schema]));
  const declarations = new Map<LabelledRow, Declaration>();
  for (const row of rows) {
    const declaration = declarationOf(row, byPath.get(row.path));
    if (declaration) declarations.set(row, declaration);
  }
  return {
    repo,
    files: sources.filter(({ path }) => paths.has(path)),
    rest: sources.filter(({ path }) => !paths.has(path)),
    schemas,
    ways: engine.waysIn(schemas, new Map(sources.map(({ path, text }) => [path, text]))),
    declarations,
    missing: rows.filter((row) => !declarations.has(row)),
  };
}

/** Of several fields of that name, in a class that is written twice or a field that is, the one on the row's line. */
function declarationOf(row: LabelledRow, schema: FileSchema | undefined): Declaration | null {
  if (!schema) return null;
  const found = schema.entities
    .filter((entity) => entity.name === row.entity)
    .flatMap((entity) => entity.fields.filter(({ name }) => name === row.field).map((field) => ({ entity, field })));
  const best = found.find(({ field }) => lineOf(schema, field) === row.line) ?? found[0];
  return best ? { schema, ...best } : null;
}

function lineOf(schema: FileSchema, field: Field): number {
  return positionAt(schema.lines, field.nameSpan.start).line + 1;
}

function madeFiles(rows: readonly LabelledRow[]): readonly SourceFile[] {
  return [...groupedBy(rows, ({ path }) => path)].map(([path, own]) => ({ path, text: modelFile(own) }));
}

function filesIn(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((file) => {
      const decoded = decode(readFileSync(file));
      const path = file.slice(folder.length + 1).replaceAll("\\", "/");
      return decoded.kind === "text" ? [{ path, text: decoded.text }] : [];
    });
}
