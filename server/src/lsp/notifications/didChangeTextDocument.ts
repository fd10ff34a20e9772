import { DidChangeTextDocumentNotification } from "vscode-languageserver";
import { onNotification } from "../door.ts";

export const didChangeTextDocument = onNotification(
  DidChangeTextDocumentNotification.type,
  (session, { textDocument, contentChanges }) => {
    session.changeDocument(textDocument.uri, textDocument.version, contentChanges);
  },
);
