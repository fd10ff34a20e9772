import { csvReport } from "./csv.ts";
import { htmlReport } from "./html/html.ts";
import { jsonReport } from "./json.ts";
import { markdownReport } from "./markdown.ts";
import type { ScanReport } from "./model.ts";
import { sarifReport } from "./sarif.ts";

/** The formats of a report that is kept as a file. */
export const DOCUMENT_FORMATS = ["json", "sarif", "html", "markdown", "csv"] as const;

export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

export function documentOf(
  report: ScanReport,
  format: DocumentFormat,
  options: { readonly allFields: boolean },
): string {
  switch (format) {
    case "json":
      return jsonReport(report, options);
    case "sarif":
      return sarifReport(report);
    case "html":
      return htmlReport(report, options);
    case "markdown":
      return markdownReport(report, options);
    case "csv":
      return csvReport(report, options);
  }
}
