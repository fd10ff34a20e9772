import { type LogOutputChannel, workspace } from "vscode";
import { CloseAction, ErrorAction, type LanguageClientOptions } from "vscode-languageclient";
import { CLIENT_COMMANDS, type InitializationOptions } from "../../server/src/protocol.ts";
import { documentSelector } from "./documents.ts";
import { fixActions } from "./fixActions.ts";
import type { RunningScans } from "./runningScans.ts";

/** Of a client, wherever its server runs. */
export function clientOptions(log: LogOutputChannel, scans: RunningScans): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    fieldguard: {
      ui: { pick: true, input: true, showEntity: true, explain: true, showUses: true },
      readsFiles: true,
      isTrusted: workspace.isTrusted,
    },
  };
  return {
    documentSelector: documentSelector(),
    initializationOptions,
    // For the link in a hover that shows where a field is used.
    markdown: { isTrusted: { enabledCommands: [CLIENT_COMMANDS.showUses] } },
    middleware: { ...fixActions, ...scans.middleware },
    outputChannel: log,
    diagnosticCollectionName: "fieldguard",
    // Whether the server starts anew, and what the person learns, is decided in one place: `LanguageServer`.
    errorHandler: {
      error: () => ({ action: ErrorAction.Shutdown, handled: true }),
      closed: () => ({ action: CloseAction.DoNotRestart, handled: true }),
    },
    initializationFailedHandler: () => false,
  };
}
