import { type TextDocument, Uri, workspace, type WorkspaceEdit } from "vscode";
import type { WorkspaceEdit as ProtocolEdit } from "vscode-languageclient";

/** The server needs a moment to plan, in which a person may type: so often is a change planned. */
const ATTEMPTS = 2;

/**
 * Makes the change that `plan` resolves to. Null when it resolves to null, or when a file has another text each time than
 * the one that the change was planned for: nothing is done then.
 */
export async function makePlanned<Plan extends { readonly edit: ProtocolEdit }>(
  plan: () => Promise<Plan | null>,
  convert: (edit: ProtocolEdit) => Promise<WorkspaceEdit>,
): Promise<{ readonly plan: Plan; readonly isApplied: boolean } | null> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const planned = await plan();
    if (!planned) return null;
    const edit = await convert(planned.edit);
    // VS Code takes note of the versions at once when it is told of the edit.
    if (!fitsDocuments(planned.edit)) continue;
    return { plan: planned, isApplied: await workspace.applyEdit(edit, { isRefactoring: true }) };
  }
  return null;
}

function fitsDocuments({ documentChanges = [] }: ProtocolEdit): boolean {
  return documentChanges.every((change) => {
    if (!("textDocument" in change)) return true;
    const uri = Uri.parse(change.textDocument.uri).toString();
    const document = workspace.textDocuments.find((item) => item.uri.toString() === uri);
    return isVersion(document, change.textDocument.version);
  });
}

/** Without a version the change was planned for what is on disk. */
function isVersion(document: TextDocument | undefined, version: number | null): boolean {
  if (!document) return version === null;
  return version === null ? !document.isDirty : document.version === version;
}
