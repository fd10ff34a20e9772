import { DidChangeWatchedFilesNotification } from "vscode-languageserver";
import { onNotification } from "../door.ts";

export const didChangeWatchedFiles = onNotification(DidChangeWatchedFilesNotification.type, (session, { changes }) => {
  session.watchedFiles.changed(changes.map(({ uri }) => uri));
});
