import { rowFormatOf } from "../engine/languages/data/dataFiles.ts";
import { isOtherText } from "../engine/languages/django/uses/readUses.ts";
import { languageOf } from "../engine/languages/registry.ts";
import { mayHoldSecrets } from "../engine/project/secrets/secretFiles.ts";
import { type ModuleNames, readModuleNames } from "../engine/project/moduleIndex.ts";
import { analyseDecided, type AnalysedText, type ReadText, readText } from "./analyse.ts";
import { answeredAnew, isOutdated } from "./askedNames.ts";
import { decode } from "./decode.ts";
import type { Discovered } from "./discovery.ts";
import type { FolderRules } from "./folderRules.ts";
import type { FolderState } from "./folderState.ts";
import type { Judging } from "./judging.ts";
import { isWanted } from "./knownFiles.ts";
import { ROOM_BYTES, tooLarge, tooMany } from "./limits.ts";
import type { Links } from "./links.ts";
import type { MaybePromise, ReadResult } from "./ports.ts";
import type { Sighting } from "./sighting.ts";
import type { Recalled, SummaryCache } from "./summaryCache.ts";
import { TimeSlice } from "./timeSlice.ts";

/** How the folder itself is called where paths of files stand. */
export const WHOLE_FOLDER = ".";

export interface DiskReadingParts {
  readonly folder: FolderState;
  readonly links: Links;
  readonly rules: FolderRules;
  readonly judging: Judging;
  /** Told of each file that is another, or gone. */
  readonly onChanged: (path: string) => void;
}

/** Takes in files as they are on disk, or as they were when the cache was written. What takes in a file says whether anything is different now. */
export class DiskReading {
  readonly #parts: DiskReadingParts;
  readonly #folder: FolderState;
  /** The newest read of a path that is under way; an older one must not overwrite it. */
  readonly #reads = new Map<string, symbol>();
  readonly #room = new Uint8Array(ROOM_BYTES);

  constructor(parts: DiskReadingParts) {
    this.#parts = parts;
    this.#folder = parts.folder;
  }

  /**
   * Takes in what a walk came by. `cache` is for a walk through the whole folder: what somebody told of has changed.
   */
  take(found: Discovered, sighting: Sighting, cache: SummaryCache | null = null): MaybePromise<boolean> {
    const { kind, path } = found;
    if (kind === "file" && !isWanted(path) && !isReadLater(path)) return false;
    sighting.note(found);
    if (this.#folder.sighting !== sighting) this.#folder.sighting?.note(found);
    if (kind === "unlisted")
      return this.#skip(path === "" ? WHOLE_FOLDER : path, `the folder cannot be listed: ${found.reason}`);
    if (kind === "link") return this.skipLink(path);
    if (!isWanted(path)) return this.seeOtherText(path);
    if (languageOf(path) && sighting.size > this.#folder.limits.files) return this.#leaveOut(path, sighting);
    return this.included(path, cache);
  }

  /** One file more than are to be read. */
  #leaveOut(path: string, sighting: Sighting): boolean {
    const known = this.forget(path);
    for (const each of new Set([sighting, this.#folder.sighting])) each?.add(WHOLE_FOLDER);
    this.#skip(WHOLE_FOLDER, tooMany(this.#folder.limits));
    return known;
  }

  /** It is read when somebody asks for the uses of fields. Nothing else is told of it. */
  seeOtherText(path: string): boolean {
    this.#folder.onDisk.seeOtherText(path);
    this.#parts.onChanged(path);
    return false;
  }

  async fromDisk(path: string): Promise<boolean> {
    if ((await this.#parts.rules.excludes(path)) || this.#folder.onDisk.isBelowLink(path)) return this.forget(path);
    return this.included(path);
  }

  /** A file of which is known that it is not excluded. */
  included(path: string, cache: SummaryCache | null = null): MaybePromise<boolean> {
    const { documents, onDisk, filling, sighting } = this.#folder;
    if (documents.has(path)) {
      sighting?.add(path);
      onDisk.see(path);
      return false;
    }
    // Before the file is read: what changes it later changes the stamp.
    const stamp = filling?.stampOf(path) ?? null;
    if (stamp === null) this.#folder.stamps?.delete(path);
    else this.#folder.stamps?.set(path, stamp);
    if (cache && !onDisk.isProjectFile(path)) {
      const isAsBefore = this.#isMarked(path, stamp);
      const recalled = isAsBefore ? null : this.#inTime(path, cache.recall(path, stamp));
      if (isAsBefore || recalled) {
        this.#reads.delete(path);
        sighting?.add(path);
        return recalled ? this.#keep(path, "", () => recalled) : false;
      }
    }
    const read = Symbol(path);
    this.#reads.set(path, read);
    const taken = (file: ReadResult): boolean => {
      if (this.#reads.get(path) !== read) return false;
      this.#reads.delete(path);
      if (file.kind === "missing") return this.forget(path);
      this.#folder.sighting?.add(path);
      if (file.kind === "bytes" && file.isLinked) return this.skipLink(path);
      if (onDisk.isProjectFile(path)) this.#folder.forgetProject();
      return this.#store(path, file, stamp, cache);
    };
    // Of what is there at once nothing but its text is kept.
    const file = this.#folder.fileSystem.readFile(path, this.#folder.limits.fileBytes, this.#room);
    return file instanceof Promise ? file.then(taken) : taken(file);
  }

  /** What is read of it now must not be taken in: a document has taken its place. */
  overtake(path: string): void {
    this.#reads.delete(path);
  }

  /** Whether the file is still the one that was read last, and nothing that it was decided by has changed. */
  #isMarked(path: string, stamp: string | null): boolean {
    const known = this.#folder.onDisk.results.get(path);
    if (stamp === null || known?.mark?.stamp !== stamp || !this.#parts.judging.isCurrent(known)) return false;
    this.#folder.filling?.mark(path, known.mark);
    return true;
  }

  /** Unless names of others mean something else by now. */
  #inTime(path: string, recalled: Recalled | undefined): Recalled | null {
    if (!recalled) return null;
    const { links } = this.#parts;
    return links.isLinked && isOutdated(path, recalled.summary, links.others) ? null : recalled;
  }

  #store(
    path: string,
    file: Exclude<ReadResult, { kind: "missing" }>,
    stamp: string | null,
    cache: SummaryCache | null,
  ): boolean {
    if (file.kind === "too large") return this.#skip(path, tooLarge(this.#folder.limits));
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
    this.#folder.onDisk.results.set(path, { analysis: null, problems: [{ path, line: 1, message: decoded.reason }] });
    return changed;
  }

  /** By what the names of other files mean now. */
  #readByOthers(path: string, text: string, stamp: string | null, bytes: Uint8Array): Recalled {
    const summary = readText(path, text, this.#parts.links.others);
    this.#folder.filling?.take(path, stamp, bytes, summary);
    return { summary, decided: null };
  }

  #keep(path: string, text: string, read: () => Recalled): boolean {
    const { links, judging, onChanged } = this.#parts;
    const { policy } = this.#folder;
    onChanged(path);
    let meant: string | undefined;
    const analysed = judging.guarded(path, () => {
      const { summary, decided } = read();
      if (decided?.by.policy !== policy) return this.#judgeRead(path, summary);
      meant = decided.meant;
      return { ...analyseDecided(summary, decided.file, policy), decidedBy: decided.by };
    });
    links.declares(path, analysed.analysis?.file.schema ?? null, analysed.asking, meant);
    const mark = this.#folder.filling?.markOf(path);
    return this.#folder.onDisk.store(path, text, mark ? { ...analysed, mark } : analysed);
  }

  #judgeRead(path: string, summary: ReadText): AnalysedText {
    const { links, judging } = this.#parts;
    // What was decided another time was decided by what this file declared then.
    const before = links.isLinked ? null : this.#folder.filling?.before(path);
    if (before) links.restore(path, before);
    return judging.onDisk(summary);
  }

  #skip(path: string, reason: string): boolean {
    this.#parts.onChanged(path);
    this.#unlink(path);
    return this.#folder.onDisk.skip(path, reason);
  }

  skipLink(path: string): boolean {
    this.#unlink(path);
    return this.#folder.onDisk.skipLink(path);
  }

  forget(path: string): boolean {
    const { onDisk } = this.#folder;
    this.#parts.onChanged(path);
    if (onDisk.isProjectFile(path)) this.#folder.forgetProject();
    this.#unlink(path);
    return onDisk.forget(path);
  }

  #unlink(path: string): void {
    this.#folder.filling?.unmark(path);
    if (!this.#folder.documents.has(path)) this.#parts.links.forget(path);
  }

  /** What a file that declares nothing is as a module; null when it is gone or is no text. */
  async namesOf(path: string): Promise<ModuleNames | null> {
    const { documents, filling } = this.#folder;
    const cache = documents.has(path) ? null : filling;
    const kept = cache?.namesOf(path);
    if (kept) return kept;
    const stamp = cache?.stampOf(path) ?? null;
    const text = await this.#folder.text(path);
    if (text === null) return null;
    const names = readModuleNames(path, text);
    if (!documents.has(path)) cache?.takeNames(path, stamp, names);
    return names;
  }

  /** Because names of other files mean something else: from the schemas where that will do, else from the texts. */
  async readAnew(paths: Iterable<string>): Promise<void> {
    const { clock, changes } = this.#folder;
    const slice = new TimeSlice(clock);
    const changed = changes.gatherer();
    for (const path of paths) {
      if (await this.#readFileAnew(path)) changed.add(path);
      if (slice.isOver) await slice.pause();
    }
    changed.tell();
  }

  async #readFileAnew(path: string): Promise<boolean> {
    const { documents, onDisk } = this.#folder;
    const { links, judging } = this.#parts;
    if (documents.has(path)) {
      documents.forgetAnalyses([path]);
      return judging.known(path) !== null;
    }
    const before = onDisk.results.get(path);
    const schema = before?.analysis ? answeredAnew(before.analysis.file.schema, links.others) : null;
    if (!before || !schema) return this.included(path);
    const after = judging.schema(before, schema);
    judging.declares(path, after);
    onDisk.results.set(path, after);
    return true;
  }
}

/** Whether a file declares nothing, and is read when somebody asks for uses of fields, or for values. */
export function isReadLater(path: string): boolean {
  return isOtherText(path) || rowFormatOf(path) !== null || (mayHoldSecrets(path) && !isWanted(path));
}
