import type { Project } from "../engine/project/model.ts";
import type { Policy } from "../engine/project/policy/model.ts";
import { readProject } from "../engine/project/readProject.ts";
import type { Baseline } from "../engine/rules/baseline.ts";
import type { Finding } from "../engine/rules/rule.ts";
import { Changes } from "./changes.ts";
import { decode, type Decoded } from "./decode.ts";
import { Exclusions } from "./exclusions.ts";
import { FolderBaseline } from "./folderBaseline.ts";
import { FolderDeclarations } from "./folderDeclarations.ts";
import { FolderPolicy } from "./folderPolicy.ts";
import { KnownFiles } from "./knownFiles.ts";
import { limitsOf, type ReadingLimits, ROOM_BYTES } from "./limits.ts";
import { OpenDocuments } from "./openDocuments.ts";
import type { LoadedPolicy } from "./policyFile.ts";
import type { CacheStore, Clock, FileSystem, ReadResult } from "./ports.ts";
import type { Sighting } from "./sighting.ts";
import type { SummaryCache } from "./summaryCache.ts";

export interface FolderStateOptions {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  readonly cacheStore: CacheStore | null;
  /** A policy from elsewhere, in place of the folder's own. */
  readonly fixedPolicy: LoadedPolicy | null;
  /** What is accepted, in place of what the folder's own file says. */
  readonly fixedBaseline: Baseline | null;
  /** Whether all files of the folder are known. */
  readonly isWhole: () => boolean;
  /** All that is found in the folder, as far as it is known. */
  readonly findings: () => Iterable<Finding>;
  readonly onInternalError: (path: string, error: unknown) => void;
  /** Called when all listeners have heard of a change. */
  readonly onTold: () => void;
}

/** A text on disk with its encoding. */
export type Source = Extract<Decoded, { kind: "text" }>;

function sourceIn(file: ReadResult): Source | null {
  const decoded = file.kind === "bytes" ? decode(file.bytes) : null;
  return decoded?.kind === "text" ? decoded : null;
}

/** What the parts of a workspace share of its one folder. */
export class FolderState {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  readonly cacheStore: CacheStore | null;
  readonly onInternalError: (path: string, error: unknown) => void;
  readonly changes: Changes;
  readonly documents = new OpenDocuments();
  readonly onDisk = new KnownFiles();
  readonly declarations = new FolderDeclarations();
  readonly policyFile: FolderPolicy;
  readonly baseline: FolderBaseline;
  exclusions: Exclusions;
  /** The cache of the current run, until it is saved. */
  filling: SummaryCache | null = null;
  /** What the current run came by or was read since it began; null between runs. */
  sighting: Sighting | null = null;
  /** Of files on disk, from before each was read last; null once the uses of fields have taken them up. */
  stamps: Map<string, string> | null = new Map();
  isDisposed = false;
  /** For the bytes of one file, of which nothing but its text is kept. */
  readonly #room = new Uint8Array(ROOM_BYTES);
  /** Made from the project's files when it is asked for; null when one of them has changed since. */
  #project: Project | null = null;

  constructor(options: FolderStateOptions) {
    const { fileSystem, clock, cacheStore, fixedPolicy, fixedBaseline, isWhole, findings } = options;
    const { onInternalError, onTold } = options;
    this.fileSystem = fileSystem;
    this.clock = clock;
    this.cacheStore = cacheStore;
    this.onInternalError = onInternalError;
    this.changes = new Changes(onTold);
    const openText = (path: string): string | undefined => this.documents.get(path)?.text;
    this.policyFile = new FolderPolicy({ fileSystem, openText, fixed: fixedPolicy });
    this.baseline = new FolderBaseline({
      fileSystem,
      fixed: fixedBaseline,
      paths: () => (isWhole() ? new Set([...this.onDisk.paths, ...this.documents.paths]) : null),
      findings,
      revision: () => this.changes.revision,
    });
    this.exclusions = new Exclusions(fileSystem, this.policy.exclude);
  }

  get policy(): Policy {
    return this.policyFile.current.policy;
  }

  get limits(): ReadingLimits {
    return limitsOf(this.policy);
  }

  get project(): Project {
    this.#project ??= readProject(this.projectTexts());
    return this.#project;
  }

  /** Null where nobody has asked for it since one of its files changed. */
  get knownProject(): Project | null {
    return this.#project;
  }

  /** One of its files has changed, or another file belongs to it now. */
  forgetProject(): void {
    this.#project = null;
  }

  projectTexts(): ReadonlyMap<string, string> {
    const texts = new Map(this.onDisk.projectTexts);
    for (const [path, { text }] of this.documents.entries) {
      if (this.onDisk.isProjectFile(path)) texts.set(path, text);
    }
    return texts;
  }

  /** The current text of a file, without byte order mark; null when it is gone or is no text. */
  async text(path: string): Promise<string | null> {
    return this.documents.get(path)?.text ?? (await this.source(path))?.text ?? null;
  }

  /** The text on disk with its encoding, for writing it back. */
  async source(path: string): Promise<Source | null> {
    const file = this.fileSystem.readFile(path, this.limits.fileBytes, this.#room);
    // What is there at once has to be decoded before anybody else reads into the same room.
    return sourceIn(file instanceof Promise ? await file : file);
  }

  /** Open documents that are not excluded. */
  includedDocuments(): readonly string[] {
    return this.documents.paths.filter((path) => this.documents.isExcluded(path) === false);
  }
}
