import type { Connection } from "vscode-languageserver";
import type { Clock } from "../workspace/ports.ts";
import type { ClientFlags } from "./capabilities.ts";
import type { Located } from "./folder.ts";
import type { ShownDiagnostic } from "./toProtocol.ts";

/** New findings wait until nobody has typed for this long; what is gone or has moved shows at once. */
const QUIET_MILLISECONDS = 250;

export interface PublisherOptions {
  readonly connection: Connection;
  readonly flags: ClientFlags;
  readonly clock: Clock;
  readonly locateKey: (key: string) => Located | null;
  readonly diagnosticsOf: (located: Located) => Promise<readonly ShownDiagnostic[]>;
  readonly uriOf: (located: Located) => string;
  readonly versionOf: (located: Located) => number | null;
  readonly run: (work: Promise<unknown>) => void;
}

interface Published {
  readonly uri: string;
  readonly identities: ReadonlySet<string>;
  readonly content: string;
}

/** Sends diagnostics to clients that do not ask for them: only what differs from what they have. */
export class DiagnosticsPublisher {
  readonly #options: PublisherOptions;
  readonly #published = new Map<string, Published>();
  /** Keys about to be looked at. */
  readonly #scheduled = new Set<string>();
  /** The newest look at each key; an older one must not publish after it. */
  readonly #turns = new Map<string, symbol>();
  readonly #typing = new Map<string, ReturnType<typeof setTimeout>>();
  /** Just opened: gets its first set even when that is empty. */
  readonly #opened = new Set<string>();

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  opened({ key }: Located): void {
    this.#opened.add(key);
    this.#schedule(key);
  }

  typed({ key }: Located): void {
    clearTimeout(this.#typing.get(key));
    const timer = setTimeout(() => {
      this.#typing.delete(key);
      this.#schedule(key);
    }, QUIET_MILLISECONDS);
    this.#typing.set(key, timer);
  }

  changed({ key }: Located): void {
    this.#schedule(key);
  }

  closed({ key }: Located): void {
    clearTimeout(this.#typing.get(key));
    this.#typing.delete(key);
    this.#opened.delete(key);
    this.#schedule(key);
  }

  /** Folders, the policy or what is excluded changed. */
  updateAll(): void {
    for (const key of this.#published.keys()) this.#schedule(key);
  }

  /** A little later, so that several changes are looked at once. */
  #schedule(key: string): void {
    if (this.#scheduled.has(key)) return;
    this.#scheduled.add(key);
    const { clock, run } = this.#options;
    run(
      clock.pause().then(() => {
        this.#scheduled.delete(key);
        return this.#publish(key);
      }),
    );
  }

  async #publish(key: string): Promise<void> {
    const { connection, flags, locateKey, diagnosticsOf, uriOf, versionOf } = this.#options;
    const turn = Symbol(key);
    this.#turns.set(key, turn);
    const located = locateKey(key);
    const found = located ? await diagnosticsOf(located) : [];
    if (this.#turns.get(key) !== turn) return;
    this.#turns.delete(key);

    const before = this.#published.get(key);
    const shown = this.#typing.has(key) ? found.filter(({ identity }) => before?.identities.has(identity)) : found;
    const diagnostics = shown.map(({ diagnostic }) => diagnostic);
    const content = JSON.stringify(diagnostics);
    const isFirst = this.#opened.delete(key);
    if (!isFirst && content === (before?.content ?? "[]")) return;
    const uri = before?.uri ?? (located ? uriOf(located) : null);
    if (uri === null) return;

    if (shown.length === 0) this.#published.delete(key);
    else this.#published.set(key, { uri, content, identities: new Set(shown.map(({ identity }) => identity)) });
    const version = located && flags.versionedDiagnostics ? versionOf(located) : null;
    await connection.sendDiagnostics({ uri, diagnostics, ...(version === null ? {} : { version }) });
  }
}
