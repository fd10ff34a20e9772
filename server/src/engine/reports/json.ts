import type { InheritedField } from "../project/inheritedFields.ts";
import type { ClassifiedField, ClassifiedFile } from "../project/model.ts";
import type { InstalledModel } from "../project/thirdParty/installedModels.ts";
import { lineNumberAt, positionAt } from "../text/lineIndex.ts";
import type { Finding, RelatedPlace } from "../rules/rule.ts";
import type { Span } from "../text/span.ts";
import type { ReportedFinding, ScanReport } from "./model.ts";
import { classifiedJson } from "./classifiedJson.ts";
import { rounded } from "./rounded.ts";
import { shownFields } from "./words.ts";

/** For programs. Its shape is `schemas/scan.schema.json`; a change that breaks a reader raises the version. */
const SCHEMA_VERSION = 1;

export function jsonReport(report: ScanReport, options: { readonly allFields: boolean }): string {
  const document = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: "fieldguard", version: report.version },
    files: { seen: report.seen, read: report.read, skipped: report.skipped },
    entities: report.files.flatMap(({ file }) => entitiesOf(file)),
    fields: [
      ...report.files.flatMap(({ file }) =>
        shownFields(file.fields, options.allFields).map((field) => fieldOf(file, field)),
      ),
      ...(report.inherited ?? [])
        .filter(({ subject }) => shownFields([subject], options.allFields).length > 0)
        .map(copyOf),
    ],
    findings: report.files.flatMap(({ file, findings }) => findings.map((item) => findingOf(file, item))),
    problems: report.problems,
    thirdParty: report.thirdParty.flatMap(thirdPartyFields),
  };
  return JSON.stringify(document, null, 2) + "\n";
}

function thirdPartyFields({ fields, ...model }: InstalledModel): readonly object[] {
  return fields.map(({ field, classification, protection }) => ({
    package: model.distribution,
    version: model.version,
    otherVersion: model.otherVersion,
    documentation: model.documentation,
    app: model.app,
    entity: model.name,
    databaseTable: model.table,
    field: field.name,
    type: field.type.name,
    category: classification.category,
    level: classification.level,
    treatment: classification.treatment,
    confidence: rounded(classification.confidence),
    decidedBy: classification.decidedBy,
    protection: { kind: protection.kind, by: protection.by },
  }));
}

function entitiesOf({ schema }: ClassifiedFile): readonly object[] {
  return schema.entities.map((entity) => ({
    path: schema.path,
    line: lineNumberAt(schema.lines, entity.nameSpan.start),
    name: entity.name,
    language: schema.language,
    kind: entity.kind,
    abstract: entity.abstract,
    databaseTable: entity.table,
    bases: entity.bases.map((base) => base.text),
  }));
}

/** The same at a child, which is told by its own place; that is the only one for what a package declares. */
export function copyOf({ child, declaredIn, subject, installed }: InheritedField): object {
  const { entity, schema } = child;
  const place = placeOf(schema, entity.nameSpan);
  return {
    ...fieldOf({ schema: declaredIn }, subject),
    ...(installed ? place : {}),
    entity: entity.name,
    inheritedFrom: subject.entity.name,
    child: { path: place.path, line: place.line },
    ...(installed ? { package: { name: installed.package.distribution, version: installed.package.version } } : {}),
  };
}

function placeOf({ path, lines }: ClassifiedFile["schema"], span: Span) {
  const { line, character } = positionAt(lines, span.start);
  return { path, line: line + 1, column: character + 1, endColumn: character + 1 + span.end - span.start };
}

/** A field as programs read it. */
export function fieldOf({ schema }: Pick<ClassifiedFile, "schema">, subject: ClassifiedField): object {
  const { entity, field, clauses } = subject;
  return {
    ...placeOf(schema, field.nameSpan),
    entity: entity.name,
    field: field.name,
    type: field.type.name,
    databaseColumn: field.column,
    language: schema.language,
    inheritedFrom: null,
    ...classifiedJson(subject),
    relevantTo: clauses,
  };
}

function relatedOf({ path, start, end, message }: RelatedPlace): object {
  return {
    path,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    message,
  };
}

/** Nothing where all that came with a request is handed on. */
function aboutOf({ entity, field }: Finding): object {
  if (entity !== null) return { field: `${entity}.${field}` };
  return field === "" ? {} : { setting: field };
}

function findingOf({ schema }: ClassifiedFile, { finding, fixes }: ReportedFinding): object {
  const start = positionAt(schema.lines, finding.span.start);
  const end = positionAt(schema.lines, finding.span.end);
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    fingerprint: finding.fingerprint,
    path: finding.path,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    ...aboutOf(finding),
    fixes: fixes.map(({ id, title, kind }) => ({ id, title, kind })),
    suppressed: finding.suppressed,
    ...(finding.related && finding.related.length > 0 ? { related: finding.related.map(relatedOf) } : {}),
  };
}
