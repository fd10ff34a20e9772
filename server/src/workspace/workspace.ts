import type { FixContext } from "../engine/fixes/model.ts";
import { EntityIndex } from "../engine/project/entityIndex.ts";
import type { Project } from "../engine/project/model.ts";
import type { Policy } from "../engine/project/policy.ts";
import { isProjectFile, readProject } from "../engine/project/readProject.ts";
import { type EntityLookup, NO_OTHER_FILES } from "../engine/schema/entityLookup.ts";
import { analyseSchema, analyseText, type AnalysedText, type FileAnalysis, type WorkspaceProblem } from "./analyse.ts";
import { AtOnce } from "./atOnce.ts";
import { decode, type Decoded } from "./decode.ts";
import { discover, type Discovered } from "./discovery.ts";
import { Exclusions, isIgnoreFile } from "./exclusions.ts";
import { byPath, type FileCounts, isWanted, KnownFiles } from "./knownFiles.ts";
import { MAX_FILE_BYTES, MAX_FILES } from "./limits.ts";
import { type LoadedPolicy, loadPolicy, NO_POLICY, POLICY_PATHS, unreadablePolicy } from "./policyFile.ts";
import type { CancellationToken, Clock, FileSystem, ReadResult } from "./ports.ts";
import { TimeSlice } from "./timeSlice.ts";

export interface WorkspaceOptions {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** A policy from elsewhere, in place of the folder's own. */
  readonly policyFile?: { readonly path: string; readonly text: string };
  /** Told of our own mistakes; the file concerned is left out. */
  readonly onInternalError?: (path: string, error: unknown) => void;
}

export interface IndexOptions {
  readonly token?: CancellationToken;
  /** Number of files read so far. */
  readonly onProgress?: (read: number) => void;
}

export interface WorkspaceChange {
  readonly revision: number;
  /** Files whose analysis or problems may differ from before. */
  readonly paths: ReadonlySet<string>;
  /** The policy or what is excluded changed: any file may differ. */
  readonly allChanged: boolean;
}

interface Buffer {
  readonly version: number;
  readonly text: string;
  /** Undefined until somebody asks. */
  analysed: AnalysedText | undefined;
  excluded: boolean | undefined;
}

/** Why a link is skipped. What it leads to is read where it lies, if that is in the folder. */
const LINK = "a symbolic link, which is not followed";

type Source = Extract<Decoded, { kind: "text" }>;

/**
 * One folder: its files on disk, the documents open in an editor, and what is known of them. The only place that
 * changes any of it. Open documents win over the disk; of other files only the analysis stays in memory.
 */
export class Workspace {
  readonly #fileSystem: FileSystem;
  readonly #clock: Clock;
  readonly #fixedPolicy: LoadedPolicy | null;
  readonly #onInternalError: (path: string, error: unknown) => void;
  readonly #listeners = new Set<(change: WorkspaceChange) => void>();

  readonly #buffers = new Map<string, Buffer>();
  readonly #onDisk = new KnownFiles();
  /** Made from the project's files when it is asked for; null when one of them has changed since. */
  #project: Project | null = null;
  #policy: LoadedPolicy;
  #exclusions: Exclusions;
  #revision = 0;
  /** The first look at the policy: before it, nothing can be said about any file. */
  #started: Promise<void> | null = null;

  /** Counts up with each index run; an older run that finds it changed gives up. */
  #indexRun = 0;
  /** The newest run, until it ends. */
  #indexing: Promise<void> | null = null;
  #isIncomplete = false;
  /** What all files declare, so that bases and relations which lead out of a file count. */
  readonly #entities = new EntityIndex();
  /** Names that mean something else since the files that speak of them were decided. */
  readonly #unlinked = new Set<string>();
  #linking: Promise<void> | null = null;
  /** False before the first link: while most files are unread, each is decided by itself. */
  #isLinked = false;

  /** Files that the current run came by or that were read since it began; null between runs. */
  #present: Set<string> | null = null;
  /** The newest read of a path that is under way; an older one must not overwrite it. */
  readonly #reads = new Map<string, symbol>();

  constructor({ fileSystem, clock, policyFile, onInternalError }: WorkspaceOptions) {
    this.#fileSystem = fileSystem;
    this.#clock = clock;
    this.#fixedPolicy = policyFile ? loadPolicy(policyFile.path, policyFile.text, NO_POLICY) : null;
    this.#onInternalError = onInternalError ?? (() => undefined);
    this.#policy = this.#fixedPolicy ?? NO_POLICY;
    this.#exclusions = new Exclusions(fileSystem, this.#policy.policy.exclude);
  }

  /** Counts up with every change. */
  get revision(): number {
    return this.#revision;
  }

  get policy(): Policy {
    return this.#policy.policy;
  }

  /** File of the policy in force; null when there is none. */
  get policyPath(): string | null {
    return this.#policy.path;
  }

  get project(): Project {
    this.#project ??= readProject(this.#currentProjectTexts());
    return this.#project;
  }

  get files(): FileCounts {
    return this.#onDisk.counts;
  }

  /** Calls back after each change, at once and in order. Returns how to stop that. */
  onDidChange(listener: (change: WorkspaceChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get isIndexing(): boolean {
    return this.#indexing !== null;
  }

  /** Whether the last reading of the folder was cancelled before its end. */
  get isIncomplete(): boolean {
    return this.#isIncomplete;
  }

  /**
   * Reads the whole folder anew, in slices. A later call takes the place of one that is under way; both resolve when
   * the later one has ended.
   */
  async index(options: IndexOptions = {}): Promise<void> {
    const run = this.#runIndex(options).finally(() => {
      if (this.#indexing !== run) return;
      this.#indexing = null;
      // Whoever shows the state has to hear of the end even when nothing was found.
      this.#emit([]);
    });
    this.#indexing = run;
    await run;
    await this.whenIndexed();
  }

  /** Resolves when no reading of the folder is under way, and all files know of each other. */
  async whenIndexed(): Promise<void> {
    while (this.#indexing ?? this.#linking) await (this.#indexing ?? this.#linking);
  }

  async #runIndex({ token, onProgress }: IndexOptions): Promise<void> {
    const run = ++this.#indexRun;
    const present = (this.#present = new Set<string>());
    this.#isIncomplete = true;
    const isOvertaken = (): boolean => run !== this.#indexRun || token?.isCancellationRequested === true;
    const before = this.#started ? this.policy : null;
    this.#started = this.#readPolicy();
    await this.#started;
    if (isOvertaken()) return;
    for (const buffer of this.#buffers.values()) buffer.analysed = undefined;
    if (before && before !== this.policy) this.#emit([...this.#buffers.keys()], true);

    let changed: string[] = [];
    const tell = (): void => {
      if (changed.length > 0) this.#emit(changed);
      changed = [];
    };
    const slice = new TimeSlice(this.#clock);
    const reads = new AtOnce(this.#fileSystem.readsAtOnce);
    for await (const found of discover(this.#fileSystem, this.#exclusions)) {
      if (isOvertaken()) break;
      await reads.start(async () => {
        if (await this.#take(found, present)) changed.push(found.path);
      });
      if (!slice.isOver) continue;
      tell();
      onProgress?.(present.size);
      await slice.pause();
    }
    await reads.end();
    // What an overtaken run has changed is not told by the one that overtakes it.
    tell();
    if (isOvertaken()) return;
    for (const path of this.#onDisk.paths) {
      if (!present.has(path) && this.#forget(path)) changed.push(path);
    }
    this.#present = null;
    this.#isIncomplete = false;
    onProgress?.(present.size);
    tell();
    this.#isLinked = true;
    await this.#link();
  }

  /** From now on the document is the truth for this path, and the disk is not read for it. */
  async openDocument(path: string, version: number, text: string): Promise<void> {
    // What the walk came by is not excluded.
    const excluded = this.#onDisk.has(path) ? false : undefined;
    await this.#setBuffer(path, { version, text, analysed: undefined, excluded });
  }

  async changeDocument(path: string, version: number, text: string): Promise<void> {
    const before = this.#buffers.get(path);
    if (before) await this.#setBuffer(path, { version, text, analysed: undefined, excluded: before.excluded });
  }

  /** Hands the path back to the disk. */
  async closeDocument(path: string): Promise<void> {
    if (!this.#buffers.delete(path)) return;
    if (isProjectFile(path)) this.#project = null;
    if (isWanted(path)) await this.#readFromDisk(path);
    this.#emit([path]);
    if (isPolicyPath(path)) await this.#policyFileChanged();
  }

  /** Files or folders that were made, changed or removed on disk, "" for the folder itself. The caller gathers bursts. */
  async filesChanged(paths: Iterable<string>): Promise<void> {
    const unique = [...new Set(paths)];
    if (unique.includes("")) {
      await this.index();
      return;
    }
    const changed = new Set<string>();
    const reads = new AtOnce(this.#fileSystem.readsAtOnce);
    for (const path of unique.filter(isWanted)) {
      await reads.start(async () => {
        if (await this.#readFromDisk(path)) changed.add(path);
      });
    }
    await reads.end();
    // A name that says nothing may be a folder's.
    const folders = unique.filter((path) => !isWanted(path) && !isPolicyPath(path) && !isIgnoreFile(path));
    for (const path of await this.#readFolders(folders)) changed.add(path);
    if (changed.size > 0) this.#emit([...changed]);

    if (unique.some(isIgnoreFile)) {
      this.#exclusions = new Exclusions(this.#fileSystem, this.policy.exclude);
      await this.#excludeAnew();
    }
    if (unique.some(isPolicyPath)) await this.#policyFileChanged();
  }

  /** Looks once more at the few files that describe the project: a plan of edits must fit them as they are now. */
  async refreshProjectFiles(): Promise<void> {
    const changed: string[] = [];
    for (const [path, text] of this.#onDisk.projectTexts) {
      if (!this.#buffers.has(path) && (await this.text(path)) !== text) changed.push(path);
    }
    if (changed.length > 0) await this.filesChanged(changed);
  }

  /** What is known of one file, read now if need be; null when it declares nothing or is excluded. */
  async analysis(path: string): Promise<FileAnalysis | null> {
    await (this.#started ??= this.#readPolicy());
    const buffer = this.#buffers.get(path);
    if (!buffer) {
      const isUnread = !this.#onDisk.has(path) && isWanted(path);
      if (isUnread && (await this.#readFromDisk(path))) this.#emit([path]);
      return this.#onDisk.results.get(path)?.analysis ?? null;
    }
    buffer.excluded ??= await this.#exclusions.excludes(path);
    // The document may have changed or gone while we looked.
    if (this.#buffers.get(path) !== buffer) return this.analysis(path);
    return buffer.excluded ? null : this.#analysedBuffer(path, buffer).analysis;
  }

  /** What is known of one file so far; null when it declares nothing, is excluded or has not been read. */
  known(path: string): FileAnalysis | null {
    const buffer = this.#buffers.get(path);
    if (!buffer) return this.#onDisk.results.get(path)?.analysis ?? null;
    return buffer.excluded === false ? this.#analysedBuffer(path, buffer).analysis : null;
  }

  /** Of all files that declare something, as far as they have been read, in order of their paths. */
  analyses(): readonly FileAnalysis[] {
    return [...new Set([...this.#onDisk.results.keys(), ...this.#buffers.keys()])]
      .map((path) => this.known(path))
      .filter((analysis) => analysis !== null)
      .sort(byPath);
  }

  problems(): readonly WorkspaceProblem[] {
    const wrongPatterns = this.#exclusions.wrongPatterns.map((pattern) => ({
      path: this.#policy.path ?? "",
      line: 1,
      message: `\`exclude\`: the pattern \`${pattern}\` cannot be used`,
    }));
    const open = [...this.#buffers.values()].flatMap(({ analysed }) => analysed?.problems ?? []);
    const closed = [...this.#onDisk.results].flatMap(([path, { problems }]) =>
      this.#buffers.has(path) ? [] : problems,
    );
    return [...this.#policy.problems, ...wrongPatterns, ...[...open, ...closed].sort(byPath)];
  }

  /** The current text of a file, without byte order mark; null when it is gone or is no text. */
  async text(path: string): Promise<string | null> {
    return this.#buffers.get(path)?.text ?? (await this.source(path))?.text ?? null;
  }

  /** The text on disk with its encoding, for writing it back. */
  async source(path: string): Promise<Source | null> {
    const file = await this.#fileSystem.readFile(path, MAX_FILE_BYTES);
    const decoded = file.kind === "bytes" ? decode(file.bytes) : null;
    return decoded?.kind === "text" ? decoded : null;
  }

  /** What fixes for a field may look at, all of it from the same text; null when the field is not there (any more). */
  async fixContext(path: string, entity: string, field: string): Promise<FixContext | null> {
    const text = await this.text(path);
    if (text === null) return null;
    const buffer = this.#buffers.get(path);
    const { analysis } = buffer?.text === text ? this.#analysedBuffer(path, buffer) : this.#analyse(path, null, text);
    const subject = analysis?.file.fields.find((item) => item.entity.name === entity && item.field.name === field);
    return analysis && subject ? { file: analysis.file, text, subject, project: this.project } : null;
  }

  async #setBuffer(path: string, buffer: Buffer): Promise<void> {
    this.#buffers.set(path, buffer);
    this.#reads.delete(path);
    if (isProjectFile(path)) this.#project = null;
    this.#emit([path]);
    if (isPolicyPath(path)) await this.#policyFileChanged();
    if (buffer.excluded !== undefined || !isWanted(path)) return;
    // From here on it is among the analyses.
    if (await this.analysis(path)) this.#emit([path]);
  }

  #analysedBuffer(path: string, buffer: Buffer): AnalysedText {
    if (buffer.analysed) return buffer.analysed;
    buffer.analysed =
      buffer.text.length > MAX_FILE_BYTES
        ? { analysis: null, problems: [] }
        : this.#analyse(path, buffer.version, buffer.text);
    this.#declares(path, buffer.analysed.analysis);
    return buffer.analysed;
  }

  #analyse(path: string, version: number | null, text: string): AnalysedText {
    return this.#guarded(path, () => analyseText({ path, version, text }, this.policy, this.#otherFiles));
  }

  get #otherFiles(): EntityLookup {
    return this.#isLinked ? this.#entities.lookup : NO_OTHER_FILES;
  }

  #declares(path: string, analysis: FileAnalysis | null): void {
    for (const name of this.#entities.replace(path, analysis?.file.schema ?? null)) this.#unlinked.add(name);
    if (this.#isLinked && !this.#indexing && this.#unlinked.size > 0) void this.#link();
  }

  /** Decides the files anew that speak of what has changed in others. */
  async #link(): Promise<void> {
    while (this.#unlinked.size > 0) {
      await (this.#linking ??= this.#linkAll().finally(() => {
        this.#linking = null;
      }));
    }
  }

  async #linkAll(): Promise<void> {
    // Whoever noticed the change may be in the middle of telling of it.
    await this.#clock.pause();
    while (this.#unlinked.size > 0) {
      const paths = this.#entities.dependentsOf(this.#unlinked);
      this.#unlinked.clear();
      const changed = await this.#decideAnew(paths);
      if (changed.length > 0) this.#emit(changed);
    }
  }

  /** A mistake of ours costs one file, not all. */
  #guarded(path: string, analyse: () => AnalysedText): AnalysedText {
    try {
      return analyse();
    } catch (error) {
      this.#onInternalError(path, error);
      const message = "could not be analysed because of a mistake in Fieldguard; please report it";
      return { analysis: null, problems: [{ path, line: 1, message }] };
    }
  }

  /** Takes in what the walk came by. Returns whether anything is different now. */
  async #take({ kind, path }: Discovered, present: Set<string>): Promise<boolean> {
    if (kind === "folder" || (kind === "file" && !isWanted(path))) return false;
    present.add(path);
    if (kind === "link") return this.#skip(path, LINK);
    if (present.size > MAX_FILES) return this.#skip(path, `the folder has more than ${MAX_FILES} files to read`);
    return this.#readIncluded(path);
  }

  async #readFromDisk(path: string): Promise<boolean> {
    return (await this.#exclusions.excludes(path)) ? this.#forget(path) : this.#readIncluded(path);
  }

  /** Returns whether anything is different now. */
  async #readIncluded(path: string): Promise<boolean> {
    const buffer = this.#buffers.get(path);
    if (buffer) {
      buffer.excluded = false;
      this.#present?.add(path);
      this.#onDisk.see(path);
      return false;
    }
    const read = Symbol(path);
    this.#reads.set(path, read);
    const file = await this.#fileSystem.readFile(path, MAX_FILE_BYTES);
    if (this.#reads.get(path) !== read) return false;
    this.#reads.delete(path);
    if (file.kind === "missing") return this.#forget(path);
    this.#present?.add(path);
    if (file.kind === "bytes" && file.isLinked) return this.#skip(path, LINK);
    if (isProjectFile(path)) this.#project = null;
    return this.#store(path, file);
  }

  #store(path: string, file: Exclude<ReadResult, { kind: "missing" }>): boolean {
    if (file.kind === "too large") return this.#skip(path, `larger than ${MAX_FILE_BYTES / 1_000_000} MB`);
    if (file.kind === "unreadable") return this.#skip(path, `cannot be read: ${file.reason}`);
    const decoded = decode(file.bytes);
    if (decoded.kind === "text") {
      const analysed = this.#analyse(path, null, decoded.text);
      this.#declares(path, analysed.analysis);
      return this.#onDisk.store(path, decoded.text, analysed);
    }
    if (decoded.kind === "binary") return this.#skip(path, "is not a text file");
    const changed = this.#skip(path, decoded.reason);
    this.#onDisk.results.set(path, { analysis: null, problems: [{ path, line: 1, message: decoded.reason }] });
    return changed;
  }

  #skip(path: string, reason: string): boolean {
    if (!this.#buffers.has(path)) this.#declares(path, null);
    return this.#onDisk.skip(path, reason);
  }

  #forget(path: string): boolean {
    if (isProjectFile(path)) this.#project = null;
    if (!this.#buffers.has(path)) this.#declares(path, null);
    return this.#onDisk.forget(path);
  }

  /** Folders came, went or were renamed: reads what is in them now and forgets what is not. */
  async #readFolders(paths: readonly string[]): Promise<readonly string[]> {
    const changed: string[] = [];
    const present = new Set<string>();
    const folders = new Set<string>();
    const slice = new TimeSlice(this.#clock);
    const reads = new AtOnce(this.#fileSystem.readsAtOnce);
    for (const path of paths) {
      if (await this.#exclusions.excludes(path)) continue;
      folders.add(path);
      for await (const found of discover(this.#fileSystem, this.#exclusions, path)) {
        await reads.start(async () => {
          if (await this.#take(found, present)) changed.push(found.path);
        });
        if (slice.isOver) await slice.pause();
      }
    }
    await reads.end();
    if (folders.size === 0) return changed;
    for (const path of this.#onDisk.paths) {
      if (!present.has(path) && isBelow(path, folders) && this.#forget(path)) changed.push(path);
    }
    return changed;
  }

  async #policyFileChanged(): Promise<void> {
    const before = this.#policy;
    await this.#readPolicy();
    if (this.policy.exclude.join("\n") !== before.policy.exclude.join("\n")) {
      await this.#excludeAnew();
    } else if (this.policy !== before.policy) {
      await this.#reevaluate();
    }
    this.#emit([this.#policy.path, before.path].filter((path) => path !== null));
  }

  async #excludeAnew(): Promise<void> {
    for (const [path, buffer] of this.#buffers) {
      buffer.excluded = await this.#exclusions.excludes(path);
      buffer.analysed = undefined;
      if (buffer.excluded) this.#declares(path, null);
    }
    this.#emit([...this.#buffers.keys()], true);
    await this.index();
  }

  /** The policy in force, and with it what is excluded. */
  async #readPolicy(): Promise<void> {
    if (!this.#fixedPolicy) this.#policy = await this.#policyOfFolder();
    this.#exclusions = new Exclusions(this.#fileSystem, this.policy.exclude);
  }

  async #policyOfFolder(): Promise<LoadedPolicy> {
    for (const path of POLICY_PATHS) {
      const buffer = this.#buffers.get(path);
      if (!buffer) {
        const loaded = this.#policyOnDisk(path, await this.#fileSystem.readFile(path, MAX_FILE_BYTES));
        if (loaded) return loaded;
        continue;
      }
      const loaded = loadPolicy(path, buffer.text, this.#policy);
      return { ...loaded, policy: { ...loaded.policy, exclude: await this.#savedExclude(path) } };
    }
    return NO_POLICY;
  }

  /** Null where there is none. One that is there and cannot be read must not be taken for none. */
  #policyOnDisk(path: string, file: ReadResult): LoadedPolicy | null {
    if (file.kind === "missing") return null;
    const decoded = file.kind === "bytes" ? decode(file.bytes) : null;
    if (decoded?.kind === "text") return loadPolicy(path, decoded.text, this.#policy);
    return unreadablePolicy(path, this.#policy);
  }

  /** What is excluded follows the policy when it is saved: each half-typed pattern would let go of other files. */
  async #savedExclude(path: string): Promise<readonly string[]> {
    const saved = await this.source(path);
    return saved ? loadPolicy(path, saved.text, this.#policy).policy.exclude : [];
  }

  /** Decides everything anew. A newer policy takes over from an older one. */
  async #reevaluate(): Promise<void> {
    const policy = this.policy;
    const paths = [...this.#buffers.keys(), ...this.#onDisk.results.keys()];
    await this.#decideAnew(paths);
    if (this.policy === policy) this.#emit(paths, true);
  }

  /** From the schemas that are in memory. Returns the files of which something may be told now that was not before. */
  async #decideAnew(paths: Iterable<string>): Promise<readonly string[]> {
    const policy = this.policy;
    const slice = new TimeSlice(this.#clock);
    const changed: string[] = [];
    for (const path of paths) {
      const buffer = this.#buffers.get(path);
      if (buffer) buffer.analysed = undefined;
      if (buffer || this.#decideFileAnew(path)) changed.push(path);
      if (!slice.isOver) continue;
      await slice.pause();
      if (this.policy !== policy) break;
    }
    return changed;
  }

  #decideFileAnew(path: string): boolean {
    const before = this.#onDisk.results.get(path);
    if (!before?.analysis) return false;
    const { schema } = before.analysis.file;
    const { problems } = before;
    const after = this.#guarded(path, () => ({
      analysis: analyseSchema(schema, null, this.policy, this.#otherFiles),
      problems,
    }));
    this.#onDisk.results.set(path, after);
    return decisionsOf(after) !== decisionsOf(before);
  }

  #currentProjectTexts(): ReadonlyMap<string, string> {
    const texts = new Map(this.#onDisk.projectTexts);
    for (const [path, { text }] of this.#buffers) {
      if (isProjectFile(path)) texts.set(path, text);
    }
    return texts;
  }

  #emit(paths: readonly string[], allChanged = false): void {
    const change = { revision: ++this.#revision, paths: new Set(paths), allChanged };
    for (const listener of this.#listeners) listener(change);
  }
}

function decisionsOf({ analysis }: AnalysedText): string {
  return JSON.stringify(analysis?.file.fields.map(({ classification }) => classification));
}

/** Whether one of the folders above the path is among these. */
function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    if (folders.has(path.slice(0, end))) return true;
  }
  return false;
}

function isPolicyPath(path: string): boolean {
  return POLICY_PATHS.includes(path);
}
