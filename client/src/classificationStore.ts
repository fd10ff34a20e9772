import { type Disposable, EventEmitter, Uri } from "vscode";
import { State, type LanguageClient } from "vscode-languageclient/node";
import {
  CLASSIFICATION_CHANGED,
  CLASSIFICATION_REQUEST,
  type ClassificationResult,
  type ClassifiedEntity,
} from "../../server/src/protocol.ts";

/** The server tells of every keystroke that changes something; the views follow at reading speed. */
const DEBOUNCE = 200;

export type StoreState = "indexing" | "ready" | "stopped";

/** What the server last said about the workspace, for everything that shows it. */
export class ClassificationStore implements Disposable {
  readonly #client: LanguageClient;
  readonly #changed = new EventEmitter<void>();
  readonly #subscription: { dispose(): void };
  #entities: readonly ClassifiedEntity[] = [];
  #revision = -1;
  #state: StoreState = "indexing";
  #timer: NodeJS.Timeout | undefined;
  #latestRequest = 0;

  readonly onDidChange = this.#changed.event;

  constructor(client: LanguageClient) {
    this.#client = client;
    client.onNotification(CLASSIFICATION_CHANGED, () => {
      this.#schedule();
    });
    this.#subscription = client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) void this.refresh();
      else if (newState === State.Stopped || newState === State.StartFailed) this.#set("stopped", []);
      else this.#set("indexing", this.#entities);
    });
  }

  get entities(): readonly ClassifiedEntity[] {
    return this.#entities;
  }

  entitiesIn(uri: Uri): readonly ClassifiedEntity[] {
    const wanted = uri.toString();
    // The server may escape other characters than the editor does.
    return this.#entities.filter((entity) => Uri.parse(entity.uri).toString() === wanted);
  }

  get state(): StoreState {
    return this.#state;
  }

  /** Of the last answer; -1 before the first. */
  get revision(): number {
    return this.#revision;
  }

  /** Asks anew. An answer that was overtaken by a later question is dropped. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#client.state !== State.Running) return;
    const request = ++this.#latestRequest;
    try {
      const result = await this.#client.sendRequest<ClassificationResult>(CLASSIFICATION_REQUEST);
      if (request !== this.#latestRequest) return;
      this.#revision = result.revision;
      this.#set(result.state, result.entities);
    } catch (error) {
      // The server was busy or is going away; the next notification or start asks again.
      this.#client.outputChannel.debug(`classification: ${String(error)}`);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => void this.refresh(), DEBOUNCE);
  }

  #set(state: StoreState, entities: readonly ClassifiedEntity[]): void {
    this.#state = state;
    this.#entities = entities;
    this.#changed.fire();
  }
}
