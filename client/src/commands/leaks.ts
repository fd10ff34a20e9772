import { commands, Range, Uri, window } from "vscode";
import type { LeakNode, LeakTreeNode } from "../leaks/leakNodes.ts";
import type { LanguageServer } from "../languageServer.ts";
import type { Notes } from "../notes.ts";
import { applyFix } from "./applyFix.ts";

/** Shows the light bulb's menu at the place: all that can be done about it. */
export async function fixLeak({ uri, leak: { range } }: LeakNode): Promise<void> {
  const { start, end } = range;
  await window.showTextDocument(Uri.parse(uri), {
    selection: new Range(start.line, start.character, end.line, end.character),
  });
  await commands.executeCommand("editor.action.quickFix");
}

export async function leaveLeakAlone(server: LanguageServer, notes: Notes, { leak }: LeakNode): Promise<void> {
  if (leak.leaveAlone) await applyFix(server, notes, leak.leaveAlone);
}

/** Opens the page of the rule, which comes with the extension. */
export async function explainRule(extensionUri: Uri, node: LeakTreeNode): Promise<void> {
  const rule = node.kind === "rule" ? node.rule : node.kind === "leak" ? node.leak.rule : node.parent.leak.rule;
  await commands.executeCommand("markdown.showPreview", Uri.joinPath(extensionUri, "docs", "rules", `${rule}.md`));
}
