import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { browserHost } from "./host/browser/browserHost.ts";
import { startLanguageServer } from "./lsp/server.ts";

const worker = self as DedicatedWorkerGlobalScope;
const connection = createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));
startLanguageServer(connection, browserHost);
connection.onExit(() => {
  worker.close();
});
