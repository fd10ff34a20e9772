import { offersFor } from "../engine/fixes/registry.ts";
import type { ReportedFile, ScanReport } from "../engine/reports/model.ts";
import { ruleOf } from "../engine/rules/registry.ts";
import type { FileAnalysis } from "../workspace/analyse.ts";
import type { OpenProject } from "./project.ts";
import { isPart } from "./target.ts";

/** What the reports need of a project that was read. */
export async function scanReport(project: OpenProject, version: string): Promise<ScanReport> {
  const { workspace, parts } = project;
  const isWanted = ({ path }: { readonly path: string }): boolean => isPart(parts, path);
  const files: ReportedFile[] = [];
  for (const analysis of workspace.analyses().filter(isWanted)) files.push(await reportedFile(project, analysis));
  const { seen, read, skipped } = workspace.files;
  return {
    version,
    seen,
    read,
    skipped: skipped.filter(isWanted),
    files,
    problems: workspace.problems().filter(isWanted),
  };
}

async function reportedFile({ workspace }: OpenProject, { path, file, findings }: FileAnalysis): Promise<ReportedFile> {
  // The text is only needed where something was found.
  const text = findings.length > 0 ? ((await workspace.text(path)) ?? "") : "";
  return {
    file,
    text,
    findings: findings.map((finding) => {
      const subject = file.fields.find(({ field }) => field.nameSpan.start === finding.span.start);
      if (!subject) return { finding, fixes: [] };
      const ids = ruleOf(finding.rule)?.meta.fixes ?? [];
      const offers = offersFor({ file, text, subject, project: workspace.project });
      return {
        finding,
        fixes: offers.filter((offer) => ids.includes(offer.id)),
      };
    }),
  };
}
