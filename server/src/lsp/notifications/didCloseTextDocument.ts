import { DidCloseTextDocumentNotification } from "vscode-languageserver";
import { onNotification } from "../door.ts";

export const didCloseTextDocument = onNotification(
  DidCloseTextDocumentNotification.type,
  (session, { textDocument }) => {
    session.closeDocument(textDocument.uri);
  },
);
