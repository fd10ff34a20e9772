import { join } from "node:path";
import type { ExtensionContext } from "vscode";
import { LanguageClient, type ServerOptions, TransportKind } from "vscode-languageclient/node";
import { SETTINGS_SECTION } from "../../server/src/protocol.ts";
import { activateExtension, type CreateClient, deactivateExtension } from "./extension.ts";
import type { TestApi } from "./testApi.ts";

/** For the extension host that runs in Node: the server is a process of its own. */
export function activate(context: ExtensionContext): { readonly testing: TestApi } {
  return activateExtension(context, createClient);
}

export function deactivate(): Promise<void> {
  return deactivateExtension();
}

/** Megabytes of memory for new objects: a scan makes many that do not live long, and Node would let them pile up. */
const FRUGAL = ["--max-semi-space-size=4"];

const createClient: CreateClient = (context, options) => {
  const module = context.asAbsolutePath(join("dist", "server.cjs"));
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc, options: { execArgv: [...FRUGAL] } },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
  };
  // The id is the section in which the library looks for `trace.server`.
  return new LanguageClient(SETTINGS_SECTION, "Fieldguard", serverOptions, options);
};
