import { Exclusions, type LeftAlone } from "./exclusions.ts";
import type { FolderState } from "./folderState.ts";
import type { Links } from "./links.ts";
import type { LoadedPolicy } from "./policyFile.ts";
import type { MaybePromise } from "./ports.ts";

/** The policy of a folder, what it has accepted, and what is excluded by it and by all else. */
export class FolderRules {
  readonly #folder: FolderState;
  readonly #links: Links;
  readonly #leftAlone: () => MaybePromise<LeftAlone>;
  /** The first look at them: before it, nothing can be said about any file. */
  #started: Promise<unknown> | null = null;

  /** `leftAlone`: asked before each reading of the folder. */
  constructor(folder: FolderState, links: Links, leftAlone: () => MaybePromise<LeftAlone>) {
    this.#folder = folder;
    this.#links = links;
    this.#leftAlone = leftAlone;
  }

  /** Whether somebody has looked at them, or begun to. */
  get isStarted(): boolean {
    return this.#started !== null;
  }

  /** Resolves when they have been read once. */
  async whenStarted(): Promise<void> {
    await (this.#started ??= this.#read());
  }

  /** Reads them as they are now. Returns the policy that was in force before. */
  readAnew(): Promise<LoadedPolicy> {
    const reading = this.#read();
    this.#started = reading;
    return reading;
  }

  async #read(): Promise<LoadedPolicy> {
    const folder = this.#folder;
    const before = await folder.policyFile.read();
    await folder.baseline.read();
    const leftAlone = await this.#leftAlone();
    folder.exclusions = new Exclusions(folder.fileSystem, folder.policy.exclude, leftAlone);
    return before;
  }

  /** By the rules as they are when the answer is there. */
  async excludes(path: string): Promise<boolean> {
    const folder = this.#folder;
    for (;;) {
      const { exclusions } = folder;
      const isExcluded = await exclusions.excludes(path);
      if (exclusions !== folder.exclusions) continue;
      folder.documents.setExcluded(path, isExcluded);
      return isExcluded;
    }
  }

  /** Looks at the open documents by the rules of now. */
  async excludeDocumentsAnew(): Promise<void> {
    const { exclusions, documents, changes } = this.#folder;
    const changed: string[] = [];
    for (const path of documents.paths) {
      const isExcluded = await exclusions.excludes(path);
      // Whoever has put others in their place looks again.
      if (exclusions !== this.#folder.exclusions) break;
      if (!documents.setExcluded(path, isExcluded)) continue;
      documents.forgetAnalyses([path]);
      if (isExcluded) this.#links.forget(path);
      changed.push(path);
    }
    if (changed.length > 0) changes.emit(changed, "judgements");
  }
}
