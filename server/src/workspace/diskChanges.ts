import { projectTextOf } from "../engine/project/readProject.ts";
import { AtOnce } from "./atOnce.ts";
import { discover } from "./discovery.ts";
import { type DiskReading, isReadLater, WHOLE_FOLDER } from "./diskReading.ts";
import { BASELINE_PATH } from "./folderBaseline.ts";
import { isPolicyPath } from "./folderPolicy.ts";
import type { FolderRules } from "./folderRules.ts";
import type { FolderState } from "./folderState.ts";
import type { Following } from "./following.ts";
import type { Indexing } from "./indexing.ts";
import { isWanted } from "./knownFiles.ts";
import { tooMany } from "./limits.ts";
import { isBelow } from "./paths.ts";
import type { MaybePromise } from "./ports.ts";
import { Sighting } from "./sighting.ts";
import { TimeSlice } from "./timeSlice.ts";
import { lookAt, type ToldPath } from "./toldPaths.ts";

export interface DiskChangesParts {
  readonly folder: FolderState;
  readonly rules: FolderRules;
  readonly reading: DiskReading;
  readonly following: Following;
  readonly indexing: Indexing;
  /** Files in which something is found that is not about what they declare. */
  readonly foundBeside: () => readonly string[];
}

/** Looks at what somebody tells of: files and folders that were made, changed or removed on disk. */
export class DiskChanges {
  readonly #parts: DiskChangesParts;
  readonly #folder: FolderState;
  /** Ends when all that was told of has been looked at, in the order in which it was told. */
  #told: Promise<void> = Promise.resolve();

  constructor(parts: DiskChangesParts) {
    this.#parts = parts;
    this.#folder = parts.folder;
  }

  /** Most files that are read, where the folder has more; null where all were read. */
  get cappedAt(): number | null {
    const { onDisk, limits } = this.#folder;
    return onDisk.reasonOf(WHOLE_FOLDER) === tooMany(limits) ? limits.files : null;
  }

  /** Paths of files or folders, "" for the folder itself. The caller gathers bursts. */
  async told(paths: Iterable<string>): Promise<void> {
    const { indexing, following, foundBeside } = this.#parts;
    const unique = [...new Set(paths)];
    if (unique.includes("")) {
      await indexing.start();
      return;
    }
    const counted = this.cappedAt === null ? null : this.#folder.onDisk.counted;
    const looked = this.#told.then(() => this.#lookAt(unique));
    this.#told = looked.catch(() => undefined);
    await looked;
    if (this.#isLimitedOtherwise(counted) || (await this.#decidesWhatIsRead(unique))) await indexing.start();
    if (unique.some(isPolicyPath)) await following.policy();
    if (unique.includes(BASELINE_PATH) && (await this.#folder.baseline.read())) {
      const { onDisk, documents, changes } = this.#folder;
      changes.tell([...new Set([...onDisk.results.keys(), ...documents.paths, ...foundBeside()])], "rules");
    }
    await following.declarations();
  }

  /** Looks once more at the few files that describe the project: a plan of edits must fit them as they are now. */
  async refreshProjectFiles(): Promise<void> {
    const changed: string[] = [];
    for (const [path, text] of this.#folder.onDisk.projectTexts) {
      if (this.#folder.documents.has(path)) continue;
      const now = await this.#folder.text(path);
      if (now === null || projectTextOf(path, now) !== text) changed.push(path);
    }
    if (changed.length > 0) await this.told(changed);
  }

  /** Whether the limit leaves out other files than before, of which `counted` were read; null where all were. */
  #isLimitedOtherwise(counted: ReadonlySet<string> | null): boolean {
    // A reading that is under way counts them itself.
    if (this.#parts.indexing.isRunning) return false;
    const now = this.#folder.onDisk.counted;
    if (counted === null) return now.size > this.#folder.limits.files;
    return now.size !== counted.size || [...now].some((path) => !counted.has(path));
  }

  async #decidesWhatIsRead(paths: readonly string[]): Promise<boolean> {
    for (const path of paths) if (await this.#folder.exclusions.heeds(path)) return true;
    return false;
  }

  /** Takes in what lies now where something was made, changed or removed. */
  async #lookAt(paths: readonly string[]): Promise<void> {
    const { rules, reading } = this.#parts;
    const { fileSystem, clock, onDisk, changes } = this.#folder;
    const slice = new TimeSlice(clock);
    // A folder that is moved or checked out brings its own rules along.
    if (this.#folder.exclusions.forgetFolders(new Set(paths))) await rules.excludeDocumentsAnew();
    const options = { fileSystem, exclusions: this.#folder.exclusions, slice };
    const told = (await lookAt(paths, options)).filter(({ path }) => !onDisk.isBelowLink(path));
    const directories = new Set(told.flatMap(({ path, kind }) => (kind === "directory" ? path : [])));
    const changed = changes.gatherer();
    const sighting = new Sighting();
    const reads = new AtOnce(fileSystem.readsAtOnce);
    const read = async (path: string, taken: MaybePromise<boolean>): Promise<void> => {
      await reads.take(taken, (isOther) => {
        if (isOther) changed.add(path);
      });
      if (!slice.isOver) return;
      changed.tell();
      await slice.pause();
    };
    for (const item of told) {
      if (!isBelow(item.path, (folder) => directories.has(folder))) await read(item.path, this.#take(item));
    }
    for (const directory of directories) {
      for await (const inFolder of discover(fileSystem, this.#folder.exclusions, directory)) {
        for (const found of inFolder) await read(found.path, reading.take(found, sighting));
      }
    }
    await reads.end();
    for (const path of this.#goneWith(told, sighting)) if (reading.forget(path)) changed.add(path);
    changed.tell();
  }

  async #take({ path, kind }: ToldPath): Promise<boolean> {
    const { rules, reading } = this.#parts;
    const { sighting, onDisk } = this.#folder;
    if (kind === "link") {
      sighting?.add(path);
      return reading.skipLink(path);
    }
    if (kind === "missing" || kind === "excluded") return reading.forget(path);
    if (isReadLater(path) && kind !== "directory") {
      return (await rules.excludes(path)) || onDisk.isBelowLink(path)
        ? reading.forget(path)
        : reading.seeOtherText(path);
    }
    return (kind === "file" || kind === "unsure") && isWanted(path) ? reading.fromDisk(path) : false;
  }

  /** What is known of folders that were told of, and is no longer in them. */
  #goneWith(told: readonly ToldPath[], sighting: Sighting): readonly string[] {
    const kinds = new Map(told.map(({ path, kind }) => [path, kind]));
    const isEmptied = (path: string): boolean => ["directory", "missing", "link"].includes(kinds.get(path) ?? "");
    if (![...kinds.keys()].some(isEmptied)) return [];
    return this.#folder.onDisk.paths.filter(
      // The folder itself may have been one that could not be listed, or a link.
      (path) => sighting.lacks(path) && (kinds.get(path) === "directory" || isBelow(path, isEmptied)),
    );
  }
}
