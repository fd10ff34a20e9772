import { positionAt } from "../text/lineIndex.ts";
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
];

/** One row a field, as RFC 4180 has it. */
export function csvReport(report: ScanReport, options: { readonly allFields: boolean }): string {
  const rows = report.files.flatMap(({ file }) =>
    shownFields(file.fields, options.allFields).map(({ entity, field, classification, protection, lacksTreatment }) => [
      file.schema.path,
      String(positionAt(file.schema.lines, field.nameSpan.start).line + 1),
      entity.name,
      field.name,
      field.type.name,
      classification.verdict,
      classification.category ?? "",
      classification.level ?? "",
      classification.treatment ?? "",
      protection.kind,
      protection.by ?? "",
      String(lacksTreatment),
      classification.confidence.toFixed(3),
      classification.decidedBy,
      reasonsOf(classification).for.join("; "),
    ]),
  );
  return [COLUMNS, ...rows].map((cells) => cells.map(cellOf).join(",") + "\r\n").join("");
}

/** A spreadsheet would run what starts like a formula; the apostrophe makes it text there. */
function cellOf(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
