import type { ClassifiedField } from "../project/model.ts";
import type { ReportedFile, ScanReport } from "./model.ts";

/** The report on some fields only: with their entities and findings, as if nothing else had been found. */
export function selectFields(
  report: ScanReport,
  isSelected: (path: string, entity: string, field: string) => boolean,
): ScanReport {
  const files = report.files.flatMap((item): readonly ReportedFile[] => {
    const { path, entities } = item.file.schema;
    const fields = item.file.fields.filter(({ entity, field }) => isSelected(path, entity.name, field.name));
    if (fields.length === 0) return [];
    const isShown = (entity: ClassifiedField["entity"]): boolean => fields.some((field) => field.entity === entity);
    const schema = { ...item.file.schema, entities: entities.filter(isShown) };
    const findings = item.findings.filter(
      ({ finding: { entity, field } }) => entity !== null && isSelected(path, entity, field),
    );
    return [{ ...item, file: { schema, fields }, findings }];
  });
  return { ...report, files, skipped: [], problems: [], thirdParty: [] };
}
