import { offersFor } from "../engine/fixes/registry.ts";
import type { ReportedFile, ScanReport } from "../engine/reports/model.ts";
import { ruleOf } from "../engine/rules/registry.ts";
import type { FileAnalysis } from "./analyse.ts";
import type { Workspace } from "./workspace.ts";

export interface ScanReportOptions {
  /** Of Fieldguard. */
  readonly version: string;
  /** Whether a path counts as one of the files read. */
  readonly isCounted: (path: string) => boolean;
  /** Whether what is known of it is to be reported, too. */
  readonly isWanted: (path: string) => boolean;
  /** Whether it is a report on the whole project, with the models that packages bring. */
  readonly isWhole: boolean;
  /** Whether to tell what models inherit, too. */
  readonly withInherited?: boolean;
}

/** What the reports need of a workspace that was read. */
export async function scanReport(
  workspace: Workspace,
  { version, isCounted, isWanted, isWhole, withInherited }: ScanReportOptions,
): Promise<ScanReport> {
  const isPart = ({ path }: { readonly path: string }): boolean => isWanted(path);
  if (isWhole || withInherited) await workspace.installed.refresh();
  const files: ReportedFile[] = [];
  const all = workspace.analyses();
  const wanted = all.filter(isPart);
  for (const analysis of wanted) files.push(await reportedFile(workspace, analysis));
  const { seen, read, skipped } = workspace.filesWhere(isCounted);
  return {
    version,
    seen,
    read,
    skipped: skipped.filter(isPart),
    files,
    problems: workspace.problems().filter(isPart),
    // They belong to the project, not to any part of it.
    thirdParty: isWhole ? workspace.installedModels() : [],
    ...(withInherited ? { inherited: workspace.inheritedFields(wanted) } : {}),
  };
}

async function reportedFile(workspace: Workspace, { path, file, findings }: FileAnalysis): Promise<ReportedFile> {
  // The text is only needed where something was found.
  const text = findings.length > 0 ? ((await workspace.text(path)) ?? "") : "";
  return {
    file,
    text,
    findings: findings.map((finding) => {
      const subject = file.fields.find(({ field }) => field.nameSpan.start === finding.span.start);
      if (!subject) return { finding, fixes: [] };
      const ids = ruleOf(finding.rule)?.meta.fixes ?? [];
      const { project, policy } = workspace;
      const offers = offersFor({ file, text, subject, project, categories: policy.categories });
      return {
        finding,
        fixes: offers.filter((offer) => ids.includes(offer.id)),
      };
    }),
  };
}
