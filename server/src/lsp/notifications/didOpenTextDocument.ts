import { DidOpenTextDocumentNotification } from "vscode-languageserver";
import { onNotification } from "../door.ts";

export const didOpenTextDocument = onNotification(DidOpenTextDocumentNotification.type, (session, { textDocument }) => {
  const { uri, languageId, version, text } = textDocument;
  session.openDocument(uri, languageId, version, text);
});
