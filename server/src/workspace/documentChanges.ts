import type { FileAnalysis } from "./analyse.ts";
import { type DiskReading, isReadLater } from "./diskReading.ts";
import { isPolicyPath } from "./folderPolicy.ts";
import type { FolderRules } from "./folderRules.ts";
import type { FolderState } from "./folderState.ts";
import type { Following } from "./following.ts";
import type { Judging } from "./judging.ts";
import { isWanted } from "./knownFiles.ts";

export interface DocumentChangesParts {
  readonly folder: FolderState;
  readonly rules: FolderRules;
  readonly judging: Judging;
  readonly reading: DiskReading;
  readonly following: Following;
  /** Told of each document that is another. */
  readonly onChanged: (path: string) => void;
  /** Whether something beside what a file declares was found in it. */
  readonly isFoundIn: (path: string) => boolean;
}

/** Takes in what happens to the documents that are open in an editor. */
export class DocumentChanges {
  readonly #parts: DocumentChangesParts;
  readonly #folder: FolderState;

  constructor(parts: DocumentChangesParts) {
    this.#parts = parts;
    this.#folder = parts.folder;
  }

  /** From now on the document is the truth for this path, and the disk is not read for it. */
  async set(path: string, version: number, text: string): Promise<void> {
    const { reading, following, onChanged } = this.#parts;
    const { documents, onDisk, changes } = this.#folder;
    const wasTold = this.#isTold(path);
    // What the walk came by is not excluded.
    const isIncluded = !documents.has(path) && onDisk.has(path);
    documents.set(path, version, text);
    if (isIncluded) documents.setExcluded(path, false);
    reading.overtake(path);
    onChanged(path);
    if (onDisk.isProjectFile(path)) this.#folder.forgetProject();
    if (wasTold || this.#isTold(path)) changes.emit([path]);
    if (isPolicyPath(path)) await following.policy();
    if (onDisk.isProjectFile(path)) await following.declarations();
    if (!(isWanted(path) || isReadLater(path)) || documents.isExcluded(path) !== undefined) return;
    await this.analysis(path);
    // From here on it is among the analyses.
    if (this.#isTold(path)) changes.emit([path]);
  }

  /** Hands the path back to the disk. */
  async close(path: string): Promise<void> {
    const { reading, following, onChanged } = this.#parts;
    const { documents, onDisk, changes } = this.#folder;
    const wasTold = this.#isTold(path);
    if (!documents.close(path)) return;
    onChanged(path);
    if (onDisk.isProjectFile(path)) this.#folder.forgetProject();
    const isTold = isWanted(path) && (await reading.fromDisk(path));
    if (wasTold || isTold) changes.emit([path]);
    if (isPolicyPath(path)) await following.policy();
    if (onDisk.isProjectFile(path)) await following.declarations();
  }

  /** What is known of one file, read now if need be; null when it declares nothing or is excluded. */
  async analysis(path: string): Promise<FileAnalysis | null> {
    const { rules, reading, judging } = this.#parts;
    const { documents, onDisk, changes } = this.#folder;
    await rules.whenStarted();
    if (!documents.has(path)) {
      const isUnread = !onDisk.has(path) && isWanted(path);
      if (isUnread && (await reading.fromDisk(path))) changes.emit([path]);
      return onDisk.results.get(path)?.analysis ?? null;
    }
    const isExcluded = documents.isExcluded(path) ?? (await rules.excludes(path));
    const document = documents.get(path);
    // It may have been closed while we looked.
    if (!document) return this.analysis(path);
    return isExcluded ? null : judging.document(path, document).analysis;
  }

  /** Whether there is something to tell of a file. */
  #isTold(path: string): boolean {
    const { judging, isFoundIn } = this.#parts;
    if (isFoundIn(path)) return true;
    const known = judging.known(path);
    return known !== null && (known.analysis !== null || known.problems.length > 0);
  }
}
