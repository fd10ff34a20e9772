import type { InheritedField } from "../project/inheritedFields.ts";
import type { ClassifiedField } from "../project/model.ts";
import type { InstalledModel } from "../project/thirdParty/installedModels.ts";
import type { FileSchema } from "../schema/schema.ts";
import { lineNumberAt } from "../text/lineIndex.ts";
import { shownCopies } from "./copies.ts";
import type { ScanReport } from "./model.ts";
import { reasonsOf, shownFields } from "./words.ts";

const COLUMNS = [
  "path",
  "line",
  "entity",
  "field",
  "type",
  "verdict",
  "category",
  "level",
  "treatment",
  "protection",
  "protected_by",
  "lacks_treatment",
  "confidence",
  "decided_by",
  "evidence",
  "inherited_from",
  "package",
];

/**
 * One row a field, as RFC 4180 has it. Copies of inherited fields stand at their models, with the entity that declares them; what models
 * of packages hold comes last, with the package and without a place.
 */
export function csvReport(report: ScanReport, { allFields }: { readonly allFields: boolean }): string {
  const rows = [
    ...report.files.flatMap(({ file }) => [
      ...shownFields(file.fields, allFields).map((subject) => ownRow(file.schema, subject)),
      ...shownCopies(report, file, allFields).map(copyRow),
    ]),
    ...report.thirdParty.flatMap((model) => model.fields.map((subject) => thirdPartyRow(model, subject))),
  ];
  return [COLUMNS, ...rows].map((cells) => cells.map(cellOf).join(",") + "\r\n").join("");
}

type Row = readonly string[];

function ownRow(schema: FileSchema, subject: ClassifiedField): Row {
  const { entity, field, lacksTreatment } = subject;
  const place = [schema.path, lineOf(schema, field.nameSpan.start), entity.name];
  return [...place, ...cellsOf(subject, String(lacksTreatment)), "", ""];
}

/** What it lacks is told where it is declared; in a package nobody here can say. */
function copyRow({ child: { entity, schema }, subject, installed }: InheritedField): Row {
  const place = [schema.path, lineOf(schema, entity.nameSpan.start), entity.name];
  const lacks = installed ? "" : String(subject.lacksTreatment);
  return [...place, ...cellsOf(subject, lacks), subject.entity.name, installed ? packageWords(installed.package) : ""];
}

function thirdPartyRow(model: InstalledModel, subject: ClassifiedField): Row {
  return ["", "", `${model.app}.${model.name}`, ...cellsOf(subject, ""), "", packageWords(model)];
}

function lineOf({ lines }: FileSchema, offset: number): string {
  return String(lineNumberAt(lines, offset));
}

function packageWords({ distribution, version }: Pick<InstalledModel, "distribution" | "version">): string {
  return `${distribution} ${version}`;
}

function cellsOf({ field, classification, protection }: ClassifiedField, lacksTreatment: string): Row {
  return [
    field.name,
    field.type.name,
    classification.verdict,
    classification.category ?? "",
    classification.level ?? "",
    classification.treatment ?? "",
    protection.kind,
    protection.by ?? "",
    lacksTreatment,
    classification.confidence.toFixed(3),
    classification.decidedBy,
    reasonsOf(classification).for.join("; "),
  ];
}

/** A spreadsheet would run what starts like a formula; the apostrophe makes it text there. */
function cellOf(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
