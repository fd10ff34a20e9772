import { isFixture } from "../engine/languages/django/uses/fixtures/readFixtureUses.ts";
import { readModuleFunctions } from "../engine/languages/django/uses/readPythonUses.ts";
import { readUses } from "../engine/languages/django/uses/readUses.ts";
import { calleesIn } from "../engine/project/flows/linkFlows.ts";
import { ModulePaths } from "../engine/project/flows/modulePaths.ts";
import type { Project } from "../engine/project/model.ts";
import type { ModuleNames } from "../engine/project/moduleIndex.ts";
import { rememberInstallation } from "../engine/project/thirdParty/installation.ts";
import type { FileUses, ModuleFunctions } from "../engine/schema/rawUses.ts";
import type { NameSearch } from "../engine/text/nameSearch.ts";
import { ownData } from "../engine/text/ownData.ts";
import { AtOnce } from "./atOnce.ts";
import type { CacheStore, Clock } from "./ports.ts";
import { type Sought, SoughtNames } from "./soughtNames.ts";
import { isTestPath } from "./testPaths.ts";
import type { TimeSlice } from "./timeSlice.ts";
import { type FoundUses, NOTHING_FOUND, UsesCache } from "./usesCache.ts";

export interface UsesInFilesOptions {
  readonly clock: Clock;
  readonly readsAtOnce: number;
  /** Where what was found is kept until the next time. */
  readonly cacheStore: CacheStore | null;
  /** Of files as they were when the folder was read; asked for once. */
  readonly takeStamps: () => ReadonlyMap<string, string>;
  /** Size of the largest file that is read. */
  readonly limit: () => number;
  /** Whether an open document stands for the file. */
  readonly isOpen: (path: string) => boolean;
  /** Files that may use fields. */
  readonly paths: () => readonly string[];
  /** As it is now; null when it is gone. */
  readonly text: (path: string) => Promise<string | null>;
  /** What files are searched for now. */
  readonly sought: () => Sought;
  readonly project: () => Project;
  readonly onInternalError: (path: string, error: unknown) => void;
}

/** A file that is longer holds data, and reading it would hold up everything else. Of a fixture its beginning tells what the rest is like. */
const LONGEST_TEXT = 500_000;

/** What files say of who uses sensitive fields. Only files are read that hold the name of such a field, and after a change only what has changed. */
export class UsesInFiles {
  readonly #options: UsesInFilesOptions;
  /** What is looked for now. */
  #sought = new SoughtNames();
  /** With what was looked for before: while somebody types, names come and go. */
  #everSought = new SoughtNames();
  readonly #files = new Map<string, FoundUses>();
  /** How often each file has changed that did so while files were read. */
  readonly #changes = new Map<string, number>();
  #isReading = false;
  #cache: UsesCache | null = null;
  #wasRead = false;
  #revision = 0;

  constructor(options: UsesInFilesOptions) {
    this.#options = options;
  }

  /** Whether all files have been looked at once. */
  get wasRead(): boolean {
    return this.#wasRead;
  }

  /** By path. */
  get files(): ReadonlyMap<string, FoundUses> {
    return this.#files;
  }

  /** Another number once a file may use other fields. */
  get revision(): number {
    return this.#revision;
  }

  /** The text of a file is another, or it is gone. */
  changed(path: string): void {
    if (this.#isReading) this.#changes.set(path, (this.#changes.get(path) ?? 0) + 1);
    this.#files.delete(path);
    this.#revision++;
  }

  /** What a file is as a module, kept with what it uses: names lead to most such files only when uses are linked. */
  async namesOf(path: string, read: () => Promise<ModuleNames | null>): Promise<ModuleNames | null> {
    const found = this.#files.get(path);
    if (found?.names) return found.names;
    const names = await read();
    // What has changed meanwhile is another object, or none.
    if (names && found && found.stamp !== null && this.#files.get(path) === found)
      this.#files.set(path, { ...found, names });
    return names;
  }

  /** Whether a file has changed, or other names are sought, since `read`. */
  get hasUnread(): boolean {
    const isUnread = this.#options.paths().some((path) => !this.#files.has(path));
    return isUnread || !this.#sought.isFor(this.#options.sought());
  }

  /** Looks at all that has changed, and at what changes in the meantime. */
  async read(slice: TimeSlice): Promise<void> {
    this.#isReading = true;
    try {
      const { cacheStore } = this.#options;
      if (!this.#wasRead && cacheStore) this.#cache = await this.#recall(cacheStore, slice);
      do {
        const known = new Set(this.#options.paths());
        for (const path of [...this.#files.keys()]) if (!known.has(path)) this.#forget(path);
        const added = this.#takeNames();
        const reads = new AtOnce(this.#options.readsAtOnce);
        for (const path of known) {
          const found = this.#files.get(path);
          const isCurrent = found !== undefined && this.#isReadFor(found);
          if (isCurrent && added === null) continue;
          await reads.start(() => this.#readFile(path, isCurrent ? added : null));
          if (slice.isOver) await slice.pause();
        }
        await reads.end();
        await this.#readFunctions(slice);
      } while (this.hasUnread);
      this.#wasRead = true;
    } finally {
      this.#isReading = false;
    }
  }

  /** Keeps what was found when all files were looked at for the first time. */
  async keep(slice: TimeSlice): Promise<void> {
    const cache = this.#cache;
    this.#cache = null;
    await cache?.save({ sought: this.#everSought.all, project: this.#options.project() }, this.#files, slice);
  }

  /** What was found another time in files that have not changed since. */
  async #recall(store: CacheStore, slice: TimeSlice): Promise<UsesCache> {
    const { limit, onInternalError, isOpen, takeStamps } = this.#options;
    const stamps = takeStamps();
    const cache = await UsesCache.open({ store, limit: limit(), onInternalError }, slice);
    this.#everSought = this.#everSought.with(cache.sought);
    const { project } = this.#options;
    const installation = cache.installationOf(project());
    if (installation) rememberInstallation(project().settings, installation);
    for (const path of this.#options.paths()) {
      // What has changed since then is told of.
      const stamp = isOpen(path) ? null : (stamps.get(path) ?? store.stampOf(path));
      const found = stamp === null ? undefined : cache.recall(path, stamp);
      if (found) this.#files.set(path, found);
      if (slice.isOver) await slice.pause();
    }
    return cache;
  }

  #stampOf(path: string): string | null {
    const { cacheStore, isOpen } = this.#options;
    return cacheStore && !isOpen(path) ? cacheStore.stampOf(path) : null;
  }

  /** Names that files have never been searched for before; null for none. */
  #takeNames(): NameSearch | null {
    const before = this.#everSought;
    const sought = this.#options.sought();
    if (!this.#sought.isFor(sought)) this.#sought = new SoughtNames(sought);
    this.#everSought = before.with(sought);
    return this.#everSought === before ? null : this.#everSought.since(before);
  }

  /** Whether what was found is what would be found now: of what a file says more is read, the more names in it are sought. */
  #isReadFor({ standing, sought }: FoundUses): boolean {
    const now = this.#sought.soughtAmong(standing);
    return now.length === sought.length && now.every((name, index) => name === sought[index]);
  }

  /** `only`: leaves a file as it is that holds none of these. */
  async #readFile(path: string, only: NameSearch | null): Promise<void> {
    const change = this.#changes.get(path);
    // Before the file is read: what changes it later changes the stamp.
    const stamp = this.#stampOf(path);
    const whole = await this.#options.text(path);
    const text = whole !== null && isFixture(path) ? whole.slice(0, LONGEST_TEXT) : whole;
    if (this.#changes.get(path) !== change) return;
    if (only && text !== null && this.#files.has(path) && !only.isIn(text)) return;
    const isRead = text !== null && text.length <= LONGEST_TEXT;
    this.#files.set(path, isRead ? this.#usesIn(path, text, stamp) : { stamp, ...NOTHING_FOUND });
    this.#revision++;
  }

  /** Of modules that calls lead to which hand on a sensitive value, or whose result is handed on. */
  async #readFunctions(slice: TimeSlice): Promise<void> {
    const modules = new ModulePaths([...this.#files.keys()].filter((path) => !isTestPath(path)));
    const led = new Map<string, Set<string>>();
    for (const [from, { uses }] of this.#files) {
      if (!uses || isTestPath(from)) continue;
      for (const callee of calleesIn(uses))
        for (const { path, name } of modules.declaring(callee, from)) {
          const known = led.get(path);
          if (known) known.add(name);
          else led.set(path, new Set([name]));
        }
    }
    for (const [path, names] of led) {
      const known = this.#files.get(path)?.functions?.asked ?? [];
      const asked = new Set([...known, ...names]);
      if (asked.size === known.length) continue;
      const change = this.#changes.get(path);
      const text = await this.#options.text(path);
      const found = this.#files.get(path);
      if (!found || this.#changes.get(path) !== change) continue;
      this.#files.set(path, { ...found, functions: this.#functionsIn(path, text, [...asked]) });
      if (slice.isOver) await slice.pause();
    }
  }

  #functionsIn(path: string, text: string | null, asked: readonly string[]): ModuleFunctions {
    const none: ModuleFunctions = { asked, lines: [0], functions: [] };
    if (text === null || text.length > LONGEST_TEXT) return none;
    try {
      return ownData(readModuleFunctions(text, asked));
    } catch (error) {
      this.#options.onInternalError(path, error);
      return none;
    }
  }

  /** A mistake of ours costs one file, not all. */
  #usesIn(path: string, text: string, stamp: string | null): FoundUses {
    try {
      const words = this.#everSought.wordsIn(text);
      const { failure, ...uses } = readUses(path, text, this.#sought.wantedAmong(words));
      if (failure !== undefined) this.#options.onInternalError(path, failure);
      const standing = this.#everSought.namesAmong(words);
      const told = isTelling(uses) ? ownData(uses) : null;
      // What is missing by our mistake is read again the next time.
      const kept = failure === undefined ? stamp : null;
      if (kept === null && told === null && standing.length === 0) return UNKNOWN;
      return { stamp: kept, standing, sought: this.#sought.soughtAmong(standing), uses: told };
    } catch (error) {
      this.#options.onInternalError(path, error);
      return UNKNOWN;
    }
  }

  #forget(path: string): void {
    this.#files.delete(path);
    this.#changes.delete(path);
    this.#revision++;
  }
}

/** Of most files, where nothing tells them from their next version. */
const UNKNOWN: FoundUses = { stamp: null, ...NOTHING_FOUND };

function isTelling({ uses, abouts, flows, members, calls, ignores = [], appLabel }: FileUses): boolean {
  return [uses, abouts, flows, members, calls, ignores].some(({ length }) => length > 0) || appLabel !== null;
}
