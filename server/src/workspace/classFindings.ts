import type { ClassFixContext } from "../engine/fixes/model.ts";
import type { Finding } from "../engine/rules/rule.ts";
import { ruleOf } from "../engine/rules/registry.ts";
import { isOfClass } from "./classFixContext.ts";
import type { Workspace } from "./workspace.ts";

export interface ClassFinding {
  readonly finding: Finding;
  /** For an offer: nobody has looked at other files. */
  readonly context: ClassFixContext;
}

/** What is found about classes that show fields, with what a fix may look at; suppressed findings are left out. */
export async function classFindings(
  workspace: Workspace,
  { path, holder }: { readonly path: string | null; readonly holder: string },
): Promise<readonly ClassFinding[]> {
  const findings = workspace.leakPaths
    .filter((each) => path === null || each === path)
    .flatMap((each) => workspace.leaksIn(each))
    .filter((finding) => isOfClass(finding) && finding.suppressed === null);
  const found: ClassFinding[] = [];
  for (const finding of findings) {
    const context = await workspace.classFixContext(finding, { withOthers: false });
    if (context?.use.holder.name === holder) found.push({ finding, context });
  }
  return found;
}

/** The one of them that a fix is for. */
export function withFix(findings: readonly ClassFinding[], fixId: string): readonly ClassFinding[] {
  return findings.filter(({ finding }) => ruleOf(finding.rule)?.meta.fixes.includes(fixId));
}
