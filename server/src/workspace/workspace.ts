import { pathsWithReferences } from "../engine/fixes/encrypt/hazards/references.ts";
import type {
  ClassFixContext,
  FixContext,
  ModelOfField,
  SecretsFile,
  SettingFixContext,
} from "../engine/fixes/model.ts";
import { mayHoldSecrets } from "../engine/project/secrets/secretFiles.ts";
import { isTestCode } from "../engine/project/testCode.ts";
import type { DataText } from "../engine/project/values/gatherValues.ts";
import { rowFormatOf } from "../engine/languages/data/dataFiles.ts";
import { isFixture } from "../engine/languages/django/uses/fixtures/readFixtureUses.ts";
import { isOtherText, mayUseFields } from "../engine/languages/django/uses/readUses.ts";
import type { FieldReference } from "../engine/languages/language.ts";
import { languageOf } from "../engine/languages/registry.ts";
import { type InheritedField, inheritanceWith, inheritedFields } from "../engine/project/inheritedFields.ts";
import { keyUses } from "../engine/project/keys/keyUses.ts";
import { type ModuleNames, readModuleNames } from "../engine/project/moduleIndex.ts";
import type { ClassifiedField, ClassifiedFile, Project } from "../engine/project/model.ts";
import type { Policy } from "../engine/project/policy/model.ts";
import type { ValueDetectors } from "../engine/project/values/model.ts";
import { projectTextOf, readProject } from "../engine/project/readProject.ts";
import { type InstalledModel, modelsOfApps } from "../engine/project/thirdParty/installedModels.ts";
import { hasNoEntries, type UnusedEntry, unusedEntries } from "../engine/project/unusedEntries.ts";
import { type UserModels, userModelsIn } from "../engine/project/userModel.ts";
import type { FieldKey } from "../engine/project/uses/linkUses.ts";
import { checkData } from "../engine/rules/checkData.ts";
import { checkSecrets } from "../engine/rules/checkSecrets.ts";
import { ruleOf, rules } from "../engine/rules/registry.ts";
import { type Finding, SEVERITIES } from "../engine/rules/rule.ts";
import type { EntityLookup } from "../engine/schema/entityLookup.ts";
import type { FileSchema } from "../engine/schema/schema.ts";
import { type LineStarts, lineStartsOf } from "../engine/text/lineIndex.ts";
import {
  analyseAgain,
  analyseDecided,
  analyseRead,
  type AnalysedText,
  type DecidedBy,
  type FileAnalysis,
  type ReadText,
  readText,
  type WorkspaceProblem,
} from "./analyse.ts";
import { answeredAnew, isOutdated } from "./askedNames.ts";
import { AtOnce } from "./atOnce.ts";
import { DataValues, type SoughtValue } from "./dataValues.ts";
import { decode, type Decoded, decodeRows } from "./decode.ts";
import { discover, type Discovered } from "./discovery.ts";
import { Exclusions, type LeftAlone, NOTHING_LEFT_ALONE } from "./exclusions.ts";
import { classFixContext, type ClassFixOptions } from "./classFixContext.ts";
import { FieldUses } from "./fieldUses.ts";
import { FolderMigrations } from "./folderMigrations.ts";
import { FolderDeclarations } from "./folderDeclarations.ts";
import { FolderPolicy, isPolicyPath } from "./folderPolicy.ts";
import { type Environments, InstalledPackages } from "./installedPackages.ts";
import { byPath, type FileCounts, isWanted, KnownFiles } from "./knownFiles.ts";
import { limitsOf, type ReadingLimits, tooLarge, tooMany } from "./limits.ts";
import { findLeaks, Leaks, NO_LEAKS } from "./leaks.ts";
import { Links } from "./links.ts";
import { type OpenDocument, OpenDocuments } from "./openDocuments.ts";
import { isBelow } from "./paths.ts";
import { type LoadedPolicy, loadPolicy, NO_POLICY } from "./policyFile.ts";
import type { CacheStore, CancellationToken, Clock, FileSystem, MaybePromise, ReadResult } from "./ports.ts";
import { countEncryptedUses, hasEncrypted, NO_ENCRYPTED_USES } from "./encryptedUses.ts";
import { encryptedFields, ofDeployments, rememberDeployments, settingsFindings } from "./settingsFindings.ts";
import { Sighting } from "./sighting.ts";
import { type KnownSummary, type Recalled, SummaryCache } from "./summaryCache.ts";
import { isTestPath } from "./testPaths.ts";
import { ThirdPartyModels } from "./thirdPartyModels.ts";
import { TimeSlice } from "./timeSlice.ts";
import { lookAt, type ToldPath } from "./toldPaths.ts";

export interface WorkspaceOptions {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** Where what was read is kept until the next time. */
  readonly cacheStore?: CacheStore | null;
  /** Asked before each reading of the folder. */
  readonly leftAlone?: () => MaybePromise<LeftAlone>;
  /** Where packages are installed; without it nothing is looked for. */
  readonly environments?: Environments | null;
  /** Loads what tells values of data files apart; without it these are not looked at. */
  readonly loadDetectors?: (() => Promise<ValueDetectors>) | null;
  /** A policy from elsewhere, in place of the folder's own. */
  readonly policyFile?: { readonly path: string; readonly text: string };
  /** All of the folder, where `fileSystem` shows a part of it. */
  readonly wholeFolder?: FileSystem;
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
  /**
   * `texts`: they say something else. `judgements`: also open documents are judged otherwise though their text is the same.
   * `rules`: so may any file be, since the policy has changed.
   */
  readonly kind: "texts" | "judgements" | "rules";
}

/** Of a file, by who uses its fields and what its functions hand on. */
const NOTHING_FOUND = JSON.stringify([[], []]);

/** Few files of Python are longer. */
const ROOM_BYTES = 256 * 1024;

/** How the folder itself is called where paths of files stand. */
const WHOLE_FOLDER = ".";

type Source = Extract<Decoded, { kind: "text" }>;

/**
 * One folder: its files on disk, the documents open in an editor, and what is known of them. The only place that
 * changes any of it. Open documents win over the disk; of other files only the analysis stays in memory.
 */
export class Workspace {
  /** Where its sensitive fields are used, once somebody asks. */
  readonly uses: FieldUses;
  /** What its data files hold, once somebody asks. */
  readonly values: DataValues;
  readonly migrations: FolderMigrations;
  /** What its environments have, once somebody asks. */
  readonly installed: InstalledPackages;
  readonly #fileSystem: FileSystem;
  readonly #clock: Clock;
  readonly #cacheStore: CacheStore | null;
  /** The cache of the current run, until it is saved. */
  #filling: SummaryCache | null = null;
  readonly #leftAlone: () => MaybePromise<LeftAlone>;
  readonly #onInternalError: (path: string, error: unknown) => void;
  readonly #hasOwnPolicy: boolean;
  readonly #listeners = new Set<(change: WorkspaceChange) => void>();

  readonly #documents = new OpenDocuments();
  readonly #onDisk = new KnownFiles();
  readonly #links: Links;
  readonly #policy: FolderPolicy;
  readonly #declarations = new FolderDeclarations();
  readonly #thirdParty = new ThirdPartyModels();
  /** What was found when something was last told of. */
  #unused: readonly UnusedEntry[] = [];
  #settingsFindings: readonly Finding[] = [];
  /** Who uses encrypted fields, when that was last counted. */
  #encryptedUses = NO_ENCRYPTED_USES;
  /** What functions hand on, when that was last looked at. */
  #leaks = NO_LEAKS;
  /** What data files hold, when that was last looked at. */
  #inData = NO_LEAKS;
  /** Made from the project's files when it is asked for; null when one of them has changed since. */
  #project: Project | null = null;
  /** The last one whose settings were followed to all that they lead to. */
  #followed: Project | null = null;
  #exclusions: Exclusions;
  #revision = 0;
  /** Counts up with every change but those that say nothing of what is declared: what uses and data files tell. */
  #declared = 0;
  /** The first look at the rules: before it, nothing can be said about any file. */
  #started: Promise<unknown> | null = null;

  /** Counts up with each index run; an older run that finds it changed gives up. */
  #indexRun = 0;
  /** The newest run, until it ends. */
  #indexing: Promise<void> | null = null;
  #isIncomplete = false;
  #wasRead = false;
  #isDisposed = false;

  /** What the current run came by or was read since it began; null between runs. */
  #sighting: Sighting | null = null;
  /** The newest read of a path that is under way; an older one must not overwrite it. */
  readonly #reads = new Map<string, symbol>();
  readonly #room = new Uint8Array(ROOM_BYTES);
  /** Ends when all that was told of the disk has been looked at, in the order in which it was told. */
  #told: Promise<void> = Promise.resolve();

  constructor(options: WorkspaceOptions) {
    const { fileSystem, clock, cacheStore, leftAlone, environments, loadDetectors, policyFile } = options;
    const { wholeFolder, onInternalError } = options;
    this.#fileSystem = fileSystem;
    this.#clock = clock;
    this.#cacheStore = cacheStore ?? null;
    this.#leftAlone = leftAlone ?? (() => NOTHING_LEFT_ALONE);
    this.#onInternalError = onInternalError ?? (() => undefined);
    this.#hasOwnPolicy = policyFile === undefined;
    this.#policy = new FolderPolicy({
      fileSystem,
      openText: (path) => this.#documents.get(path)?.text,
      fixed: policyFile ? loadPolicy(policyFile.path, policyFile.text, NO_POLICY) : null,
    });
    this.#exclusions = new Exclusions(fileSystem, this.policy.exclude);
    this.#links = new Links({
      pause: () => clock.pause(),
      isReading: () => this.isIndexing,
      isProjectFile: (path) => this.#onDisk.isProjectFile(path),
      namesOf: (path) => this.#namesOf(path),
      userModels: () => this.#userModels(),
      readAnew: (paths) => this.#readAnew(paths),
      decideAnew: async (paths) => {
        const changed = await this.#decideAnew(paths);
        if (changed.length > 0) this.#emit(changed, "judgements");
      },
    });
    this.uses = new FieldUses({
      clock,
      readsAtOnce: fileSystem.readsAtOnce,
      cacheStore: this.#cacheStore,
      limit: () => this.#limits.fileBytes,
      isOpen: (path) => this.#documents.has(path),
      paths: () => this.#userPaths(),
      text: (path) => this.text(path),
      analyses: () => this.analyses(),
      installed: () => this.installedModels(),
      sources: () => this.installed.current,
      revision: () => this.#declared,
      lookup: () => this.#links.lookup,
      readModules: () => this.#links.readAsked(),
      project: () => this.project,
      onCounted: () => {
        this.#heedUses();
      },
      onInternalError: this.#onInternalError,
    });
    this.values = new DataValues({
      clock,
      cacheStore: this.#cacheStore,
      detectors: loadDetectors ?? null,
      fixtures: () => this.#soughtInFixtures(),
      rowFiles: () => this.#otherFiles((path) => rowFormatOf(path) !== null),
      codeFiles: () => this.#otherFiles((path) => path.endsWith(".py") && !isTestCode(path)),
      secretFiles: () => this.#otherFiles((path) => path.endsWith(".py") || isReadLater(path) || mayHoldSecrets(path)),
      inColumn: ({ table, name }) => this.#inColumn(table, name),
      columnsOf: (table) => this.uses.columnsOf(table),
      columns: () => this.uses.sensitiveColumns,
      isOpen: (path) => this.#documents.has(path),
      text: (path) => this.#dataText(path),
      onLooked: () => {
        this.#heedValues();
      },
      onInternalError: this.#onInternalError,
    });
    this.migrations = new FolderMigrations({
      fileSystem: wholeFolder ?? fileSystem,
      clock,
      textOf: (path) => this.text(path),
      openPaths: () => this.#documents.paths,
    });
    this.installed = new InstalledPackages({
      clock,
      environments: environments ?? null,
      project: () => this.project,
      lookup: () => this.#links.lookup,
      analyses: () => this.analyses(),
      onChange: () => {
        this.#emit([]);
      },
      onInternalError: this.#onInternalError,
    });
  }

  /** Counts up with every change. */
  get revision(): number {
    return this.#revision;
  }

  get policy(): Policy {
    return this.#policy.current.policy;
  }

  /** File of the policy in force; null when there is none. */
  get policyPath(): string | null {
    return this.#policy.current.path;
  }

  get project(): Project {
    this.#project ??= readProject(this.#currentProjectTexts());
    return this.#project;
  }

  /**
   * Of the packages that the project installs or inherits from, those models that hold something sensitive; as the environments have
   * them, as far as somebody has had them looked at (`installed`).
   */
  installedModels(): readonly InstalledModel[] {
    const { project, policy, lookup } = this;
    return this.#thirdParty.of({ project, policy, lookup, sources: this.installed.current }, this.analyses());
  }

  /** What the models of some files have from others, and from bases in packages. */
  inheritedFields(children: readonly FileAnalysis[]): readonly InheritedField[] {
    const filesOf = (analyses: readonly FileAnalysis[]): readonly ClassifiedFile[] => analyses.map(({ file }) => file);
    const { lookup, policy } = this;
    return inheritedFields(filesOf(children), filesOf(this.analyses()), lookup, policy, this.installed.current);
  }

  /** Finds what bases and relations of one file mean in the others. */
  get lookup(): EntityLookup {
    return this.#links.lookup;
  }

  /** Most files that are read, where the folder has more; null where all were read. */
  get cappedAt(): number | null {
    return this.#onDisk.reasonOf(WHOLE_FOLDER) === tooMany(this.#limits) ? this.#limits.files : null;
  }

  get files(): FileCounts {
    return this.filesWhere(() => true);
  }

  /** Counts of a part of the files. */
  filesWhere(isPart: (path: string) => boolean): FileCounts {
    return this.#onDisk.counts(isPart);
  }

  /** Calls back after each change, at once and in order. Returns how to stop that. */
  onDidChange(listener: (change: WorkspaceChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends what is under way at its next step. Nobody is told of anything any more. */
  dispose(): void {
    this.#isDisposed = true;
    this.#listeners.clear();
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
      this.#filling = null;
      // Whoever shows the state has to hear of the end even when nothing was found.
      this.#emit([]);
    });
    this.#indexing = run;
    await run;
    await this.whenIndexed();
  }

  /** Resolves when no reading of the folder is under way, and all files know of each other. */
  async whenIndexed(): Promise<void> {
    while (this.#indexing ?? this.#links.linking) await (this.#indexing ?? this.#links.linking);
  }

  async #runIndex({ token, onProgress }: IndexOptions): Promise<void> {
    const run = ++this.#indexRun;
    // What is read before the rules are known, is read by the rules of before.
    this.#sighting = null;
    this.#isIncomplete = true;
    const isOvertaken = (): boolean =>
      run !== this.#indexRun || this.#isDisposed || token?.isCancellationRequested === true;
    const isFirst = this.#started === null;
    const reading = this.#readRules();
    this.#started = reading;
    const before = await reading;
    if (isOvertaken()) return;
    const sighting = (this.#sighting = new Sighting());
    this.#documents.forgetAnalyses();
    if (!isFirst && before.policy !== this.policy) this.#emit(this.#documents.paths, "rules");
    await this.#excludeDocumentsAnew();

    const changed = this.#gatherer();
    const slice = new TimeSlice(this.#clock);
    const cache = this.#cacheStore && (await this.#openCache(this.#cacheStore, slice));
    if (isOvertaken()) return;
    this.#filling = cache;
    const reads = new AtOnce(this.#fileSystem.readsAtOnce);
    for await (const inFolder of discover(this.#fileSystem, this.#exclusions)) {
      if (isOvertaken()) break;
      for (const found of inFolder) {
        if (isOvertaken()) break;
        const waiting = reads.take(this.#take(found, sighting, cache), (isOther) => {
          if (isOther) changed.add(found.path);
        });
        if (waiting) await waiting;
        if (!slice.isOver) continue;
        changed.tell();
        onProgress?.(sighting.size);
        await slice.pause();
      }
    }
    await reads.end();
    // What an overtaken run has changed is not told by the one that overtakes it.
    changed.tell();
    if (run !== this.#indexRun || this.#isDisposed) return;
    this.#sighting = null;
    // Of what was read until somebody stopped it, all that follows is said.
    const isWhole = !isOvertaken();
    if (isWhole) this.#endReading(sighting);
    onProgress?.(sighting.size);
    if (cache) await this.#restoreUnread(cache, slice);
    await this.#followSettings(cache);
    // Before files are decided by each other, so that they are not decided twice.
    const hasOtherDeclarations = this.#declarations.update(this.project.texts);
    await this.#links.link();
    const isByOthers = cache?.decidedBy && cache.decidedBy.declarations !== this.#declarations.current.content;
    if (hasOtherDeclarations || isByOthers || cache?.isHarmed === true) await this.#reevaluate();
    await this.#heedDeclarations();
    if (cache && !isOvertaken()) this.#recallDeployments(cache);
    this.#filling = null;
    const decidedBy = this.#decidedBy();
    if (isWhole) await cache?.save({ decidedBy, known: (path) => this.#summaryOf(path), isOvertaken, slice });
  }

  #openCache(store: CacheStore, slice: TimeSlice): Promise<SummaryCache> {
    // Once files are decided by each other, what was decided another time is out of date.
    const policy = this.#links.isLinked ? null : this.policy;
    const onInternalError = this.#onInternalError;
    return SummaryCache.open({ store, limit: this.#limits.fileBytes, policy, slice, onInternalError });
  }

  /** Files by which others were decided that are gone, or open in the editor. */
  async #restoreUnread(cache: SummaryCache, slice: TimeSlice): Promise<void> {
    for (const path of cache.unmarked) {
      if (this.#links.isLinked) return;
      if (slice.isOver) await slice.pause();
      // It may have come back meanwhile.
      const before = cache.markOf(path) === null ? cache.before(path) : null;
      if (!before) continue;
      this.#links.restore(path, before);
      const now = this.#documents.has(path) ? this.#knownText(path) : null;
      if (now) this.#declares(path, now);
      else this.#links.forget(path);
    }
  }

  /** What the cache is to keep of a file: null when there is none, "unread" where an open document stands for it. */
  #summaryOf(path: string): KnownSummary | "unread" | null {
    if (!this.#onDisk.has(path)) return null;
    if (this.#documents.has(path)) return "unread";
    const known = this.#onDisk.results.get(path);
    const { asked, bases } = this.#links.askedBy(path);
    const problems = known?.problems ?? [];
    if (!known?.analysis) return { summary: { schema: null, problems, asked, bases }, decided: null };
    const { file } = known.analysis;
    const meant = this.#isCurrent(known) ? this.#links.meantIn(path) : null;
    const summary = { schema: file.schema, problems, asked: file.schema.asked, bases };
    return { summary, decided: meant === null ? null : { file, meant } };
  }

  #decidedBy(): DecidedBy {
    return { policy: this.policy, declarations: this.#declarations.current.content };
  }

  #isCurrent({ decidedBy }: AnalysedText): boolean {
    return decidedBy?.policy === this.policy && decidedBy.declarations === this.#declarations.current.content;
  }

  /** Kept with what was read: to find them takes longer than to know the files again. */
  #userModels(): UserModels {
    const { texts, settings } = this.project;
    const kept = this.#filling?.userModelsOf(texts);
    if (kept) return kept;
    const found = userModelsIn(settings);
    this.#filling?.takeUserModels(texts, found);
    return found;
  }

  /** Kept as these are: settings are evaluated for what is found in them. */
  #recallDeployments(cache: SummaryCache): void {
    const { policy, project } = this;
    const kept = cache.deploymentsOf(project.texts, policy);
    if (kept) rememberDeployments(project, policy, kept);
    else cache.takeDeployments(project.texts, policy, ofDeployments(project, policy));
  }

  /** What a file that declares nothing is as a module. */
  async #namesOf(path: string): Promise<ModuleNames | null> {
    const cache = this.#documents.has(path) ? null : this.#filling;
    const kept = cache?.namesOf(path);
    if (kept) return kept;
    const stamp = cache?.stampOf(path) ?? null;
    const text = await this.text(path);
    if (text === null) return null;
    const names = readModuleNames(path, text);
    if (!this.#documents.has(path)) cache?.takeNames(path, stamp, names);
    return names;
  }

  /** Forgets what a reading of the whole folder has not come by. */
  #endReading(sighting: Sighting): void {
    const gone = this.#onDisk.paths.filter((path) => sighting.lacks(path) && this.#forget(path));
    this.#isIncomplete = false;
    this.#wasRead = true;
    if (gone.length > 0) this.#emit(gone);
  }

  /** From now on the document is the truth for this path, and the disk is not read for it. */
  async openDocument(path: string, version: number, text: string): Promise<void> {
    await this.#setDocument(path, version, text);
  }

  async changeDocument(path: string, version: number, text: string): Promise<void> {
    if (this.#documents.has(path)) await this.#setDocument(path, version, text);
  }

  /** Hands the path back to the disk. */
  async closeDocument(path: string): Promise<void> {
    const wasTold = this.#isTold(path);
    if (!this.#documents.close(path)) return;
    this.uses.changed(path);
    if (this.#onDisk.isProjectFile(path)) this.#project = null;
    const isTold = isWanted(path) && (await this.#readFromDisk(path));
    if (wasTold || isTold) this.#emit([path]);
    if (isPolicyPath(path)) await this.#policyFileChanged();
    if (this.#onDisk.isProjectFile(path)) await this.#heedDeclarations();
  }

  /** Files or folders that were made, changed or removed on disk, "" for the folder itself. The caller gathers bursts. */
  async filesChanged(paths: Iterable<string>): Promise<void> {
    const unique = [...new Set(paths)];
    if (unique.includes("")) {
      await this.index();
      return;
    }
    const counted = this.cappedAt === null ? null : this.#onDisk.counted;
    const looked = this.#told.then(() => this.#lookAt(unique));
    this.#told = looked.catch(() => undefined);
    await looked;
    if (this.#isLimitedOtherwise(counted) || (await this.#decidesWhatIsRead(unique))) await this.index();
    if (unique.some(isPolicyPath)) await this.#policyFileChanged();
    await this.#heedDeclarations();
  }

  /** Whether the limit leaves out other files than before, of which `counted` were read; null where all were. */
  #isLimitedOtherwise(counted: ReadonlySet<string> | null): boolean {
    // A reading that is under way counts them itself.
    if (this.isIndexing) return false;
    const now = this.#onDisk.counted;
    if (counted === null) return now.size > this.#limits.files;
    return now.size !== counted.size || [...now].some((path) => !counted.has(path));
  }

  async #decidesWhatIsRead(paths: readonly string[]): Promise<boolean> {
    for (const path of paths) if (await this.#exclusions.heeds(path)) return true;
    return false;
  }

  /** Looks once more at the few files that describe the project: a plan of edits must fit them as they are now. */
  async refreshProjectFiles(): Promise<void> {
    const changed: string[] = [];
    for (const [path, text] of this.#onDisk.projectTexts) {
      if (this.#documents.has(path)) continue;
      const now = await this.text(path);
      if (now === null || projectTextOf(path, now) !== text) changed.push(path);
    }
    if (changed.length > 0) await this.filesChanged(changed);
  }

  /** What is known of one file, read now if need be; null when it declares nothing or is excluded. */
  async analysis(path: string): Promise<FileAnalysis | null> {
    await (this.#started ??= this.#readRules());
    if (!this.#documents.has(path)) {
      const isUnread = !this.#onDisk.has(path) && isWanted(path);
      if (isUnread && (await this.#readFromDisk(path))) this.#emit([path]);
      return this.#onDisk.results.get(path)?.analysis ?? null;
    }
    const isExcluded = this.#documents.isExcluded(path) ?? (await this.#excludes(path));
    const document = this.#documents.get(path);
    // It may have been closed while we looked.
    if (!document) return this.analysis(path);
    return isExcluded ? null : this.#analysed(path, document).analysis;
  }

  /** What is known of one file so far; null when it declares nothing, is excluded or has not been read. */
  known(path: string): FileAnalysis | null {
    return this.#knownText(path)?.analysis ?? null;
  }

  /** Of all files that declare something, as far as they have been read, in order of their paths. */
  analyses(): readonly FileAnalysis[] {
    return this.#unsortedAnalyses().sort(byPath);
  }

  #unsortedAnalyses(): FileAnalysis[] {
    return [...new Set([...this.#onDisk.results.keys(), ...this.#documents.paths])]
      .map((path) => this.known(path))
      .filter((analysis) => analysis !== null);
  }

  /** What is wrong with the fields of a file because of who uses them, as it was last counted. */
  usesFindings({ path, file }: FileAnalysis): readonly Finding[] {
    return this.#encryptedUses.findingsIn(path, file, this.policy);
  }

  /** Where the functions of a file hand on what is sensitive, and what it holds itself, as it was last looked at. */
  leaksIn(path: string): readonly Finding[] {
    const text = this.#documents.get(path)?.text ?? null;
    return [...this.#leaks.in(path, text), ...this.#inData.in(path, text)];
  }

  get leakPaths(): readonly string[] {
    return [...new Set([...this.#leaks.paths, ...this.#inData.paths])];
  }

  /** Whether that has been looked at. */
  get areLeaksKnown(): boolean {
    return this.#leaks !== NO_LEAKS;
  }

  /** All that goes where it should not, of the field that is declared there; the worst first. */
  leaksOf(field: FieldKey): readonly Finding[] {
    const all = this.leakPaths.flatMap((path) => this.leaksIn(path));
    const found = all.filter(({ fields, suppressed }) => suppressed === null && fields?.includes(field));
    return found.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  }

  /** Where the lines of a file begin now. */
  async linesIn(path: string): Promise<LineStarts> {
    return this.known(path)?.file.schema.lines ?? lineStartsOf((await this.text(path)) ?? "");
  }

  /** What is found in a file that is not about what it declares. */
  besideFields(path: string): readonly Finding[] {
    return [...this.leaksIn(path), ...this.#settingsFindings.filter((finding) => finding.path === path)];
  }

  /** Of files in which something like that is found. */
  get pathsBesideFields(): readonly string[] {
    return [...new Set([...this.leakPaths, ...this.#settingsFindings.map(({ path }) => path)])];
  }

  /** What is wrong with the settings, as far as the folder has been read. */
  get settingsFindings(): readonly Finding[] {
    return this.#settingsFindings;
  }

  problems(): readonly WorkspaceProblem[] {
    const { path: policyPath, problems } = this.#policy.current;
    const wrongPatterns = this.#exclusions.wrongPatterns.map((pattern) => ({
      path: policyPath ?? "",
      line: 1,
      message: `\`exclude\`: the pattern \`${pattern}\` cannot be used`,
    }));
    const { wrongIgnores } = this.#exclusions;
    const open = [...this.#documents.entries].flatMap(([, { analysed }]) => analysed?.problems ?? []);
    const closed = [...this.#onDisk.results].flatMap(([path, analysed]) =>
      this.#documents.has(path) ? [] : analysed.problems,
    );
    return [...problems, ...wrongPatterns, ...[...wrongIgnores, ...open, ...closed].sort(byPath)];
  }

  /** Patterns of what the editor hides that cannot be used: they hide nothing. */
  get wrongHidden(): readonly string[] {
    return this.#exclusions.wrongHidden;
  }

  /**
   * Entries of the folder's own policy that concern nothing in it. None as long as the folder, or a file in it, has not
   * been read, nor where the policy has problems.
   */
  unusedEntries(): readonly WorkspaceProblem[] {
    const { path, problems, lineOf } = this.#policy.current;
    if (path === null || problems.length > 0) return [];
    return this.#unused
      .map(({ section, key, message }) => ({ path, line: lineOf(section, key), message }))
      .sort((a, b) => a.line - b.line);
  }

  /** The current text of a file, without byte order mark; null when it is gone or is no text. */
  async text(path: string): Promise<string | null> {
    return this.#documents.get(path)?.text ?? (await this.source(path))?.text ?? null;
  }

  /** Of a data file: rows are looked at in part where there are too many of them, and may be as Excel writes them. */
  async #dataText(path: string): Promise<DataText | null> {
    if (rowFormatOf(path) === null || this.#documents.has(path)) {
      const text = await this.text(path);
      return text === null ? null : { text, isWhole: true };
    }
    const { fileBytes } = this.#limits;
    const file = await this.#fileSystem.readFile(path, fileBytes);
    const part = file.kind === "too large" ? await this.#fileSystem.readStart?.(path, fileBytes) : file;
    const text = part?.kind === "bytes" ? decodeRows(part.bytes) : null;
    return text === null ? null : { text, isWhole: part === file };
  }

  /** The text on disk with its encoding, for writing it back. */
  async source(path: string): Promise<Source | null> {
    const file = await this.#fileSystem.readFile(path, this.#limits.fileBytes);
    const decoded = file.kind === "bytes" ? decode(file.bytes) : null;
    return decoded?.kind === "text" ? decoded : null;
  }

  /**
   * What fixes for a field may look at, all of it from the same text. Null when the field is not there (any more), or when
   * two classes of the file are called the same: an edit could find the wrong one.
   */
  async fixContext(path: string, entity: string, field: string): Promise<FixContext | null> {
    const [context] = await this.fixContexts(path, [{ entity, field }]);
    return context ?? null;
  }

  /** The same with all uses of the field, for which this may have to read the folder. */
  async countedFixContext(path: string, entity: string, field: string): Promise<FixContext | null> {
    await this.uses.refresh();
    const context = await this.fixContext(path, entity, field);
    const uses = this.uses.known(path, entity, field);
    if (!context || !uses) return context;
    const usingTexts = new Map<string, string>();
    for (const other of pathsWithReferences(uses)) {
      const text = await this.text(other);
      if (text !== null) usingTexts.set(other, text);
    }
    return { ...context, uses, usingTexts };
  }

  /** The same for several fields of a file, which is read once; in their order. */
  async fixContexts(path: string, fields: readonly FieldReference[]): Promise<readonly (FixContext | null)[]> {
    const text = await this.text(path);
    if (text === null) return fields.map(() => null);
    const document = this.#documents.get(path);
    const { analysis } = document?.text === text ? this.#analysed(path, document) : this.#analyse(path, null, text);
    if (!analysis) return fields.map(() => null);
    const { file } = analysis;
    const { project } = this;
    const { categories } = this.policy;
    const named = new Map<string, ClassifiedField | null>();
    for (const subject of file.fields) {
      const name = `${subject.entity.name}.${subject.field.name}`;
      named.set(name, named.has(name) ? null : subject);
    }
    const subjects = fields.map(({ entity, field }) => named.get(`${entity}.${field}`) ?? null);
    return Promise.all(
      subjects.map(async (subject) => {
        const models = subject ? await this.#modelsOf(file, subject) : [];
        if (!subject) return null;
        const uses = this.uses.current(path, subject.entity.name, subject.field.name);
        return { file, text, subject, models, project, categories, uses, usingTexts: null };
      }),
    );
  }

  /** With the migrations of their apps, which only what protects data asks about. */
  async #modelsOf(file: ClassifiedFile, subject: ClassifiedField): Promise<readonly ModelOfField[]> {
    if (subject.classification.verdict !== "sensitive") return [];
    const { entity: declaring, field } = subject;
    const models = declaring.abstract
      ? this.inheritedFields(this.analyses())
          .filter(
            ({ declaredIn, subject: inherited }) =>
              declaredIn.path === file.schema.path &&
              inherited.entity.name === declaring.name &&
              inherited.field.name === field.name,
          )
          .map(({ child }) => child)
      : [{ entity: declaring, schema: file.schema }];
    return Promise.all(
      models.map(async ({ entity, schema }) => ({
        entity,
        app: await this.migrations.ofApp(schema.path, entity, this.project),
      })),
    );
  }

  /** What a fix for what is found at a class that shows fields may look at; null where there is nothing to look at. */
  async classFixContext(finding: Finding, options: ClassFixOptions): Promise<ClassFixContext | null> {
    const sources = {
      uses: this.uses,
      inheritance: () => inheritanceWith(this.#links.lookup, this.installed.current),
      project: () => this.project,
      text: (path: string) => this.text(path),
      paths: () => this.#onDisk.userPaths.filter(mayUseFields),
    };
    return classFixContext(sources, finding, options);
  }

  /** What a fix for something that is found about a setting may look at. */
  async settingFixContext(finding: Finding): Promise<SettingFixContext> {
    const { project } = this;
    const uses = keyUses(project, encryptedFields(this.#unsortedAnalyses()));
    // Nobody else has to see secrets.
    const isWanted = ruleOf(finding.rule)?.meta.fixes.includes("move-key") ?? false;
    const secretsFile = isWanted ? await this.#secretsFile() : null;
    const secrets = secretsFile?.text ?? null;
    // Whoever applies the fix compares what it was planned on.
    const texts = secrets === null ? project.texts : new Map([...project.texts, [secretsFile!.path, secrets]]);
    return { finding, uses, project: { ...project, texts }, secretsFile };
  }

  /** `.env` beside `manage.py`, or at the root where there is one. It is read when its owner is asked to change it, and not before. */
  async #secretsFile(): Promise<SecretsFile | null> {
    const { sourceRoot } = this.project;
    const places = new Set([sourceRoot === null || sourceRoot === "" ? ".env" : `${sourceRoot}/.env`, ".env"]);
    let first: SecretsFile | null = null;
    for (const path of places) {
      const isIgnored = await this.#exclusions.ignores(path);
      const text = await this.text(path);
      if (text !== null) return { path, text, isIgnored };
      const { kind } = await this.#fileSystem.readFile(path, 0);
      if (kind === "missing") first ??= { path, text, isIgnored };
      else return null;
    }
    return first;
  }

  async #setDocument(path: string, version: number, text: string): Promise<void> {
    const wasTold = this.#isTold(path);
    // What the walk came by is not excluded.
    const isIncluded = !this.#documents.has(path) && this.#onDisk.has(path);
    this.#documents.set(path, version, text);
    if (isIncluded) this.#documents.setExcluded(path, false);
    this.#reads.delete(path);
    this.uses.changed(path);
    if (this.#onDisk.isProjectFile(path)) this.#project = null;
    if (wasTold || this.#isTold(path)) this.#emit([path]);
    if (isPolicyPath(path)) await this.#policyFileChanged();
    if (this.#onDisk.isProjectFile(path)) await this.#heedDeclarations();
    if (!(isWanted(path) || isReadLater(path)) || this.#documents.isExcluded(path) !== undefined) return;
    await this.analysis(path);
    // From here on it is among the analyses.
    if (this.#isTold(path)) this.#emit([path]);
  }

  #knownText(path: string): AnalysedText | null {
    const document = this.#documents.get(path);
    if (!document) return this.#onDisk.results.get(path) ?? null;
    return this.#documents.isExcluded(path) === false ? this.#analysed(path, document) : null;
  }

  /** Whether there is something to tell of a file. */
  #isTold(path: string): boolean {
    if (this.#leaks.has(path) || this.#inData.has(path)) return true;
    const known = this.#knownText(path);
    return known !== null && (known.analysis !== null || known.problems.length > 0);
  }

  #analysed(path: string, document: OpenDocument): AnalysedText {
    if (document.analysed) return document.analysed;
    document.analysed =
      document.text.length > this.#limits.fileBytes
        ? { analysis: null, problems: [] }
        : this.#analyseAgain(path, document);
    this.#declares(path, document.analysed);
    return document.analysed;
  }

  #analyseAgain(path: string, open: OpenDocument): AnalysedText {
    return this.#guarded(path, () => {
      const { version, text, analysing: before } = open;
      // A mistake of ours must not come back with every key.
      open.analysing = null;
      const { policy } = this;
      const { lookup, others } = this.#links;
      const document = { path, version, text };
      const found = analyseAgain(document, policy, lookup, this.#declarations.current, others, before);
      open.analysing = found.analysing;
      return found.analysed;
    });
  }

  #analyse(path: string, version: number | null, text: string): AnalysedText {
    return this.#guarded(path, () => this.#judge(readText(path, text, this.#links.others), version));
  }

  #judge(summary: ReadText, version: number | null): AnalysedText {
    return analyseRead(summary, version, this.policy, this.#links.lookup, this.#declarations.current);
  }

  #declares(path: string, { analysis, asking }: AnalysedText): void {
    this.#links.declares(path, analysis?.file.schema ?? null, asking);
  }

  /** A mistake of ours costs one file, not all. */
  #guarded(path: string, analyse: () => AnalysedText): AnalysedText {
    try {
      return analyse();
    } catch (error) {
      this.#onInternalError(path, error);
      this.#filling?.unmark(path);
      const message = "could not be analysed because of a mistake in Fieldguard; please report it";
      return { analysis: null, problems: [{ path, line: 1, message }] };
    }
  }

  /**
   * Takes in what a walk came by. Returns whether anything is different now. `cache` is for a walk through the whole
   * folder: what somebody told of has changed.
   */
  #take(found: Discovered, sighting: Sighting, cache: SummaryCache | null = null): MaybePromise<boolean> {
    const { kind, path } = found;
    if (kind === "file" && !isWanted(path) && !isReadLater(path)) return false;
    sighting.note(found);
    if (this.#sighting !== sighting) this.#sighting?.note(found);
    if (kind === "unlisted")
      return this.#skip(path === "" ? WHOLE_FOLDER : path, `the folder cannot be listed: ${found.reason}`);
    if (kind === "link") return this.#skipLink(path);
    if (!isWanted(path)) return this.#seeOtherText(path);
    if (languageOf(path) && sighting.size > this.#limits.files) return this.#leaveOut(path, sighting);
    return this.#readIncluded(path, cache);
  }

  /** One file more than are to be read. */
  #leaveOut(path: string, sighting: Sighting): boolean {
    const known = this.#forget(path);
    for (const each of new Set([sighting, this.#sighting])) each?.add(WHOLE_FOLDER);
    this.#skip(WHOLE_FOLDER, tooMany(this.#limits));
    return known;
  }

  get #limits(): ReadingLimits {
    return limitsOf(this.policy);
  }

  /** It is read when somebody asks for the uses of fields. Nothing else is told of it. */
  #seeOtherText(path: string): boolean {
    this.#onDisk.seeOtherText(path);
    this.uses.changed(path);
    return false;
  }

  #userPaths(): readonly string[] {
    const open = this.#documents.paths.filter((path) => this.#documents.isExcluded(path) === false);
    // Tests say nothing of what the program does with its data, but a fixture of theirs may hold data of people.
    return [...new Set([...this.#onDisk.userPaths, ...open])].filter(
      (path) => mayUseFields(path) && (isFixture(path) || !isTestPath(path)),
    );
  }

  async #readFromDisk(path: string): Promise<boolean> {
    if ((await this.#excludes(path)) || this.#onDisk.isBelowLink(path)) return this.#forget(path);
    return this.#readIncluded(path);
  }

  /** By the rules as they are when the answer is there. */
  async #excludes(path: string): Promise<boolean> {
    for (;;) {
      const exclusions = this.#exclusions;
      const isExcluded = await exclusions.excludes(path);
      if (exclusions !== this.#exclusions) continue;
      this.#documents.setExcluded(path, isExcluded);
      return isExcluded;
    }
  }

  /** Returns whether anything is different now. */
  #readIncluded(path: string, cache: SummaryCache | null = null): MaybePromise<boolean> {
    if (this.#documents.has(path)) {
      this.#sighting?.add(path);
      this.#onDisk.see(path);
      return false;
    }
    // Before the file is read: what changes it later changes the stamp.
    const stamp = this.#filling?.stampOf(path) ?? null;
    if (cache && !this.#onDisk.isProjectFile(path)) {
      const isAsBefore = this.#isMarked(path, stamp);
      const recalled = isAsBefore ? null : this.#inTime(path, cache.recall(path, stamp));
      if (isAsBefore || recalled) {
        this.#reads.delete(path);
        this.#sighting?.add(path);
        return recalled ? this.#keep(path, "", () => recalled) : false;
      }
    }
    const read = Symbol(path);
    this.#reads.set(path, read);
    const taken = (file: ReadResult): boolean => {
      if (this.#reads.get(path) !== read) return false;
      this.#reads.delete(path);
      if (file.kind === "missing") return this.#forget(path);
      this.#sighting?.add(path);
      if (file.kind === "bytes" && file.isLinked) return this.#skipLink(path);
      if (this.#onDisk.isProjectFile(path)) this.#project = null;
      return this.#store(path, file, stamp, cache);
    };
    // Of what is there at once nothing but its text is kept.
    const file = this.#fileSystem.readFile(path, this.#limits.fileBytes, this.#room);
    return file instanceof Promise ? file.then(taken) : taken(file);
  }

  /** Whether the file is still the one that was read last, and nothing that it was decided by has changed. */
  #isMarked(path: string, stamp: string | null): boolean {
    const known = this.#onDisk.results.get(path);
    if (stamp === null || known?.mark?.stamp !== stamp || !this.#isCurrent(known)) return false;
    this.#filling?.mark(path, known.mark);
    return true;
  }

  /** Unless names of others mean something else by now. */
  #inTime(path: string, recalled: Recalled | undefined): Recalled | null {
    if (!recalled) return null;
    return this.#links.isLinked && isOutdated(path, recalled.summary, this.#links.others) ? null : recalled;
  }

  #store(
    path: string,
    file: Exclude<ReadResult, { kind: "missing" }>,
    stamp: string | null,
    cache: SummaryCache | null,
  ): boolean {
    if (file.kind === "too large") return this.#skip(path, tooLarge(this.#limits));
    if (file.kind === "unreadable") return this.#skip(path, `cannot be read: ${file.reason}`);
    const decoded = decode(file.bytes);
    if (decoded.kind === "text") {
      const { text } = decoded;
      return this.#keep(path, text, () => {
        const recalled = this.#inTime(path, cache?.recallRead(path, stamp, file.bytes));
        return recalled ?? this.#readByOthers(path, text, stamp, file.bytes);
      });
    }
    if (decoded.kind === "binary") return this.#skip(path, "is not a text file");
    const changed = this.#skip(path, decoded.reason);
    this.#onDisk.results.set(path, { analysis: null, problems: [{ path, line: 1, message: decoded.reason }] });
    return changed;
  }

  /** By what the names of other files mean now. */
  #readByOthers(path: string, text: string, stamp: string | null, bytes: Uint8Array): Recalled {
    const summary = readText(path, text, this.#links.others);
    this.#filling?.take(path, stamp, bytes, summary);
    return { summary, decided: null };
  }

  #keep(path: string, text: string, read: () => Recalled): boolean {
    this.uses.changed(path);
    let meant: string | undefined;
    const analysed = this.#guarded(path, () => {
      const { summary, decided } = read();
      if (decided?.by.policy !== this.policy) return this.#judgeOnDisk(path, summary);
      meant = decided.meant;
      return { ...analyseDecided(summary, decided.file, this.policy), decidedBy: decided.by };
    });
    this.#links.declares(path, analysed.analysis?.file.schema ?? null, analysed.asking, meant);
    const mark = this.#filling?.markOf(path);
    return this.#onDisk.store(path, text, mark ? { ...analysed, mark } : analysed);
  }

  #judgeOnDisk(path: string, summary: ReadText): AnalysedText {
    // What was decided another time was decided by what this file declared then.
    const before = this.#links.isLinked ? null : this.#filling?.before(path);
    if (before) this.#links.restore(path, before);
    return { ...this.#judge(summary, null), decidedBy: this.#decidedBy() };
  }

  #skip(path: string, reason: string): boolean {
    this.uses.changed(path);
    this.#filling?.unmark(path);
    if (!this.#documents.has(path)) this.#links.forget(path);
    return this.#onDisk.skip(path, reason);
  }

  #skipLink(path: string): boolean {
    this.#filling?.unmark(path);
    if (!this.#documents.has(path)) this.#links.forget(path);
    return this.#onDisk.skipLink(path);
  }

  #forget(path: string): boolean {
    this.uses.changed(path);
    this.#filling?.unmark(path);
    if (this.#onDisk.isProjectFile(path)) this.#project = null;
    if (!this.#documents.has(path)) this.#links.forget(path);
    return this.#onDisk.forget(path);
  }

  /** Takes in what lies now where something was made, changed or removed. */
  async #lookAt(paths: readonly string[]): Promise<void> {
    const slice = new TimeSlice(this.#clock);
    // A folder that is moved or checked out brings its own rules along.
    if (this.#exclusions.forgetFolders(new Set(paths))) await this.#excludeDocumentsAnew();
    const options = { fileSystem: this.#fileSystem, exclusions: this.#exclusions, slice };
    const told = (await lookAt(paths, options)).filter(({ path }) => !this.#onDisk.isBelowLink(path));
    const directories = new Set(told.flatMap(({ path, kind }) => (kind === "directory" ? path : [])));
    const changed = this.#gatherer();
    const sighting = new Sighting();
    const reads = new AtOnce(this.#fileSystem.readsAtOnce);
    const read = async (path: string, taken: MaybePromise<boolean>): Promise<void> => {
      await reads.take(taken, (isOther) => {
        if (isOther) changed.add(path);
      });
      if (!slice.isOver) return;
      changed.tell();
      await slice.pause();
    };
    for (const item of told) {
      if (!isBelow(item.path, (folder) => directories.has(folder))) await read(item.path, this.#takeTold(item));
    }
    for (const directory of directories) {
      for await (const inFolder of discover(this.#fileSystem, this.#exclusions, directory)) {
        for (const found of inFolder) await read(found.path, this.#take(found, sighting));
      }
    }
    await reads.end();
    for (const path of this.#goneWith(told, sighting)) if (this.#forget(path)) changed.add(path);
    changed.tell();
  }

  async #takeTold({ path, kind }: ToldPath): Promise<boolean> {
    if (kind === "link") {
      this.#sighting?.add(path);
      return this.#skipLink(path);
    }
    if (kind === "missing" || kind === "excluded") return this.#forget(path);
    if (isReadLater(path) && kind !== "directory") {
      return (await this.#excludes(path)) || this.#onDisk.isBelowLink(path)
        ? this.#forget(path)
        : this.#seeOtherText(path);
    }
    return (kind === "file" || kind === "unsure") && isWanted(path) ? this.#readFromDisk(path) : false;
  }

  /** What is known of folders that were told of, and is no longer in them. */
  #goneWith(told: readonly ToldPath[], sighting: Sighting): readonly string[] {
    const kinds = new Map(told.map(({ path, kind }) => [path, kind]));
    const isEmptied = (path: string): boolean => ["directory", "missing", "link"].includes(kinds.get(path) ?? "");
    if (![...kinds.keys()].some(isEmptied)) return [];
    return this.#onDisk.paths.filter(
      // The folder itself may have been one that could not be listed, or a link.
      (path) => sighting.lacks(path) && (kinds.get(path) === "directory" || isBelow(path, isEmptied)),
    );
  }

  async #policyFileChanged(): Promise<void> {
    const before = await this.#policy.read();
    const { policy, path, problems } = this.#policy.current;
    const excludesOthers =
      policy.exclude.join("\n") !== before.policy.exclude.join("\n") ||
      JSON.stringify(limitsOf(policy)) !== JSON.stringify(limitsOf(before.policy));
    if (excludesOthers) {
      this.#documents.forgetAnalyses();
      this.#emit(this.#documents.paths, "rules");
      await this.index();
    } else if (policy !== before.policy) {
      await this.#reevaluate();
    }
    // A pattern may be wrong, and an entry without use stand in another line.
    if (excludesOthers || path !== before.path || problems.length + before.problems.length + this.#unused.length > 0) {
      this.#emit(
        [path, before.path].filter((item) => item !== null),
        "judgements",
      );
    }
  }

  /** The policy, and with it what is excluded, as they are now. Returns the policy that was in force before. */
  async #readRules(): Promise<LoadedPolicy> {
    const before = await this.#policy.read();
    const leftAlone = await this.#leftAlone();
    this.#exclusions = new Exclusions(this.#fileSystem, this.policy.exclude, leftAlone);
    return before;
  }

  /** Looks at the open documents by the rules of now. */
  async #excludeDocumentsAnew(): Promise<void> {
    const exclusions = this.#exclusions;
    const changed: string[] = [];
    for (const path of this.#documents.paths) {
      const isExcluded = await exclusions.excludes(path);
      // Whoever has put others in their place looks again.
      if (exclusions !== this.#exclusions) break;
      if (!this.#documents.setExcluded(path, isExcluded)) continue;
      this.#documents.forgetAnalyses([path]);
      if (isExcluded) this.#links.forget(path);
      changed.push(path);
    }
    if (changed.length > 0) this.#emit(changed, "judgements");
  }

  /** Reads what settings lead to, and what that leads to, where it was not known yet to be of the project. */
  async #followSettings(cache: SummaryCache | null = null): Promise<void> {
    if (this.#project !== null && this.#project === this.#followed) return;
    if (cache && (await this.#followAsBefore(cache))) return;
    while (!this.#isDisposed) {
      const { project } = this;
      const before = this.#projectPaths();
      const places = project.settings.placesLedTo();
      await this.#leadTo(places, cache);
      if (this.#project === project && this.#projectPaths() === before) {
        this.#followed = project;
        cache?.takePlacesLedTo(project.texts, places);
        return;
      }
      this.#project = null;
    }
  }

  /** To where they led the last time, without a look into them. Returns false where they may lead elsewhere now. */
  async #followAsBefore(cache: SummaryCache): Promise<boolean> {
    const places = cache.placesLedTo;
    await this.#leadTo(places, cache);
    this.#project = null;
    if (cache.leadsAsBefore(this.project.texts)) {
      this.#followed = this.project;
      return true;
    }
    // What only the settings of then led to must not speak for those of now.
    this.#onDisk.leadTo(new Set());
    this.#project = null;
    return false;
  }

  async #leadTo(places: ReadonlySet<string>, cache: SummaryCache | null): Promise<void> {
    this.#onDisk.leadTo(places);
    for (const path of this.#onDisk.unreadLedTo) {
      if (!this.#documents.has(path)) await this.#readIncluded(path, cache);
    }
  }

  #projectPaths(): string {
    return [...this.#currentProjectTexts().keys()].sort().join("\n");
  }

  /** Looks at what the project's files declare now. Whatever a reading of the folder comes by waits for its end. */
  async #heedDeclarations(): Promise<void> {
    if (this.#sighting === null) await this.#followSettings();
    if (this.#thirdParty.forget(this.#project)) this.#emit([]);
    if (this.#sighting === null && this.#declarations.update(this.project.texts)) await this.#reevaluate();
    this.#heedSettings();
  }

  /** Decides everything anew. A newer policy takes over from an older one. */
  async #reevaluate(): Promise<void> {
    const { policy } = this;
    const declarations = this.#declarations.current;
    const outdated = [...this.#onDisk.results].flatMap(([path, known]) => (this.#isCurrent(known) ? [] : path));
    const paths = [...this.#documents.paths, ...this.#onDisk.results.keys()];
    await this.#decideAnew([...this.#documents.paths, ...outdated]);
    if (this.policy === policy && this.#declarations.current === declarations) this.#emit(paths, "rules");
  }

  /** Because names of other files mean something else: from the schemas where that will do, else from the texts. */
  async #readAnew(paths: Iterable<string>): Promise<void> {
    const slice = new TimeSlice(this.#clock);
    const changed = this.#gatherer();
    for (const path of paths) {
      if (await this.#readFileAnew(path)) changed.add(path);
      if (slice.isOver) await slice.pause();
    }
    changed.tell();
  }

  async #readFileAnew(path: string): Promise<boolean> {
    if (this.#documents.has(path)) {
      this.#documents.forgetAnalyses([path]);
      return this.#knownText(path) !== null;
    }
    const before = this.#onDisk.results.get(path);
    const schema = before?.analysis ? answeredAnew(before.analysis.file.schema, this.#links.others) : null;
    if (!before || !schema) return this.#readIncluded(path);
    const after = this.#judgeSchema(before, schema);
    this.#declares(path, after);
    this.#onDisk.results.set(path, after);
    return true;
  }

  /** From the schemas that are in memory. Returns the files of which something may be told now that was not before. */
  async #decideAnew(paths: Iterable<string>): Promise<readonly string[]> {
    const { policy } = this;
    const declarations = this.#declarations.current;
    const slice = new TimeSlice(this.#clock);
    const changed: string[] = [];
    for (const path of paths) {
      const isOpen = this.#documents.has(path);
      if (isOpen) this.#documents.forgetAnalyses([path]);
      if (isOpen || this.#decideFileAnew(path)) changed.push(path);
      if (!slice.isOver) continue;
      await slice.pause();
      if (this.policy !== policy || this.#declarations.current !== declarations) break;
    }
    return changed;
  }

  #decideFileAnew(path: string): boolean {
    const before = this.#onDisk.results.get(path);
    if (!before?.analysis) return false;
    const after = this.#judgeSchema(before, before.analysis.file.schema);
    this.#onDisk.results.set(path, after);
    return decisionsOf(after) !== decisionsOf(before);
  }

  #judgeSchema({ problems, mark }: AnalysedText, schema: FileSchema): AnalysedText {
    return this.#guarded(schema.path, () => {
      const judged = this.#judge({ schema, problems, asked: schema.asked, bases: [] }, null);
      return { ...judged, decidedBy: this.#decidedBy(), ...(mark && { mark }) };
    });
  }

  #currentProjectTexts(): ReadonlyMap<string, string> {
    const texts = new Map(this.#onDisk.projectTexts);
    for (const [path, { text }] of this.#documents.entries) {
      if (this.#onDisk.isProjectFile(path)) texts.set(path, text);
    }
    return texts;
  }

  /** Collects files that are told of together. */
  #gatherer(): { readonly add: (path: string) => void; readonly tell: () => void } {
    let paths: string[] = [];
    return {
      add: (path) => paths.push(path),
      tell: () => {
        if (paths.length > 0) this.#emit(paths);
        paths = [];
      },
    };
  }

  #emit(paths: readonly string[], kind: WorkspaceChange["kind"] = "texts"): void {
    this.#declared++;
    this.#tell(paths, kind);
  }

  #tell(paths: readonly string[], kind: WorkspaceChange["kind"]): void {
    const change = { revision: ++this.#revision, paths: new Set(paths), kind };
    for (const listener of this.#listeners) listener(change);
    this.#heedUnused();
    this.#heedSettings();
  }

  /** Tells of the settings where more or less is wrong with them than before. */
  #heedSettings(): void {
    if (this.isIndexing || this.#isDisposed) return;
    const found = settingsFindings(this.#unsortedAnalyses(), this.project, this.policy);
    const before = this.#settingsFindings;
    this.#settingsFindings = found;
    if (JSON.stringify(found) === JSON.stringify(before)) return;
    this.#emit([...new Set([...found, ...before].map(({ path }) => path))], "judgements");
  }

  /** Tells of files where who uses their encrypted fields makes more or less wrong than before. */
  #heedUses(): void {
    if (this.isIndexing || this.#isDisposed) return;
    const analyses = this.#unsortedAnalyses();
    const paths = new Set(analyses.map(({ path }) => path));
    const findings = (): ReadonlyMap<string, string> => {
      for (const path of this.#leaks.paths) paths.add(path);
      const atFields = new Map(analyses.map((each) => [each.path, this.usesFindings(each)]));
      return new Map([...paths].map((path) => [path, JSON.stringify([atFields.get(path) ?? [], this.leaksIn(path)])]));
    };
    const before = findings();
    this.#encryptedUses = analyses.some(hasEncrypted)
      ? countEncryptedUses(analyses, this.uses, this.project.packages)
      : NO_ENCRYPTED_USES;
    this.#leaks = findLeaks(this.uses, this.policy, this.#openTexts());
    const now = findings();
    const changed = [...paths].filter((path) => now.get(path) !== (before.get(path) ?? NOTHING_FOUND));
    if (changed.length > 0) this.#tell(changed, "judgements");
  }

  /** Tells of data files that hold more or less than before. */
  #heedValues(): void {
    if (this.isIndexing || this.#isDisposed) return;
    const before = this.#inData;
    const { found, secrets } = this.values;
    const findings = [
      ...checkData(found, (key) => this.uses.subject(key), this.policy),
      ...checkSecrets(secrets, this.policy),
    ];
    const now = new Leaks(findings, this.#openTexts());
    this.#inData = now;
    const told = (leaks: Leaks, path: string): string =>
      JSON.stringify(leaks.in(path, this.#documents.get(path)?.text ?? null));
    const paths = new Set([...before.paths, ...now.paths]);
    const changed = [...paths].filter((path) => told(before, path) !== told(now, path));
    if (changed.length > 0) this.#tell(changed, "judgements");
  }

  /** What fixtures hold values of, by how they call it. */
  #soughtInFixtures(): ReadonlyMap<string, readonly SoughtValue[]> {
    const sought = [...this.uses.inFixtures()].map(
      ([path, uses]) =>
        [
          path,
          uses.flatMap(({ field: key, model, use: { receiver, path: names } }) => {
            const category = this.uses.subject(key)?.category?.key ?? null;
            const field = { key, model: model.entity };
            return receiver.kind === "label" ? [{ model: receiver.name, name: names[0]!, field, category }] : [];
          }),
        ] as const,
    );
    return new Map(sought);
  }

  /** Files that are read when somebody asks, and Python. */
  #otherFiles(isMeant: (path: string) => boolean): readonly string[] {
    const open = this.#documents.paths.filter((path) => this.#documents.isExcluded(path) === false);
    return [...new Set([...this.#onDisk.userPaths, ...this.#onDisk.projectTexts.keys(), ...open])]
      .filter(isMeant)
      .sort();
  }

  #inColumn(table: string | null, name: string): Pick<SoughtValue, "field" | "category"> | null {
    // As people write it above a column: `E-Mail`, `Phone number`.
    const column = table === null ? name.toLowerCase().replaceAll(/[\s-]+/g, "_") : name;
    const field = this.uses.inColumn(table, column);
    return field && { field, category: this.uses.subject(field.key)?.category?.key ?? null };
  }

  #openTexts(): ReadonlyMap<string, string> {
    return new Map([...this.#documents.entries].map(([path, { text }]) => [path, text]));
  }

  /** Tells of the policy where more or less of it has a use than before. */
  #heedUnused(): void {
    if (this.isIndexing || this.#isDisposed) return;
    // It is asked for with every key that is hit.
    const unused = hasNoEntries(this.policy) || !this.#isWhole() ? [] : this.#findUnused();
    const before = this.#unused;
    this.#unused = unused;
    const { path } = this.#policy.current;
    if (path !== null && JSON.stringify(unused) !== JSON.stringify(before)) this.#emit([path], "judgements");
  }

  /** Whether all that the folder's own policy may be about is known. */
  #isWhole(): boolean {
    if (!this.#hasOwnPolicy || !this.#wasRead || this.#isIncomplete || this.files.skipped.length > 0) return false;
    return [...this.#onDisk.results].every(([path, { analysis }]) => analysis !== null || this.#documents.has(path));
  }

  #findUnused(): readonly UnusedEntry[] {
    return unusedEntries(this.policy, {
      schemas: this.analyses().map(({ file }) => file.schema),
      paths: [...this.#onDisk.paths, ...this.#documents.paths],
      ruleIds: rules.map(({ meta }) => meta.id),
      inheritance: inheritanceWith(this.#links.lookup, this.installed.current),
      installed: () => modelsOfApps(this.project, this.installed.current),
    });
  }
}

/** Whether a file declares nothing, and is read when somebody asks for uses of fields, or for values. */
function isReadLater(path: string): boolean {
  return isOtherText(path) || rowFormatOf(path) !== null || (mayHoldSecrets(path) && !isWanted(path));
}

function decisionsOf({ analysis }: AnalysedText): string {
  return JSON.stringify(analysis?.file.fields.map(({ classification }) => classification));
}
