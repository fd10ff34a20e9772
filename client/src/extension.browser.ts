import { type ExtensionContext, Uri, workspace } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
  type MessageTransports,
} from "vscode-languageclient/browser";
import { SETTINGS_SECTION } from "../../server/src/protocol.ts";
import { activateExtension, deactivateExtension } from "./extension.ts";
import type { TestApi } from "./testApi.ts";

/** For the extension host that runs in a browser: the server is a worker. */
export function activate(context: ExtensionContext): { readonly testing: TestApi } {
  return activateExtension(context, ({ extensionUri }, options) => {
    const server = new ServerWorker(Uri.joinPath(extensionUri, "dist", "server.worker.js"));
    return new WorkerClient(server, options);
  });
}

export function deactivate(): Promise<void> {
  return deactivateExtension();
}

/** The library leaves a worker running that does not end by itself. */
class WorkerClient extends LanguageClient {
  readonly #server: ServerWorker;

  constructor(server: ServerWorker, options: LanguageClientOptions) {
    super(SETTINGS_SECTION, "Fieldguard", () => server.start(), options);
    this.#server = server;
  }

  override async stop(timeout?: number): Promise<void> {
    try {
      await super.stop(timeout);
    } finally {
      this.#server.stop();
    }
  }
}

/** Starts once. */
class ServerWorker {
  readonly #bundle: Uri;
  #worker: Worker | undefined;
  #url = "";
  #hasStopped = false;

  constructor(bundle: Uri) {
    this.#bundle = bundle;
  }

  /** A worker may not be loaded from the place of the extension, which is another origin: so its text is. */
  async start(): Promise<MessageTransports> {
    const bytes = new Uint8Array(await workspace.fs.readFile(this.#bundle));
    if (this.#hasStopped) throw new Error("the worker was stopped before it had started");
    this.#url = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
    this.#worker = new Worker(this.#url);
    return { reader: new BrowserMessageReader(this.#worker), writer: new BrowserMessageWriter(this.#worker) };
  }

  stop(): void {
    this.#hasStopped = true;
    this.#worker?.terminate();
    // Not before: the host may load it late.
    URL.revokeObjectURL(this.#url);
  }
}
