import type { LogOutputChannel } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import type { InitializationOptions } from "../../server/src/protocol.ts";
import { fixActions } from "./fixActions.ts";

/** What the client says of itself to the server, wherever the server runs. */
export function clientOptions(log: LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    fieldguard: { ui: { pick: true, input: true, showEntity: true } },
  };
  return {
    // Only files: a diff's left side, notebooks and output are nobody's models.
    documentSelector: [
      { scheme: "file", language: "python" },
      // What a fix may change or read, so that it sees unsaved text.
      { scheme: "file", pattern: "**/{fieldguard.yml,pyproject.toml,requirements*.txt,requirements/*.txt}" },
    ],
    initializationOptions,
    middleware: fixActions,
    outputChannel: log,
    diagnosticCollectionName: "fieldguard",
  };
}
