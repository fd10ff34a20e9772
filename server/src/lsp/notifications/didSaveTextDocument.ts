import { DidSaveTextDocumentNotification } from "vscode-languageserver";
import { onNotification } from "../door.ts";

/** The disk has changed, also for a client that does not watch it. */
export const didSaveTextDocument = onNotification(DidSaveTextDocumentNotification.type, (session, { textDocument }) => {
  session.watchedFiles.changed([textDocument.uri]);
});
