import { join } from "node:path";
import type { ExtensionContext, LogOutputChannel } from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import { fixActions } from "./fixActions.ts";
import { type InitializationOptions, SETTINGS_SECTION } from "../../server/src/protocol.ts";

/** The client of the bundled server, not started yet. */
export function createClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath(join("dist", "server.cjs"));
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
  };
  const initializationOptions: InitializationOptions = {
    fieldguard: { ui: { pick: true, input: true, preview: true, showEntity: true } },
  };
  const clientOptions: LanguageClientOptions = {
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
  // The id is the section in which the library looks for `trace.server`.
  return new LanguageClient(SETTINGS_SECTION, "Fieldguard", serverOptions, clientOptions);
}
