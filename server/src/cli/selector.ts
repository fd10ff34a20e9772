import type { ClassifiedField, ClassifiedFile } from "../engine/project/model.ts";
import type { InheritedField } from "../engine/project/inheritedFields.ts";
import { appsOf, type NamedEntity } from "../engine/project/policy/selectors.ts";
import type { InstalledModel } from "../engine/project/thirdParty/installedModels.ts";
import { positionAt } from "../engine/text/lineIndex.ts";
import type { FileAnalysis } from "../workspace/analyse.ts";
import { UsageError } from "./verb.ts";

export interface SelectedField {
  readonly analysis: FileAnalysis;
  readonly subject: ClassifiedField;
}

export type SelectorParts = Readonly<Partial<Record<string, string>>>;

const SELECTOR = /^(?:(?<path>.+)::)?(?:(?<app>\w+)\.)?(?<entity>\w+)\.(?<field>\w+)$/u;
const PLACE = /^(?<path>.+):(?<line>\d+)$/;
const MOST_CANDIDATES = 8;

/**
 * The one field that `[PATH::][app.]Entity.field` means.
 * @throws UsageError when it means none, or several.
 */
export function selectField(analyses: readonly FileAnalysis[], selector: string): SelectedField {
  const parts = SELECTOR.exec(selector)?.groups;
  if (!parts) throw new UsageError(`"${selector}" names no field; write [PATH::][app.]Entity.field`);
  const fits = fieldsFitting(analyses, parts);
  if (fits.length === 0)
    throw new UsageError(`no field is called ${selector}${similar(analyses, parts.entity!, parts.field!)}`);
  if (fits.length > 1) {
    throw new UsageError(`${selector} may be ${fits.length} fields; name one: ${listed(fits)}`);
  }
  return fits[0]!;
}

/** Whether its class is the one that a selector names. */
export function isMeant({ path, entity }: NamedEntity, parts: SelectorParts): boolean {
  return (
    entity.name === parts.entity &&
    (parts.path === undefined || path === plainPath(parts.path)) &&
    (parts.app === undefined || appsOf({ path, entity }).includes(parts.app))
  );
}

/** Whether `[PATH::][app.]Entity.field` means at least one. */
export function isField(analyses: readonly FileAnalysis[], selector: string): boolean {
  const parts = SELECTOR.exec(selector)?.groups;
  return parts !== undefined && fieldsFitting(analyses, parts).length > 0;
}

function fieldsFitting(analyses: readonly FileAnalysis[], parts: SelectorParts): readonly SelectedField[] {
  return analyses.flatMap((analysis) => {
    const { path, file } = analysis;
    // A class that a file declares twice is one selector, and edits go to the first.
    const subject = file.fields.find(
      ({ entity, field }) => field.name === parts.field && isMeant({ path, entity }, parts),
    );
    return subject ? [{ analysis, subject }] : [];
  });
}

export interface SelectedInstalled {
  readonly model: InstalledModel;
  readonly subject: ClassifiedField;
}

/**
 * The field of an installed package's model that `[app.]Entity.field` means; null when it means a field of the project, or none.
 * @throws UsageError when it means several.
 */
export function selectInstalled(
  models: readonly InstalledModel[],
  analyses: readonly FileAnalysis[],
  selector: string,
): SelectedInstalled | null {
  const parts = SELECTOR.exec(selector)?.groups;
  if (!parts || parts.path !== undefined || fieldsFitting(analyses, parts).length > 0) return null;
  const fits = models
    .filter(({ app, name }) => name === parts.entity && (parts.app === undefined || app === parts.app))
    .flatMap((model) =>
      model.fields.filter(({ field }) => field.name === parts.field).map((subject) => ({ model, subject })),
    );
  if (fits.length > 1) {
    const names = fits.map(({ model }) => `${model.app}.${model.name}.${parts.field!}`);
    throw new UsageError(`${selector} may be ${fits.length} fields; name one: ${capped(names)}`);
  }
  return fits[0] ?? null;
}

/**
 * The field that `[PATH::][app.]Entity.field` means at a model which inherits it; null when it means none, or one that is declared there.
 * @throws UsageError when it means several.
 */
export function selectInherited(
  inherited: (children: readonly FileAnalysis[]) => readonly InheritedField[],
  analyses: readonly FileAnalysis[],
  selector: string,
): InheritedField | null {
  const parts = SELECTOR.exec(selector)?.groups;
  if (!parts || fieldsFitting(analyses, parts).length > 0) return null;
  const isOfFile = ({ path, file }: FileAnalysis): boolean =>
    file.schema.entities.some((entity) => isMeant({ path, entity }, parts));
  const fits = inherited(analyses.filter(isOfFile)).filter(
    ({ child: { entity, schema }, subject }) =>
      subject.field.name === parts.field && isMeant({ path: schema.path, entity }, parts),
  );
  if (fits.length > 1) {
    const names = fits.map(({ child }) => `${child.schema.path}::${selector.slice(selector.lastIndexOf("::") + 1)}`);
    throw new UsageError(`${selector} may be ${fits.length} fields; name one: ${capped(names)}`);
  }
  return fits[0] ?? null;
}

/** `PATH:LINE`; null when the text is not of that form. */
export function placeOf(text: string): { readonly path: string; readonly line: number } | null {
  const parts = PLACE.exec(text)?.groups;
  return parts ? { path: parts.path!, line: Number(parts.line) } : null;
}

/**
 * The field whose declaration covers a line (1-based).
 * @throws UsageError when no field is declared there.
 */
export function selectPlace(analyses: readonly FileAnalysis[], path: string, line: number): SelectedField {
  const analysis = analyses.find((item) => item.path === path);
  if (!analysis) throw new UsageError(`${path} declares no models, or is not read`);
  const subject = analysis.file.fields.find((item) => isOnLine(analysis.file, item, line - 1));
  if (!subject) throw new UsageError(`no field is declared at ${path}:${line}`);
  return { analysis, subject };
}

export function fullSelector({ analysis, subject }: SelectedField): string {
  return `${analysis.path}::${subject.entity.name}.${subject.field.name}`;
}

export function plainPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^(\.\/)+/, "");
}

function isOnLine({ schema }: ClassifiedFile, { field }: ClassifiedField, line: number): boolean {
  return (
    positionAt(schema.lines, field.span.start).line <= line && line <= positionAt(schema.lines, field.span.end).line
  );
}

function similar(analyses: readonly FileAnalysis[], entity: string, field: string): string {
  const all = analyses.flatMap((analysis) => analysis.file.fields.map((subject) => ({ analysis, subject })));
  const sameField = all.filter(({ subject }) => subject.field.name === field);
  if (sameField.length > 0) return `; there is ${listed(sameField)}`;
  const sameEntity = all.filter(({ subject }) => subject.entity.name === entity);
  if (sameEntity.length > 0) return `; ${entity} has ${capped(sameEntity.map(({ subject }) => subject.field.name))}`;
  return "; `fieldguard scan --all-fields` lists all";
}

function listed(fields: readonly SelectedField[]): string {
  return capped(fields.map(fullSelector));
}

export function capped(names: readonly string[]): string {
  const rest = names.length - MOST_CANDIDATES;
  return names.slice(0, MOST_CANDIDATES).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
