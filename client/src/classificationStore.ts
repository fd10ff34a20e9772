import { Disposable, EventEmitter, Uri } from "vscode";
import {
  CLASSIFICATION_CHANGED,
  CLASSIFICATION_REQUEST,
  type ClassificationParams,
  type ClassificationResult,
  type ClassifiedEntity,
  type ClassifiedFile,
} from "../../server/src/protocol.ts";
import type { LanguageServer } from "./languageServer.ts";
import type { LeakPlace } from "./leaks/leakNodes.ts";

/** The server tells of every keystroke that changes something; the views follow at reading speed. */
const DEBOUNCE = 200;

export type StoreState = "indexing" | "ready" | "stopped";

export interface StoreChange {
  /** Files whose entities may differ from before, as `Uri.toString()` writes them; null: any may. */
  readonly files: ReadonlySet<string> | null;
}

/** What the server last said about the workspace, for everything that shows it. Asks only for what has changed. */
export class ClassificationStore implements Disposable {
  readonly #server: LanguageServer;
  readonly #changed = new EventEmitter<StoreChange>();
  readonly #subscription: Disposable;
  /** Those with something to show, by URI. */
  readonly #files = new Map<string, ClassifiedFile>();
  /** Made of the files when somebody asks. */
  #entities: readonly ClassifiedEntity[] | null = null;
  #thirdParty: readonly ClassifiedEntity[] = [];
  /** Null when the next answer has to hold everything. */
  #revision: number | null = null;
  #state: StoreState = "indexing";
  #stoppedAfter: number | null = null;
  #cappedAt: number | null = null;
  #areLeaksKnown = false;
  /** Made of the files when somebody asks. */
  #leaks: readonly LeakPlace[] | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the times that the server has come or gone: what was asked before then is of no use. */
  #run = 0;
  /** One question after the other: a slow server would never be heard to the end. */
  #asking: Promise<void> = Promise.resolve();
  #isWanted = false;

  readonly onDidChange = this.#changed.event;

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#subscription = Disposable.from(
      server.onDidMakeClient((client) => {
        client.onNotification(CLASSIFICATION_CHANGED, () => {
          this.#schedule();
        });
      }),
      server.onDidChangeState((state) => {
        // A server that starts counts its revisions from the beginning.
        this.#revision = null;
        this.#run++;
        this.#asking = Promise.resolve();
        this.#stoppedAfter = null;
        this.#cappedAt = null;
        this.#areLeaksKnown = false;
        if (state === "running") void this.refresh();
        else if (state === "stopped") this.#clear();
        else this.#tell("indexing", new Set());
      }),
    );
  }

  /** In order of folder and path, then as declared. */
  get entities(): readonly ClassifiedEntity[] {
    this.#entities ??= [...this.#files.values()].sort(byPlace).flatMap(({ entities }) => entities);
    return this.#entities;
  }

  /** What is found about where values go, and about settings, in order of folder and path, then as in the text. */
  get leaks(): readonly LeakPlace[] {
    this.#leaks ??= [...this.#files.values()]
      .sort(byPlace)
      .flatMap(({ leaks, folder, path, uri }) => leaks.map((leak) => ({ folder, path, uri, leak })));
    return this.#leaks;
  }

  /** Whether that is all, and not still being counted. */
  get areLeaksKnown(): boolean {
    return this.#areLeaksKnown;
  }

  /** Models of installed packages: no file of the workspace declares them. */
  get thirdParty(): readonly ClassifiedEntity[] {
    return this.#thirdParty;
  }

  entitiesIn(uri: Uri): readonly ClassifiedEntity[] {
    return this.#files.get(uri.toString())?.entities ?? [];
  }

  get state(): StoreState {
    return this.#state;
  }

  /** Most files that are read of a folder that has more; null when there is none. */
  get cappedAt(): number | null {
    return this.#cappedAt;
  }

  /** Number of files that were read when a person stopped that, which is not all; null when it was not stopped. */
  get stoppedAfter(): number | null {
    return this.#stoppedAfter;
  }

  /** Of the last answer; null before the first and while the server does not run. */
  get revision(): number | null {
    return this.#revision;
  }

  /** Asks for what has changed, once more where an answer is under way, which may not know of it yet. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isWanted = true;
    this.#asking = this.#asking.then(() => this.#ask());
    await this.#asking;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #ask(): Promise<void> {
    if (!this.#isWanted || !this.#server.isRunning) return;
    this.#isWanted = false;
    const run = this.#run;
    const params: ClassificationParams = { since: this.#revision };
    try {
      const result = await this.#server.sendRequest<ClassificationResult>(CLASSIFICATION_REQUEST, params);
      if (run === this.#run) this.#take(result);
    } catch (error) {
      // The server was busy or is going away; the next notification or start asks again.
      this.#server.log.debug(`classification: ${String(error)}`);
    }
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => void this.refresh(), DEBOUNCE);
  }

  #take(result: ClassificationResult): void {
    const { revision, state, stoppedAfter, cappedAt, areLeaksKnown, since, files, thirdParty } = result;
    this.#revision = revision;
    this.#stoppedAfter = stoppedAfter;
    this.#cappedAt = cappedAt;
    if (since === null) this.#files.clear();
    const changed = new Set<string>();
    for (const file of files) {
      // The server may escape other characters than the editor does.
      const uri = Uri.parse(file.uri).toString();
      if (file.entities.length + file.leaks.length > 0) this.#files.set(uri, file);
      else if (!this.#files.delete(uri)) continue;
      changed.add(uri);
    }
    if (thirdParty !== null) this.#thirdParty = thirdParty;
    const isSameState = state === this.#state && areLeaksKnown === this.#areLeaksKnown;
    this.#areLeaksKnown = areLeaksKnown;
    if (since !== null && changed.size === 0 && thirdParty === null && isSameState) return;
    this.#tell(state, since === null ? null : changed);
  }

  #clear(): void {
    this.#files.clear();
    this.#thirdParty = [];
    this.#tell("stopped", null);
  }

  #tell(state: StoreState, files: ReadonlySet<string> | null): void {
    this.#state = state;
    this.#entities = null;
    this.#leaks = null;
    this.#changed.fire({ files });
  }
}

function byPlace(a: ClassifiedFile, b: ClassifiedFile): number {
  if (a.folder !== b.folder) return a.folder < b.folder ? -1 : 1;
  return a.path < b.path ? -1 : 1;
}
