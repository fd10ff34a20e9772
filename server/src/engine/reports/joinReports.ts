import type { ReportedFile, ScanReport } from "./model.ts";

/** A folder's report, and the name under which its paths are shown beside those of other folders. */
export interface FolderReport {
  readonly name: string;
  readonly report: ScanReport;
}

/** One report on several folders. A single folder keeps its paths as they are. */
export function joinReports(folders: readonly FolderReport[], version: string): ScanReport {
  const [first] = folders;
  if (first && folders.length === 1) return first.report;
  const reports = folders.map(({ name, report }) => moved(report, name));
  return {
    version,
    seen: reports.reduce((sum, { seen }) => sum + seen, 0),
    read: reports.reduce((sum, { read }) => sum + read, 0),
    skipped: reports.flatMap(({ skipped }) => skipped),
    files: reports.flatMap(({ files }) => files),
    problems: reports.flatMap(({ problems }) => problems),
    thirdParty: reports.flatMap(({ thirdParty }) => thirdParty),
  };
}

function moved(report: ScanReport, folder: string): ScanReport {
  const into = <T extends { readonly path: string }>(item: T): T => ({ ...item, path: `${folder}/${item.path}` });
  return {
    ...report,
    skipped: report.skipped.map(into),
    files: report.files.map((item): ReportedFile => ({
      ...item,
      file: { ...item.file, schema: into(item.file.schema) },
      findings: item.findings.map((reported) => ({ ...reported, finding: into(reported.finding) })),
    })),
    problems: report.problems.map(into),
  };
}
