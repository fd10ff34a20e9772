import { type ExtensionContext, window } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { ClassificationStore } from "./classificationStore.ts";
import { clientOptions } from "./clientOptions.ts";
import { registerCommands } from "./commands/registerCommands.ts";
import { Highlights } from "./decorations/highlights.ts";
import { restartForNewSchemes } from "./documents.ts";
import { LanguageServer } from "./languageServer.ts";
import { LeaksView } from "./leaks/leaksView.ts";
import { Notes } from "./notes.ts";
import { ClassificationPanel } from "./panel/classificationPanel.ts";
import { panelActions } from "./panel/panelActions.ts";
import { Pause } from "./pause.ts";
import { RunningScans } from "./runningScans.ts";
import { createLanguageStatus } from "./status/languageStatus.ts";
import { createStatusBarItem } from "./status/statusBar.ts";
import { testApi, type TestApi } from "./testApi.ts";
import { ClassificationTree } from "./tree/classificationTree.ts";
import { ViewState } from "./tree/viewState.ts";
import { tellOfTrust } from "./trust.ts";
import { serveWorkspaceFiles } from "./workspaceFiles.ts";

/** Makes the client of a server that runs where this extension host can have one. Does not start it. */
export type CreateClient = (context: ExtensionContext, options: LanguageClientOptions) => BaseLanguageClient;

/** VS Code asks to deactivate what it does not name. */
let activated: LanguageServer | undefined;

/** Puts up what is seen at once; the server starts after the editor has its turn back. */
export function activateExtension(
  context: ExtensionContext,
  createClient: CreateClient,
): { readonly testing: TestApi } {
  // Not disposed of: the server still writes into it while it stops.
  const log = window.createOutputChannel("Fieldguard", { log: true });
  const scans = new RunningScans();
  const server = new LanguageServer(log, () => createClient(context, clientOptions(log, scans)));
  activated = server;
  const pause = new Pause(context.workspaceState, server);
  const store = new ClassificationStore(server);
  const viewState = new ViewState(context.workspaceState);
  const tree = new ClassificationTree(server, store, viewState);
  const leaks = new LeaksView(store);
  const highlights = new Highlights(server, store);
  const notes = new Notes();
  const { extensionUri } = context;
  const panel = new ClassificationPanel({ extensionUri, store, actions: panelActions(server) });
  context.subscriptions.push(
    server,
    pause,
    store,
    viewState,
    tree,
    leaks,
    highlights,
    notes,
    panel,
    createStatusBarItem(store, pause),
    createLanguageStatus(store),
    serveWorkspaceFiles(server),
    restartForNewSchemes(server),
    tellOfTrust(server),
    ...registerCommands({
      extensionId: context.extension.id,
      extensionUri,
      server,
      scans,
      notes,
      panel,
      pause,
      store,
      tree,
      viewState,
    }),
  );
  void pause.apply();
  return { testing: testApi({ server, store, tree, leaks, viewState, highlights }) };
}

/** VS Code waits for this, and not for what it disposes of. */
export async function deactivateExtension(): Promise<void> {
  await activated?.stop();
}
