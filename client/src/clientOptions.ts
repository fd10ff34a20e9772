import { type LogOutputChannel, workspace } from "vscode";
import type { DocumentSelector, LanguageClientOptions } from "vscode-languageclient";
import { type InitializationOptions, PROJECT_FILES } from "../../server/src/protocol.ts";
import { fixActions } from "./fixActions.ts";

/** What the client says of itself to the server, wherever the server runs. */
export function clientOptions(log: LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    fieldguard: { ui: { pick: true, input: true, showEntity: true }, readsFiles: true },
  };
  return {
    documentSelector: documentSelector(),
    initializationOptions,
    middleware: fixActions,
    outputChannel: log,
    diagnosticCollectionName: "fieldguard",
  };
}

/**
 * Files alone: a diff's left side, notebooks and output are nobody's models, though their URIs may have the path of one.
 * What is a file is told by the schemes of the workspace's folders, which can be on no disk at all (`vscode-vfs`).
 */
function documentSelector(): DocumentSelector {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  return [...new Set(["file", "vscode-remote", ...folders])].flatMap((scheme) => [
    { scheme, language: "python" },
    { scheme, pattern: PROJECT_FILES },
  ]);
}
