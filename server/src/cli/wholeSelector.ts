import { folderOfApp } from "../engine/project/app.ts";
import { appsOf } from "../engine/project/policy/selectors.ts";
import type { FileAnalysis } from "../workspace/analyse.ts";
import { capped, isField, isMeant, plainPath, type SelectedField, type SelectorParts } from "./selector.ts";
import { UsageError } from "./verb.ts";

/** Fields of a class or of an app. */
export interface SelectedWhole {
  readonly fields: readonly SelectedField[];
  /** For people: `Customer`, `the app shop`. */
  readonly name: string;
  readonly files: readonly FileAnalysis[];
  /** Null for an app. */
  readonly entity: string | null;
}

const CLASS = /^(?:(?<path>.+)::)?(?:(?<app>\w+)\.)?(?<entity>\w+)$/u;

/**
 * The class that `[PATH::][app.]Entity` means, or the app that its name or its folder does; null when the selector means a field, or
 * nothing.
 * @throws UsageError when it means several.
 */
export function selectWhole(analyses: readonly FileAnalysis[], selector: string): SelectedWhole | null {
  if (isField(analyses, selector)) return null;
  const fits = [...classesFitting(analyses, selector), ...appsFitting(analyses, selector)];
  if (fits.length > 1) {
    const names = fits.map(({ entity, files }) =>
      entity === null ? `${folderOfApp(files[0]!.path)}/` : `${files[0]!.path}::${entity}`,
    );
    throw new UsageError(`${selector} may be ${fits.length} classes or apps; name one: ${capped(names)}`);
  }
  return fits[0] ?? null;
}

function classesFitting(analyses: readonly FileAnalysis[], selector: string): readonly SelectedWhole[] {
  const parts: SelectorParts = CLASS.exec(selector)?.groups ?? {};
  const { entity: name } = parts;
  if (name === undefined) return [];
  return analyses
    .filter(({ path, file }) => file.schema.entities.some((entity) => isMeant({ path, entity }, parts)))
    .map((analysis) => ({
      name,
      entity: name,
      files: [analysis],
      fields: fieldsOf(analysis).filter(({ subject }) => subject.entity.name === name),
    }));
}

/** By what it is called, or by its folder. */
function appsFitting(analyses: readonly FileAnalysis[], selector: string): readonly SelectedWhole[] {
  const name = plainPath(selector).replace(/\/$/, "");
  const folders = new Map<string, FileAnalysis[]>();
  for (const analysis of analyses) {
    const { path, file } = analysis;
    const folder = folderOfApp(path);
    const isCalledSo = file.schema.entities.some((entity) => appsOf({ path, entity }).includes(name));
    if (name === "" || (folder !== name && !isCalledSo)) continue;
    folders.set(folder, [...(folders.get(folder) ?? []), analysis]);
  }
  return [...folders.values()].map((files) => ({
    name: `the app ${name}`,
    entity: null,
    files,
    fields: files.flatMap(fieldsOf),
  }));
}

function fieldsOf(analysis: FileAnalysis): readonly SelectedField[] {
  return analysis.file.fields.map((subject) => ({ analysis, subject }));
}
