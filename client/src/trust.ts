import { type Disposable, workspace } from "vscode";
import { TRUSTED } from "../../server/src/protocol.ts";
import type { LanguageServer } from "./languageServer.ts";

/** A server that starts later is told by its first message. */
export function tellOfTrust(server: LanguageServer): Disposable {
  return workspace.onDidGrantWorkspaceTrust(() => {
    if (server.isRunning) void server.client.sendNotification(TRUSTED);
  });
}
