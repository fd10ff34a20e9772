import type { CacheStore, Clock, FileSystem } from "../workspace/ports.ts";
import { Workspace, type WorkspaceChange } from "../workspace/workspace.ts";

export interface FolderOptions {
  /** As the client spells it. */
  readonly uri: string;
  readonly key: string;
  readonly clock: Clock;
  /** Null for the folder of a single file, of which nothing else is read. */
  readonly fileSystem: FileSystem | null;
  readonly cacheStore: CacheStore | null;
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

  constructor({ uri, key, clock, fileSystem, cacheStore, onChange, onInternalError }: FolderOptions) {
    this.uri = uri;
    this.key = key;
    this.isLoose = fileSystem === null;
    this.workspace = new Workspace({
      fileSystem: fileSystem ?? NOTHING_ELSE,
      clock,
      cacheStore,
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

  dispose(): void {
    this.workspace.dispose();
  }
}
