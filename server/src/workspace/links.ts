import { EntityIndex } from "../engine/project/entityIndex.ts";
import type { OtherNames } from "../engine/languages/otherNames.ts";
import { ModuleIndex, type ModuleNames } from "../engine/project/moduleIndex.ts";
import type { UserModels } from "../engine/project/userModel.ts";
import { type EntityLookup, NO_OTHER_FILES } from "../engine/schema/entityLookup.ts";
import type { FileSchema } from "../engine/schema/schema.ts";
import type { Asking } from "./analyse.ts";
import { AskedNames } from "./askedNames.ts";

export interface LinksOptions {
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
  /** Whether files are being read now, at the end of which `link` is called. */
  readonly isReading: () => boolean;
  readonly isProjectFile: (path: string) => boolean;
  /** What a file that declares nothing is as a module, as it is now; null when it is gone or is no text. */
  readonly namesOf: (path: string) => Promise<ModuleNames | null>;
  /** As the project's files say now. */
  readonly userModels: () => UserModels;
  /** Reads files once more, by what `others` say now. */
  readonly readAnew: (paths: readonly string[]) => Promise<void>;
  readonly decideAnew: (paths: ReadonlySet<string>) => Promise<void>;
}

/**
 * What all files declare, so that bases and relations which lead out of a file count. Files that declare nothing are read for the
 * names that they pass on only when a name leads to them.
 */
export class Links {
  readonly #options: LinksOptions;
  readonly #modules = new ModuleIndex();
  readonly #entities = new EntityIndex(this.#modules);
  readonly #paths = new Set<string>();
  /** Names that mean something else since the files that speak of them were decided. */
  readonly #unlinked = new Set<string>();
  /** Files that were decided by themselves, before the first `link`. */
  readonly #undecided = new Set<string>();
  /** Files that names lead to, which may bind others since they were read. */
  readonly #unread = new Set<string>();
  /** Whether there are other files than when names were last followed. */
  #hasOtherFiles = false;
  /** Whether modules that names led to bind other names. */
  #hasOtherNames = false;
  #hasOtherSettings = false;
  readonly #asked = new AskedNames();
  /** Whether what files asked of others may have other answers. */
  #isAsking = false;
  #linking: Promise<void> | null = null;
  #isLinked = false;

  constructor(options: LinksOptions) {
    this.#options = options;
  }

  /** Knows nothing before the first `link`: while most files are unread, each is decided by itself. */
  get lookup(): EntityLookup {
    return this.#isLinked ? this.#entities.lookup : NO_OTHER_FILES;
  }

  /** What names of other files mean for the reading of one: nothing before the first `link`. */
  readonly others: OtherNames = {
    isEntityName: (name) => this.#isLinked && this.#entities.hasName(name),
    meaningOf: (question) => (this.#isLinked ? this.#entities.answerTo(question) : null),
  };

  /** The work that is under way. */
  get linking(): Promise<void> | null {
    return this.#linking;
  }

  /**
   * Takes in what a file declares now, null for nothing, and what it asked of others. `meant`: what its names meant when it was decided, where
   * that was another time, and all other files were those that have been restored.
   */
  declares(path: string, schema: FileSchema | null, asking: Asking = NOTHING_ASKED, meant?: string): void {
    if (!this.#paths.has(path)) this.#hasOtherFiles = true;
    this.#paths.add(path);
    if (this.#asked.take(path, asking)) this.#isAsking = true;
    this.#take(path, schema, meant);
  }

  /** Before the first `link`: what a file declared when others were decided by it, which is something else now. */
  restore(path: string, schema: FileSchema): void {
    if (!this.#isLinked) this.#entities.replace(path, schema);
  }

  get isLinked(): boolean {
    return this.#isLinked;
  }

  /** What a file asked of others when it was read last. */
  askedBy(path: string): Asking {
    return this.#asked.of(path) ?? NOTHING_ASKED;
  }

  /** Null while what names mean is not known for sure. */
  meantIn(path: string): string | null {
    return this.#isLinked && this.#linking === null && !this.#isBehind ? this.#entities.meantIn(path) : null;
  }

  /** Of a file that is gone, or that cannot be read. */
  forget(path: string): void {
    if (this.#paths.delete(path)) this.#hasOtherFiles = true;
    this.#asked.forget(path);
    this.#take(path, null);
  }

  /** Decides the files anew that speak of what has changed in others. */
  async link(): Promise<void> {
    this.#isLinked = true;
    while (this.#isBehind) {
      await (this.#linking ??= this.#linkAll().finally(() => {
        this.#linking = null;
      }));
    }
  }

  get #isBehind(): boolean {
    return (
      this.#unlinked.size + this.#unread.size + this.#undecided.size > 0 ||
      this.#isAsking ||
      this.#hasOtherFiles ||
      this.#hasOtherNames ||
      this.#hasOtherSettings
    );
  }

  #take(path: string, schema: FileSchema | null, meant?: string): void {
    // Most files declare nothing.
    if (schema || this.#entities.hasFile(path)) this.#takeEntities(path, schema, meant);
    if (schema?.module) {
      if (this.#modules.put(path, { summary: schema.module, appLabel: null })) this.#hasOtherNames = true;
    } else if (this.#modules.knows(path)) {
      this.#unread.add(path);
    }
    if (this.#options.isProjectFile(path)) this.#hasOtherSettings = true;
    if (this.#isLinked && !this.#options.isReading() && this.#isBehind) void this.link();
  }

  #takeEntities(path: string, schema: FileSchema | null, meant?: string): void {
    const before = this.#entities.namesIn(path);
    const isRestored = !this.#isLinked && meant !== undefined;
    const changed = this.#entities.replace(path, schema, isRestored ? meant : undefined);
    if (!isRestored) for (const name of changed) this.#unlinked.add(name);
    if (!isRestored && !this.#isLinked && schema) this.#undecided.add(path);
    if (this.#entities.namesIn(path) !== before) this.#isAsking = true;
    // It was decided by what its names mean before the change is heeded, and has to be again where that is something else.
    if (this.#isLinked) this.#entities.followNames(path);
  }

  async #linkAll(): Promise<void> {
    // Whoever noticed the change may be in the middle of telling of it.
    await this.#options.pause();
    while (this.#isBehind) {
      await this.#settle();
      const alone = [...this.#undecided].filter((path) => this.#entities.speaksOfOthers(path));
      const dependents = this.#entities.dependentsOf(this.#unlinked, this.#entities.takeMoved());
      const paths = new Set([...dependents, ...alone]);
      this.#unlinked.clear();
      this.#undecided.clear();
      await this.#options.decideAnew(paths);
    }
  }

  /** Follows all names to where they end, reading the files on the way, and those that have to be read otherwise now. */
  async #settle(): Promise<void> {
    do {
      for (const path of this.#unread) await this.#read(path);
      if (this.#hasOtherSettings) this.#entities.setUserModels(this.#options.userModels());
      if (this.#hasOtherFiles) this.#modules.setFiles(this.#paths);
      if (this.#hasOtherFiles || this.#hasOtherNames) {
        this.#entities.forgetMeanings("all");
        this.#isAsking = true;
      }
      this.#hasOtherSettings = this.#hasOtherFiles = this.#hasOtherNames = false;
    } while ((await this.#readWanted()) || (await this.#readOutdated()));
  }

  /** Reads the files that names led to which `lookup` was asked for. Returns whether there were some. */
  async readAsked(): Promise<boolean> {
    await this.#linking;
    if (!this.#isLinked || !(await this.#readWanted())) return false;
    await this.link();
    return true;
  }

  /** Returns whether there was something to read. */
  async #readWanted(): Promise<boolean> {
    this.#entities.followNames();
    const wanted = this.#modules.takeWanted();
    if (wanted.length === 0) return false;
    for (const path of wanted) await this.#read(path);
    this.#entities.forgetMeanings("unread");
    this.#isAsking = true;
    await this.#options.pause();
    return true;
  }

  /** Returns whether there may be something to read: a file by other answers, or one that an answer depends on. */
  async #readOutdated(): Promise<boolean> {
    if (!this.#isAsking) return false;
    this.#isAsking = false;
    const outdated = this.#asked.outdated(this.others);
    if (this.#modules.isWanting) return true;
    await this.#options.readAnew(outdated);
    return outdated.length > 0;
  }

  async #read(path: string): Promise<void> {
    this.#unread.delete(path);
    const wasKnown = this.#modules.knows(path);
    const names = await this.#options.namesOf(path);
    // In the meantime it may have been taken in, as something that declares or once more.
    if (this.#entities.hasFile(path) || this.#unread.has(path)) return;
    const isOther = this.#modules.put(path, names);
    if (isOther && wasKnown) this.#hasOtherNames = true;
  }
}

const NOTHING_ASKED: Asking = { asked: [], bases: [] };
