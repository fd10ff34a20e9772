import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import type { FixPlan } from "../engine/fixes/model.ts";
import type { Finding } from "../engine/rules/rule.ts";
import { lineStartsOf } from "../engine/text/lineIndex.ts";
import { overlaps } from "../engine/text/span.ts";
import type { MaybePromise } from "../workspace/ports.ts";
import type { Located } from "./folder.ts";
import { toSpan } from "./fromProtocol.ts";
import type { Session } from "./session.ts";
import { toDiagnostic } from "./toProtocol.ts";
import type { PlannedFix } from "./workspaceEdit.ts";

/** What every quick fix of a finding says. */
export type AtFinding = Required<Pick<CodeAction, "kind" | "diagnostics">>;

/** Whether somebody asks for quick fixes, and not for other actions alone. */
export function areQuickFixesWanted({ context }: CodeActionParams): boolean {
  return !context.only || context.only.some((kind) => kind === "" || kind === CodeActionKind.QuickFix);
}

/** Of those of `found` that stand in the range and are not suppressed, in their order. `text`: of the file. */
export async function quickFixes(
  { flags }: Session,
  { path, folder }: Located,
  { range }: CodeActionParams,
  found: readonly Finding[],
  actionsFor: (finding: Finding, shared: AtFinding, text: string) => MaybePromise<readonly CodeAction[]>,
): Promise<readonly CodeAction[]> {
  const findings = found.filter(({ suppressed }) => suppressed === null);
  const text = findings.length > 0 ? await folder.workspace.text(path) : null;
  if (text === null) return [];
  const lines = lineStartsOf(text);
  const span = toSpan(lines, range);
  const actions: CodeAction[] = [];
  for (const finding of findings.filter((each) => overlaps(each.span, span))) {
    const shared = { kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(finding, lines, flags)] };
    actions.push(...(await actionsFor(finding, shared, text)));
  }
  return actions;
}

/** The edit for what is found in a file under a fingerprint; null when it is found there no more, or nothing can be done. */
export async function plannedAt(
  located: Located,
  fingerprint: string | undefined,
  found: () => readonly Finding[],
  planFor: (finding: Finding, text: string) => FixPlan | null,
): Promise<PlannedFix | null> {
  const { workspace } = located.folder;
  await workspace.uses.refresh();
  const finding = found().find((each) => each.suppressed === null && each.fingerprint === fingerprint);
  const text = await workspace.text(located.path);
  const plan = finding && text !== null ? planFor(finding, text) : null;
  return plan && text !== null ? { plan, located, text, texts: new Map() } : null;
}
