import { type ExtensionContext, window } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { ClassificationStore } from "./classificationStore.ts";
import { clientOptions } from "./clientOptions.ts";
import { registerCommands } from "./commands/registerCommands.ts";
import { Highlights } from "./decorations/highlights.ts";
import { Notes } from "./notes.ts";
import { ClassificationPanel } from "./panel/classificationPanel.ts";
import { panelActions } from "./panel/panelActions.ts";
import { Pause } from "./pause.ts";
import { createLanguageStatus } from "./status/languageStatus.ts";
import { createStatusBarItem } from "./status/statusBar.ts";
import { testApi, type TestApi } from "./testApi.ts";
import { ClassificationTree } from "./tree/classificationTree.ts";
import { ViewState } from "./tree/viewState.ts";
import { serveWorkspaceFiles } from "./workspaceFiles.ts";

/** Makes the client of a server that runs where this extension host can have one. Does not start it. */
export type CreateClient = (context: ExtensionContext, options: LanguageClientOptions) => BaseLanguageClient;

/** Puts up what is seen at once; the server starts after the editor has its turn back. */
export function activateExtension(
  context: ExtensionContext,
  createClient: CreateClient,
): { readonly testing: TestApi } {
  const log = window.createOutputChannel("Fieldguard", { log: true });
  const client = createClient(context, clientOptions(log));
  const pause = new Pause(context.workspaceState, client);
  const store = new ClassificationStore(client);
  const viewState = new ViewState(context.workspaceState);
  const tree = new ClassificationTree(client, store, viewState);
  const highlights = new Highlights(client, store);
  const notes = new Notes();
  const { extensionUri } = context;
  const panel = new ClassificationPanel({ extensionUri, store, actions: panelActions(client) });
  context.subscriptions.push(
    log,
    pause,
    store,
    viewState,
    tree,
    highlights,
    notes,
    panel,
    createStatusBarItem(store, pause),
    createLanguageStatus(store),
    serveWorkspaceFiles(client),
    ...registerCommands({ client, log, notes, panel, pause, store, tree, viewState }),
    // Last, so that it stops first.
    client,
  );
  setTimeout(() => {
    if (pause.isPaused) return;
    client.start().catch((error: unknown) => {
      log.error(`the language server did not start: ${String(error)}`);
    });
  });
  return { testing: testApi({ client, store, tree, viewState, highlights }) };
}
