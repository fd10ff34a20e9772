import {
  type CancellationToken,
  commands,
  type Disposable,
  EventEmitter,
  l10n,
  type LogOutputChannel,
  window,
} from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";

/** A server that has not answered within so many milliseconds does not start any more. */
const START_LIMIT = 60_000;

/** A server that ends by itself so often, within so many milliseconds, is not started again. */
const MOST_CRASHES = 5;
const CRASH_MEMORY = 180_000;

export type ServerState = "starting" | "running" | "stopped";

/**
 * The language server: one at most, which is started and stopped in the order in which that is asked for, whatever it is
 * doing. Each start has a new client: the library's cannot do any more with a server that did not start, and does not
 * stop one that is starting.
 */
export class LanguageServer implements Disposable {
  readonly log: LogOutputChannel;
  readonly #createClient: () => BaseLanguageClient;
  readonly #clientMade = new EventEmitter<BaseLanguageClient>();
  readonly #stateChanged = new EventEmitter<ServerState>();
  #client: BaseLanguageClient | null = null;
  /** Somebody will say soon whether to start or to stop. */
  #state: ServerState = "starting";
  /** The last that was asked for. Never rejects. */
  #turn: Promise<void> = Promise.resolve();
  /** When the server ended by itself, in milliseconds. */
  #crashes: readonly number[] = [];

  /** Before the client starts: for those who answer the server. */
  readonly onDidMakeClient = this.#clientMade.event;
  readonly onDidChangeState = this.#stateChanged.event;

  constructor(log: LogOutputChannel, createClient: () => BaseLanguageClient) {
    this.log = log;
    this.#createClient = createClient;
  }

  get state(): ServerState {
    return this.#state;
  }

  get isRunning(): boolean {
    return this.#state === "running";
  }

  /** @throws Error when no server is running */
  get client(): BaseLanguageClient {
    if (this.#client && this.isRunning) return this.#client;
    throw new Error(
      l10n.t("Fieldguard's language server is not running. The command “Fieldguard: Restart Server” starts it."),
    );
  }

  /** Waits for a server that is starting. @throws Error when no server is running */
  async whenRunning(): Promise<BaseLanguageClient> {
    await this.#turn;
    return this.client;
  }

  /** Waits for a server that is starting. @throws Error when no server is running, or it has no answer */
  async sendRequest<Result>(method: string, ...params: [] | [object] | [object, CancellationToken]): Promise<Result> {
    const client = await this.whenRunning();
    // As many as were given: the library takes each for a parameter.
    return client.sendRequest<Result>(method, ...(params as [object]));
  }

  /** Resolves when the server runs, or when it has been said that it did not start. */
  start(): Promise<void> {
    return this.#inTurn(() => this.#start());
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  restart(): Promise<void> {
    this.#crashes = [];
    return this.#inTurn(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  dispose(): void {
    this.#clientMade.dispose();
    this.#stateChanged.dispose();
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work);
    return this.#turn;
  }

  async #start(): Promise<void> {
    if (this.#client) return;
    this.#setState("starting");
    // The editor has its turn first.
    await new Promise((resolve) => setTimeout(resolve));
    try {
      const client = this.#createClient();
      leaveProblemsToUs(client);
      this.#client = client;
      this.#clientMade.fire(client);
      await inTime(client.start());
      if (!client.isRunning()) throw new Error("the server has ended");
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Stopped) this.#ended(client);
      });
      this.#setState("running");
    } catch (error) {
      this.log.error(`the language server did not start: ${String(error)}`);
      await this.#stop();
      void this.#tell(l10n.t("Fieldguard's language server did not start. Its output says more."));
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    this.#setState("stopped");
    try {
      await client?.dispose();
    } catch (error) {
      // It had not started, or it does not answer: what is left of it ends without being asked.
      this.log.warn(`the language server did not stop by itself: ${String(error)}`);
    }
  }

  /** The server has ended, and nobody here has asked for that, or the two do not understand each other. */
  #ended(client: BaseLanguageClient): void {
    if (client !== this.#client) return;
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < CRASH_MEMORY), now];
    const isHopeless = this.#crashes.length >= MOST_CRASHES;
    void this.#inTurn(async () => {
      if (client !== this.#client) return;
      await this.#stop();
      if (isHopeless) void this.#tell(crashText());
      else await this.#start();
    });
  }

  async #tell(problem: string): Promise<void> {
    const action = await window.showErrorMessage(
      problem,
      { title: l10n.t("Restart Server"), command: "fieldguard.restartServer" },
      { title: l10n.t("Show Output"), command: "fieldguard.showOutput" },
    );
    if (action) await commands.executeCommand(action.command);
  }

  #setState(state: ServerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}

/** The library puts up its own message when a server does not start or ends, with a stack. */
function leaveProblemsToUs(client: BaseLanguageClient): void {
  const error = client.error.bind(client);
  client.error = (message, data, showNotification) => {
    error(message, data, showNotification === "force" ? false : showNotification);
  };
}

function crashText(): string {
  return l10n.t(
    "Fieldguard's language server ended {0} times within {1} minutes and was not started again. Its output says more.",
    MOST_CRASHES,
    CRASH_MEMORY / 60_000,
  );
}

async function inTime(start: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${START_LIMIT / 1000} s`));
    }, START_LIMIT);
  });
  try {
    await Promise.race([start, limit]);
  } finally {
    clearTimeout(timer);
  }
}
