import { DECLARES_NOTHING } from "./analyse.ts";
import { AtOnce } from "./atOnce.ts";
import { discover } from "./discovery.ts";
import type { DiskReading } from "./diskReading.ts";
import type { FolderRules } from "./folderRules.ts";
import type { FolderState } from "./folderState.ts";
import type { Following } from "./following.ts";
import type { Judging } from "./judging.ts";
import type { Links } from "./links.ts";
import type { CacheStore, CancellationToken } from "./ports.ts";
import { Sighting } from "./sighting.ts";
import { type KnownSummary, SummaryCache } from "./summaryCache.ts";
import { TimeSlice } from "./timeSlice.ts";

export interface IndexOptions {
  readonly token?: CancellationToken;
  /** Number of files read so far. */
  readonly onProgress?: (read: number) => void;
}

export interface IndexingParts {
  readonly folder: FolderState;
  readonly links: Links;
  readonly rules: FolderRules;
  readonly judging: Judging;
  readonly reading: DiskReading;
  readonly following: Following;
}

/** Reads a whole folder, and keeps what was made of it until the next time. */
export class Indexing {
  readonly #parts: IndexingParts;
  readonly #folder: FolderState;
  /** Counts up with each run; an older run that finds it changed gives up. */
  #run = 0;
  /** The newest run, until it ends. */
  #running: Promise<void> | null = null;
  #isIncomplete = false;
  #wasRead = false;

  constructor(parts: IndexingParts) {
    this.#parts = parts;
    this.#folder = parts.folder;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Whether the last reading of the folder was cancelled before its end. */
  get isIncomplete(): boolean {
    return this.#isIncomplete;
  }

  /** Whether the folder has been read as a whole, and no later reading was cancelled. */
  get isWhole(): boolean {
    return this.#wasRead && !this.#isIncomplete;
  }

  /**
   * Reads the whole folder anew, in slices. A later call takes the place of one that is under way; both resolve when
   * the later one has ended.
   */
  async start(options: IndexOptions = {}): Promise<void> {
    const run = this.#read(options).finally(() => {
      if (this.#running !== run) return;
      this.#running = null;
      this.#folder.filling = null;
      // Whoever shows the state has to hear of the end even when nothing was found.
      this.#folder.changes.emit([]);
    });
    this.#running = run;
    await run;
    await this.whenEnded();
  }

  /** Resolves when no reading of the folder is under way, and all files know of each other. */
  async whenEnded(): Promise<void> {
    const { links } = this.#parts;
    while (this.#running ?? links.linking) await (this.#running ?? links.linking);
  }

  async #read({ token, onProgress }: IndexOptions): Promise<void> {
    const { links, rules, judging, reading, following } = this.#parts;
    const folder = this.#folder;
    const { documents, changes, declarations } = folder;
    const run = ++this.#run;
    // What is read before the rules are known, is read by the rules of before.
    folder.sighting = null;
    this.#isIncomplete = true;
    const isOvertaken = (): boolean =>
      run !== this.#run || folder.isDisposed || token?.isCancellationRequested === true;
    const isFirst = !rules.isStarted;
    const before = await rules.readAnew();
    if (isOvertaken()) return;
    const sighting = (folder.sighting = new Sighting());
    documents.forgetAnalyses();
    if (!isFirst && before.policy !== folder.policy) changes.emit(documents.paths, "rules");
    await rules.excludeDocumentsAnew();

    const changed = changes.gatherer();
    const slice = new TimeSlice(folder.clock);
    const cache = folder.cacheStore && (await this.#openCache(folder.cacheStore, slice));
    if (isOvertaken()) return;
    folder.filling = cache;
    const reads = new AtOnce(folder.fileSystem.readsAtOnce);
    for await (const inFolder of discover(folder.fileSystem, folder.exclusions)) {
      if (isOvertaken()) break;
      for (const found of inFolder) {
        if (isOvertaken()) break;
        const waiting = reads.take(reading.take(found, sighting, cache), (isOther) => {
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
    if (run !== this.#run || folder.isDisposed) return;
    folder.sighting = null;
    // Of what was read until somebody stopped it, all that follows is said.
    const isWhole = !isOvertaken();
    if (isWhole) this.#endReading(sighting);
    onProgress?.(sighting.size);
    if (cache) await this.#restoreUnread(cache, slice);
    await following.settings(cache);
    // Before files are decided by each other, so that they are not decided twice.
    const hasOtherDeclarations = declarations.update(folder.project.texts);
    await links.link();
    const isByOthers = cache?.decidedBy && cache.decidedBy.declarations !== declarations.current.content;
    if (hasOtherDeclarations || isByOthers || cache?.isHarmed === true) await judging.reevaluate();
    await following.declarations();
    if (cache && !isOvertaken()) following.recallDeployments(cache);
    folder.filling = null;
    const { decidedBy } = judging;
    if (isWhole) await cache?.save({ decidedBy, known: (path) => this.#summaryOf(path), isOvertaken, slice });
  }

  #openCache(store: CacheStore, slice: TimeSlice): Promise<SummaryCache> {
    const { policy: now, limits, onInternalError } = this.#folder;
    // Once files are decided by each other, what was decided another time is out of date.
    const policy = this.#parts.links.isLinked ? null : now;
    return SummaryCache.open({ store, limit: limits.fileBytes, policy, slice, onInternalError });
  }

  /** Forgets what a reading of the whole folder has not come by. */
  #endReading(sighting: Sighting): void {
    const { onDisk, changes } = this.#folder;
    const gone = onDisk.paths.filter((path) => sighting.lacks(path) && this.#parts.reading.forget(path));
    this.#isIncomplete = false;
    this.#wasRead = true;
    if (gone.length > 0) changes.emit(gone);
  }

  /** Files by which others were decided that are gone, or open in the editor. */
  async #restoreUnread(cache: SummaryCache, slice: TimeSlice): Promise<void> {
    const { links, judging } = this.#parts;
    for (const path of cache.unmarked) {
      if (links.isLinked) return;
      if (slice.isOver) await slice.pause();
      // It may have come back meanwhile.
      const before = cache.markOf(path) === null ? cache.before(path) : null;
      if (!before) continue;
      links.restore(path, before);
      const now = this.#folder.documents.has(path) ? judging.known(path) : null;
      if (now) judging.declares(path, now);
      else links.forget(path);
    }
  }

  /** What the cache is to keep of a file: null when there is none, "unread" where an open document stands for it. */
  #summaryOf(path: string): KnownSummary | "unread" | null {
    const { onDisk, documents } = this.#folder;
    const { links, judging } = this.#parts;
    if (!onDisk.has(path)) return null;
    if (documents.has(path)) return "unread";
    const known = onDisk.results.get(path);
    const { asked, bases } = links.askedBy(path);
    if (!known && asked.length + bases.length === 0) return NOTHING_KNOWN;
    const problems = known?.problems ?? [];
    if (!known?.analysis) return { summary: { schema: null, problems, asked, bases }, decided: null };
    const { file } = known.analysis;
    const meant = judging.isCurrent(known) ? links.meantIn(path) : null;
    const summary = { schema: file.schema, problems, asked: file.schema.asked, bases };
    return { summary, decided: meant === null ? null : { file, meant } };
  }
}

/** Of most files. */
const NOTHING_KNOWN: KnownSummary = { summary: DECLARES_NOTHING, decided: null };
