import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CreateFile, TextDocumentEdit, type WorkspaceEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

/**
 * The texts after an edit, by URI, as a client makes them. Strict: versions must be those of the open documents, a
 * file may only be created where there is none, and `TextDocument` throws for edits that overlap.
 */
export function applyWorkspaceEdit(
  edit: WorkspaceEdit,
  open: ReadonlyMap<string, { readonly version: number; readonly text: string }>,
): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  const textOf = (uri: string): string =>
    result.get(uri) ?? open.get(uri)?.text ?? readFileSync(fileURLToPath(uri), "utf8");
  const changes =
    edit.documentChanges ??
    Object.entries(edit.changes ?? {}).map(([uri, edits]) => ({ textDocument: { uri, version: null }, edits }));
  for (const change of changes) {
    if (CreateFile.is(change)) {
      if (existsSync(fileURLToPath(change.uri))) throw new Error(`${change.uri} exists already`);
      result.set(change.uri, "");
    } else if (TextDocumentEdit.is(change)) {
      const { uri, version } = change.textDocument;
      const expected = edit.documentChanges ? (open.get(uri)?.version ?? null) : null;
      if (version !== expected)
        throw new Error(`${uri}: version ${version ?? "null"} instead of ${expected ?? "null"}`);
      const document = TextDocument.create(uri, "", 0, textOf(uri));
      const edits = change.edits.map((item) => ("newText" in item ? item : { range: item.range, newText: "" }));
      result.set(uri, TextDocument.applyEdits(document, edits));
    } else {
      throw new Error("an operation that nobody asked for");
    }
  }
  return result;
}
