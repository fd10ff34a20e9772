/** What the workspace needs from the world. `host/` implements these; tests implement them in memory. */

import type { DatabaseAddress } from "../engine/database/address.ts";
import type { Column, DatabaseSchema, Table, Transport } from "../engine/database/model.ts";
import type { ValueDetectors } from "../engine/project/values/model.ts";

/** A host answers at once where it can: small synchronous reads are much faster in Node. */
export type MaybePromise<T> = T | Promise<T>;

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "link" | "other";
}

export type DirectoryListing =
  | { readonly kind: "entries"; readonly entries: readonly DirectoryEntry[] }
  /** No directory of this folder is there; a link to one, inside or outside, is none. */
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly reason: string };

export type ReadResult =
  /** `isLinked`: the path is a link or leads through one. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly isLinked?: boolean }
  | { readonly kind: "missing" }
  | { readonly kind: "too large"; readonly size: number }
  | { readonly kind: "unreadable"; readonly reason: string };

/** One folder of the workspace. Paths are relative to it, with `/`; "" is the folder itself. */
export interface FileSystem {
  /** How many reads are worth having under way: 1 where they are answered at once, more where each takes a journey. */
  readonly readsAtOnce: number;
  /** Never throws. Links are reported, not followed. */
  readDirectory(path: string): MaybePromise<DirectoryListing>;
  /**
   * Never throws. Reads nothing of a file of more than `limit` bytes. `room`: for a host that answers at once, where the bytes may be laid if they
   * fit, until the caller has them laid over. Of small files it takes longer to make room for each than to read it.
   */
  readFile(path: string, limit: number, room?: Uint8Array): MaybePromise<ReadResult>;
  /** The first bytes of a file of any size; left out by hosts that can only read a whole one. Never throws. */
  readStart?(path: string, bytes: number): MaybePromise<ReadResult>;
}

/** `summaries`: what files declare. `uses`: where fields are used. `values`: what kinds of values data files hold. */
export type CachePart = "summaries" | "uses" | "values";

/**
 * Keeps a few texts about a folder until the next time, also for other processes of the same product. Nothing of it ever
 * throws: what cannot be kept is made anew.
 */
export interface CacheStore {
  /** The text that was written last; null when there is none, or when it is not exactly what was written. Others have their turn meanwhile. */
  read(part: CachePart): Promise<string | null>;
  /** In place of the one before, for readers as a whole or not at all. */
  write(part: CachePart, text: AsyncIterable<string>): Promise<void>;
  /**
   * Something that is surely another once the file has changed; null when nothing is: it is no plain file, or has
   * changed so lately that the next change could bear the same time.
   */
  stampOf(path: string): string | null;
  /** The same for the same bytes alone. */
  hashOf(bytes: Uint8Array): string;
}

export interface Clock {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Resolves after what already waits (messages, timers) has had its turn. */
  pause(): Promise<void>;
}

/** What a database answers, or a sentence part that says why it does not, without values and passwords. */
export type DatabaseAnswer<T> =
  | { readonly kind: "answer"; readonly value: T }
  /** `isOver`: the connection is gone, and with it all that would be asked next. */
  | { readonly kind: "failure"; readonly because: string; readonly isOver: boolean };

/** One connection that only reads. Nothing of it ever throws. */
export interface Database {
  readonly transport: Transport;
  /** What else people have to know: a sentence each. */
  readonly remarks: readonly string[];
  /** Reads the catalogue, and no row of any table. */
  describe(): Promise<DatabaseAnswer<DatabaseSchema>>;
  /**
   * Values of columns, each without its nulls, of about so many rows from all over the table, without working through it: what is longer than some
   * thousand characters comes cut. `table` and `columns` as they were described.
   */
  sample(
    table: Table,
    columns: readonly Column[],
    rows: number,
  ): Promise<DatabaseAnswer<readonly (readonly string[])[]>>;
  close(): Promise<void>;
}

export interface DatabaseDrivers {
  open(address: DatabaseAddress): Promise<DatabaseAnswer<Database>>;
}

/** Everything that a shell needs from the machine it runs on. */
export interface Host {
  readonly clock: Clock;
  /** A folder that does not exist reads as an empty one. Null for a URI whose scheme this host cannot read. */
  openFolder(uri: string): FileSystem | null;
  /** `content`: the same for the same product alone. Null where nothing is kept. */
  openCache(folderUri: string, content: string): CacheStore | null;
  /**
   * The folder of the environment with this interpreter (a path, as a setting has it: relative ones, and `${workspaceFolder}`, in
   * the folder). Null for none, and for one outside of the folder when `isTrusted` is false: then the setting may be the folder's.
   */
  openEnvironment(folderUri: string, interpreter: string, options: { readonly isTrusted: boolean }): FileSystem | null;
  /** Loads what tells values of data files apart; null where that cannot be loaded. */
  readonly loadDetectors: (() => Promise<ValueDetectors>) | null;
  /** Loads what talks to databases; null where that cannot be loaded. */
  readonly loadDatabases: (() => Promise<DatabaseDrivers>) | null;
  /** The folder of the virtual environment that was active when the process was started; null for none. */
  openActiveEnvironment(): FileSystem | null;
  /** Resident memory in bytes; null where the platform does not say. */
  memory(): number | null;
  /** Called for errors that nobody caught, in place of ending the process. */
  onMistake(listener: (error: unknown) => void): void;
  /** Name and version of the platform, for people: `Node.js v24.21.0, linux x64`. */
  readonly platform: string;
}

/** Structurally that of LSP, so that its tokens can be passed as they are. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
}
