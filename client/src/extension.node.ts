import { type ExtensionContext, window } from "vscode";
import { ClassificationStore } from "./classificationStore.ts";
import { registerCommands } from "./commands/registerCommands.ts";
import { Highlights } from "./decorations/highlights.ts";
import { Notes } from "./notes.ts";
import { createClient } from "./startClient.ts";
import { createLanguageStatus } from "./status/languageStatus.ts";
import { createStatusBarItem } from "./status/statusBar.ts";
import { testApi, type TestApi } from "./testApi.ts";
import { ClassificationTree } from "./tree/classificationTree.ts";

/** Puts up what is seen at once; the server starts after the editor has its turn back. */
export function activate(context: ExtensionContext): { readonly testing: TestApi } {
  const log = window.createOutputChannel("Fieldguard", { log: true });
  const client = createClient(context, log);
  const store = new ClassificationStore(client);
  const tree = new ClassificationTree(store);
  const highlights = new Highlights(client, store);
  const notes = new Notes();
  context.subscriptions.push(
    log,
    store,
    tree,
    highlights,
    notes,
    createStatusBarItem(store),
    createLanguageStatus(store),
    ...registerCommands({ client, log, notes, store, tree }),
    // Last, so that it stops first.
    client,
  );
  setImmediate(() => {
    client.start().catch((error: unknown) => {
      log.error(`the language server did not start: ${String(error)}`);
    });
  });
  return { testing: testApi({ client, store, tree, highlights }) };
}
