import { createConnection } from "vscode-languageserver/node";
import { nodeHost } from "./host/node/nodeHost.ts";
import { startLanguageServer } from "./lsp/server.ts";

const WAYS = /^--(stdio|node-ipc|socket|pipe)(=|$)/;

if (process.argv.some((argument) => WAYS.test(argument))) {
  startLanguageServer(createConnection(), nodeHost);
} else {
  process.stderr.write(
    "fieldguard: say how to talk to the client: --stdio, --node-ipc, --socket=PORT or --pipe=NAME\n",
  );
  process.exitCode = 2;
}
