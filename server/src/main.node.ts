import { createConnection } from "vscode-languageserver/node";
import { nodeHost } from "./host/node/nodeHost.ts";
import { startLanguageServer } from "./lsp/server.ts";

// The way to talk is in the arguments: --stdio, --node-ipc, --socket=PORT or --pipe=NAME.
startLanguageServer(createConnection(), nodeHost);
