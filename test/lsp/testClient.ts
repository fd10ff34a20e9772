import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import {
  type CancellationToken,
  type CodeAction,
  type CodeActionContext,
  type CodeActionParams,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  FileChangeType,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type LogMessageParams,
  MessageType,
  type Position,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type Range,
  type RegistrationParams,
  type StarRequestHandler,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import {
  CLASSIFICATION_CHANGED,
  CLASSIFICATION_REQUEST,
  type ClassificationParams,
  type ClassificationResult,
  type ClientUi,
} from "../../server/src/protocol.ts";
import { CACHE_ENVIRONMENT } from "../support/productCache.ts";
import { type Abilities, capabilitiesOf } from "./clientCapabilities.ts";

const SERVER = fileURLToPath(new URL("../../dist/server.cjs", import.meta.url));
const PATIENCE = 15_000;

export interface ClientOptions {
  readonly abilities?: Abilities;
  /** In place of those made from the abilities. */
  readonly capabilities?: object;
  /** URIs of workspace folders; null as some clients send it. */
  readonly folders?: readonly string[] | null;
  readonly rootUri?: string | null;
  readonly ui?: ClientUi;
  /** Answer to `workspace/configuration`. */
  readonly settings?: unknown;
  /** The same for what the editor hides. */
  readonly hidden?: unknown;
  /** The same for the Python that a person chose. */
  readonly interpreter?: unknown;
  /** Folder of the virtual environment that is active where the server is started. */
  readonly activeEnvironment?: string;
  readonly initializationOptions?: unknown;
}

/**
 * A language client of its own kind, strict about what comes back: when the test ends, every request must have been
 * answered, nothing may stand on standard error or in the log as an error, no request may have come that the client
 * did not offer to answer, and the server must leave with code 0.
 */
export class TestClient {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: MessageConnection;
  readonly options: ClientOptions;
  readonly exited: Promise<number | null>;
  initializeResult: InitializeResult | null = null;
  settings: unknown;
  /** What the editor hides, as VS Code keeps it; other clients know of no such setting. */
  hidden: unknown;
  interpreter: unknown;
  /** Newest set for each document; absent until the first. */
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly publications: PublishDiagnosticsParams[] = [];
  readonly registrations: string[] = [];
  readonly logs: LogMessageParams[] = [];
  readonly serverRequests: string[] = [];
  readonly configurationScopes: (string | undefined)[] = [];
  readonly classificationChanges: unknown[] = [];
  readonly #problems: string[] = [];
  readonly #unanswered = new Set<string>();
  readonly #waiting = new Set<() => void>();
  readonly #versions = new Map<string, number>();
  #requests = 0;
  #isDone = false;

  constructor(options: ClientOptions = {}) {
    this.options = options;
    this.settings = options.settings ?? null;
    this.hidden = options.hidden ?? null;
    this.interpreter = options.interpreter ?? null;
    const env = { ...process.env, ...CACHE_ENVIRONMENT, VIRTUAL_ENV: options.activeEnvironment ?? "" };
    this.process = spawn(process.execPath, [SERVER, "--stdio"], { env });
    this.process.stderr.setEncoding("utf8").on("data", (text: string) => this.#problems.push(`stderr: ${text}`));
    this.exited = new Promise((resolve) => this.process.once("exit", resolve));
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
    this.#answerServer();
    this.connection.listen();
    onTestFinished(async () => {
      await this.dispose();
    });
  }

  /** A client that is through with the handshake. */
  static async start(options: ClientOptions = {}): Promise<TestClient> {
    const client = new TestClient(options);
    await client.initialize();
    return client;
  }

  async initialize(): Promise<InitializeResult> {
    const { abilities = {}, capabilities, folders, rootUri = null, ui, initializationOptions } = this.options;
    const params: Omit<InitializeParams, "rootUri" | "capabilities"> = {
      processId: process.pid,
      ...(folders === undefined ? {} : { workspaceFolders: folders?.map((uri) => ({ uri, name: uri })) ?? null }),
      initializationOptions: initializationOptions ?? (ui ? { fieldguard: { ui } } : undefined),
    };
    const result = await this.request<InitializeResult>("initialize", {
      ...params,
      rootUri,
      capabilities: capabilities ?? capabilitiesOf(abilities),
    });
    this.initializeResult = result;
    this.notify("initialized", {});
    return result;
  }

  /** Like `connection.sendRequest`, but remembers what was never answered. */
  async request<R>(method: string, params?: unknown): Promise<R> {
    return this.#answered(method, () =>
      params === undefined ? this.connection.sendRequest<R>(method) : this.connection.sendRequest<R>(method, params),
    );
  }

  /** The same for a request that may be cancelled. */
  async requestUntil<R>(method: string, params: unknown, token: CancellationToken): Promise<R> {
    return this.#answered(method, () => this.connection.sendRequest<R>(method, params, token));
  }

  async #answered<R>(method: string, send: () => Promise<R>): Promise<R> {
    const name = `${method} #${++this.#requests}`;
    this.#unanswered.add(name);
    try {
      return await send();
    } finally {
      this.#unanswered.delete(name);
    }
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  open(uri: string, text: string, languageId = "python"): void {
    this.#versions.set(uri, 1);
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }

  /** A text replaces all; changes are applied one after the other. */
  change(uri: string, change: string | readonly TextDocumentContentChangeEvent[]): void {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    const contentChanges = typeof change === "string" ? [{ text: change }] : change;
    this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): void {
    this.notify("textDocument/didClose", { textDocument: { uri } });
  }

  /** Tells of files that came, changed or went on disk. */
  watched(events: Readonly<Record<string, "created" | "changed" | "deleted">>): void {
    const types = { created: FileChangeType.Created, changed: FileChangeType.Changed, deleted: FileChangeType.Deleted };
    const changes = Object.entries(events).map(([uri, kind]) => ({ uri, type: types[kind] }));
    this.notify("workspace/didChangeWatchedFiles", { changes });
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const named = (uri: string): object => ({ uri, name: uri });
    this.notify("workspace/didChangeWorkspaceFolders", {
      event: { added: added.map(named), removed: removed.map(named) },
    });
  }

  async pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const previous = previousResultId === undefined ? {} : { previousResultId };
    return this.request("textDocument/diagnostic", { textDocument: { uri }, identifier: "fieldguard", ...previous });
  }

  /** The diagnostics that the client asks for, as short texts. */
  async pulled(uri: string): Promise<readonly string[]> {
    const report = await this.pull(uri);
    expect(report.kind).toBe("full");
    return report.kind === "full" ? report.items.map(shown) : [];
  }

  /** Waits until the newest published diagnostics of a document are these. */
  async publishes(uri: string, expected: readonly string[]): Promise<void> {
    await this.until(
      () => this.published.get(uri)?.diagnostics.map(shown).join("\n") === expected.join("\n"),
      () =>
        `${uri} to have [${expected.join(", ")}], has ${JSON.stringify(this.published.get(uri)?.diagnostics.map(shown))}`,
    );
  }

  async classification(since: number | null = null): Promise<ClassificationResult> {
    return this.request(CLASSIFICATION_REQUEST, { since } satisfies ClassificationParams);
  }

  /** Waits until all folders have been read, and gives what was found: `path Entity.field` of the sensitive fields. */
  async indexed(): Promise<readonly string[]> {
    for (;;) {
      const { state, files } = await this.classification();
      if (state === "ready") {
        const entities = files.flatMap((file) => file.entities);
        return entities.flatMap(({ path, name, fields }) => fields.map((field) => `${path} ${name}.${field.name}`));
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async hover(uri: string, position: Position): Promise<Hover | null> {
    return this.request("textDocument/hover", { textDocument: { uri }, position });
  }

  async actions(uri: string, range: Range | Position, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    const params: CodeActionParams = {
      textDocument: { uri },
      range: "start" in range ? range : { start: range, end: range },
      context: { diagnostics: [], ...context },
    };
    return this.request("textDocument/codeAction", params);
  }

  /** Waits for something that a message brings about. */
  async until(condition: () => boolean, description: () => string): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const check = (): void => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`waited in vain for ${description()}\n${this.#problems.join("\n")}`));
      }, PATIENCE);
      this.#waiting.add(check);
    });
  }

  /** Takes the errors out of the log, for a test that provokes some. */
  takeErrors(): readonly string[] {
    const errors = this.logs.filter(({ type }) => type === MessageType.Error).map(({ message }) => message);
    this.logs.length = 0;
    return errors;
  }

  /** Leaves as the protocol asks for, and looks whether all was well. */
  async dispose(): Promise<void> {
    if (this.#isDone) return;
    this.#isDone = true;
    if (this.process.exitCode === null) {
      if (this.initializeResult) await this.request("shutdown").catch(() => undefined);
      this.notify("exit", undefined);
    }
    const code = await this.exited;
    this.connection.dispose();
    expect(this.#problems).toEqual([]);
    expect([...this.#unanswered], "requests without an answer").toEqual([]);
    expect(this.takeErrors(), "errors in the log").toEqual([]);
    if (this.initializeResult) expect(code, "exit code").toBe(0);
  }

  /** For a test that has ended the server in its own way. */
  async left(): Promise<number | null> {
    this.#isDone = true;
    const code = await this.exited;
    expect(this.#problems).toEqual([]);
    return code;
  }

  #answerServer(): void {
    const { abilities = {}, capabilities } = this.options;
    const offers = (ability: keyof Abilities): boolean => !capabilities && (abilities[ability] ?? true);
    const answer = (method: string, ability: keyof Abilities, run: (params: never) => unknown): void => {
      this.connection.onRequest(method, (params: never) => {
        this.serverRequests.push(method);
        if (!offers(ability)) this.#problems.push(`${method} was sent to a client that cannot do it`);
        const result = run(params);
        this.notice();
        return result;
      });
    };
    type Items = { readonly section: string; readonly scopeUri?: string }[];
    answer("workspace/configuration", "configuration", ({ items }: { items: Items }) =>
      items.map(({ section, scopeUri }) => {
        if (section === "files.exclude") return this.hidden;
        if (section === "python.defaultInterpreterPath") return this.interpreter;
        this.configurationScopes.push(scopeUri);
        return this.settings;
      }),
    );
    answer("workspace/diagnostic/refresh", "refresh", () => null);
    answer("workspace/codeLens/refresh", "refresh", () => null);
    answer("window/workDoneProgress/create", "progress", () => null);
    this.connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
      for (const { method } of registrations) {
        this.registrations.push(method);
        const ability = method === "workspace/didChangeWatchedFiles" ? "watchers" : "configuration";
        if (!offers(ability)) this.#problems.push(`${method} was registered with a client that cannot do it`);
      }
      this.notice();
      return null;
    });
    const unexpected: StarRequestHandler = (method) => {
      this.#problems.push(`unexpected request ${method}`);
      return null;
    };
    this.connection.onRequest(unexpected);
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      if (offers("pull")) this.#problems.push("diagnostics were pushed to a client that pulls");
      this.published.set(params.uri, params);
      this.publications.push(params);
      this.notice();
    });
    this.connection.onNotification("window/logMessage", (params: LogMessageParams) => {
      this.logs.push(params);
      this.notice();
    });
    this.connection.onNotification(CLASSIFICATION_CHANGED, (params: unknown) => {
      this.classificationChanges.push(params);
      this.notice();
    });
    this.connection.onUnhandledNotification(({ method }) => {
      if (!method.startsWith("$/")) this.#problems.push(`unexpected notification ${method}`);
    });
  }

  /** Something has come that `until` may wait for. */
  notice(): void {
    for (const check of [...this.#waiting]) check();
  }
}

const SEVERITIES = ["", "error", "warning", "information", "hint"];

/** `2:4-15 warning storage/plaintext-field` */
export function shown({ range, severity, code }: Diagnostic): string {
  const { start, end } = range;
  const to = end.line === start.line ? `${end.character}` : `${end.line}:${end.character}`;
  return `${start.line}:${start.character}-${to} ${SEVERITIES[severity ?? 0]!} ${String(code)}`;
}
