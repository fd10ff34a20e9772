import { inheritanceWith } from "../engine/project/inheritedFields.ts";
import type { SourceModels } from "../engine/project/thirdParty/sourceModels.ts";
import { modelsOfApps } from "../engine/project/thirdParty/installedModels.ts";
import { hasNoEntries, type UnusedEntry, unusedEntries } from "../engine/project/unusedEntries.ts";
import { rules } from "../engine/rules/registry.ts";
import type { WorkspaceProblem } from "./analyse.ts";
import type { FolderState } from "./folderState.ts";
import type { Indexing } from "./indexing.ts";
import type { Judging } from "./judging.ts";
import type { Links } from "./links.ts";

export interface UnusedInPolicyParts {
  readonly folder: FolderState;
  readonly links: Links;
  readonly judging: Judging;
  readonly indexing: Indexing;
  /** Whether the policy is the folder's own. */
  readonly isOwn: boolean;
  /** What was read of packages in an environment. */
  readonly sources: () => SourceModels;
}

/** Entries of the folder's own policy that concern nothing in it, as they were found when something was last told of. */
export class UnusedInPolicy {
  readonly #parts: UnusedInPolicyParts;
  #found: readonly UnusedEntry[] = [];

  constructor(parts: UnusedInPolicyParts) {
    this.#parts = parts;
  }

  get isEmpty(): boolean {
    return this.#found.length === 0;
  }

  /** None as long as the folder, or a file in it, has not been read, nor where the policy has problems. */
  problems(): readonly WorkspaceProblem[] {
    const { path, problems, lineOf } = this.#parts.folder.policyFile.current;
    if (path === null || problems.length > 0) return [];
    return this.#found
      .map(({ section, key, message }) => ({ path, line: lineOf(section, key), message }))
      .sort((a, b) => a.line - b.line);
  }

  /** Tells of the policy where more or less of it has a use than before. */
  check(): void {
    const { folder, indexing } = this.#parts;
    if (indexing.isRunning || folder.isDisposed) return;
    // It is asked for with every key that is hit.
    const unused = hasNoEntries(folder.policy) || !this.#isWhole() ? [] : this.#find();
    const before = this.#found;
    this.#found = unused;
    const { path } = folder.policyFile.current;
    if (path !== null && JSON.stringify(unused) !== JSON.stringify(before)) folder.changes.emit([path], "judgements");
  }

  /** Whether all that the folder's own policy may be about is known. */
  #isWhole(): boolean {
    const { folder, indexing, isOwn } = this.#parts;
    const { onDisk, documents } = folder;
    if (!isOwn || !indexing.isWhole || onDisk.counts(() => true).skipped.length > 0) return false;
    return [...onDisk.results].every(([path, { analysis }]) => analysis !== null || documents.has(path));
  }

  #find(): readonly UnusedEntry[] {
    const { folder, links, judging, sources } = this.#parts;
    return unusedEntries(folder.policy, {
      schemas: judging.analyses().map(({ file }) => file.schema),
      paths: [...folder.onDisk.paths, ...folder.documents.paths],
      ruleIds: rules.map(({ meta }) => meta.id),
      inheritance: inheritanceWith(links.lookup, sources()),
      installed: () => modelsOfApps(folder.project, sources()),
    });
  }
}
