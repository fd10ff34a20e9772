import { DidChangeWorkspaceFoldersNotification } from "vscode-languageserver";
import { onNotification } from "../door.ts";

export const didChangeWorkspaceFolders = onNotification(
  DidChangeWorkspaceFoldersNotification.type,
  (session, { event }) => {
    session.changeFolders(
      event.added.map(({ uri }) => uri),
      event.removed.map(({ uri }) => uri),
    );
  },
);
