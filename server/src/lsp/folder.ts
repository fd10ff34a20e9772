import type { Environments } from "../workspace/installedPackages.ts";
import type { CacheStore, Clock, FileSystem, Host } from "../workspace/ports.ts";
import type { WorkspaceChange } from "../workspace/changes.ts";
import { Workspace } from "../workspace/workspace.ts";

export interface FolderOptions {
  /** As the client spells it. */
  readonly uri: string;
  readonly key: string;
  readonly clock: Clock;
  /** Null for the folder of a single file, of which nothing else is read. */
  readonly fileSystem: FileSystem | null;
  readonly cacheStore: CacheStore | null;
  /** Null where no packages are looked for. */
  readonly environments: Environments | null;
  readonly loadDetectors: Host["loadDetectors"];
  /** What the client hides in the folder; empty when it does not say. */
  readonly hidden: () => Promise<readonly string[]>;
  readonly onChange: (folder: Folder, change: WorkspaceChange) => void;
  readonly onInternalError: (error: unknown) => void;
}

/** A file, seen from the folder that it belongs to. */
export interface Located {
  readonly folder: Folder;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Of the file, as `keyOf` makes it. */
  readonly key: string;
}

const NOTHING_ELSE: FileSystem = {
  readsAtOnce: 1,
  readDirectory: () => ({ kind: "missing" }),
  readFile: () => ({ kind: "missing" }),
};

/** A workspace folder of the client, or the folder of a file that is in none. */
export class Folder {
  readonly uri: string;
  readonly key: string;
  readonly isLoose: boolean;
  readonly workspace: Workspace;
  #inner: readonly string[] = [];
  /** As of the newest look at the rules. */
  #hidden: readonly string[] = [];
  /** Wrong ones among them that were told of. */
  #told: ReadonlySet<string> = new Set();

  constructor(options: FolderOptions) {
    const { uri, key, clock, fileSystem, cacheStore, environments, loadDetectors } = options;
    const { hidden, onChange, onInternalError } = options;
    this.uri = uri;
    this.key = key;
    this.isLoose = fileSystem === null;
    this.workspace = new Workspace({
      fileSystem: fileSystem ?? NOTHING_ELSE,
      clock,
      cacheStore,
      environments,
      loadDetectors,
      leftAlone: async () => {
        this.#hidden = this.isLoose ? [] : await hidden();
        return { patterns: this.#hidden, folders: this.#inner };
      },
      onInternalError: (_path, error) => {
        onInternalError(error);
      },
    });
    this.workspace.onDidChange((change) => {
      onChange(this, change);
    });
  }

  get state(): "indexing" | "ready" {
    return this.workspace.isIndexing ? "indexing" : "ready";
  }

  /** Folders of the client that lie in this one, and are read on their own. Returns whether they are others than before. */
  setInner(paths: readonly string[]): boolean {
    const isSame = paths.join("\n") === this.#inner.join("\n");
    this.#inner = paths;
    return !isSame;
  }

  /** Patterns of what is hidden that cannot be used, as they are written and each once. */
  takeWrongHidden(): readonly string[] {
    const wrong = this.workspace.wrongHidden.map((pattern) => pattern.replace(/^\//, ""));
    const untold = wrong.filter((pattern) => !this.#told.has(pattern));
    this.#told = new Set(wrong);
    return untold;
  }

  isHiddenAsBefore(patterns: readonly string[]): boolean {
    return patterns.join("\n") === this.#hidden.join("\n");
  }

  dispose(): void {
    this.workspace.dispose();
  }
}
