import { type UserModels, userModelsIn } from "../engine/project/userModel.ts";
import type { DiskReading } from "./diskReading.ts";
import type { FolderState } from "./folderState.ts";
import type { Judging } from "./judging.ts";
import { limitsOf } from "./limits.ts";
import { ofDeployments, rememberDeployments } from "./settingsFindings.ts";
import type { SummaryCache } from "./summaryCache.ts";
import type { ThirdPartyModels } from "./thirdPartyModels.ts";
import type { Project } from "../engine/project/model.ts";

export interface FollowingParts {
  readonly folder: FolderState;
  readonly judging: Judging;
  readonly reading: DiskReading;
  readonly thirdParty: ThirdPartyModels;
  /** Reads the whole folder anew. */
  readonly index: () => Promise<void>;
  /** Whether entries of the policy are known to concern nothing. */
  readonly hasUnused: () => boolean;
  /** Looks at what is wrong with the settings. */
  readonly checkSettings: () => void;
}

/** Follows what the few files say that describe a project: its settings, its policy, and what it declares for other tools. */
export class Following {
  readonly #parts: FollowingParts;
  readonly #folder: FolderState;
  /** The last project whose settings were followed to all that they lead to. */
  #followed: Project | null = null;

  constructor(parts: FollowingParts) {
    this.#parts = parts;
    this.#folder = parts.folder;
  }

  /** Kept with what was read: to find them takes longer than to know the files again. */
  userModels(): UserModels {
    const { project, filling } = this.#folder;
    const { texts, settings } = project;
    const kept = filling?.userModelsOf(texts);
    if (kept) return kept;
    const found = userModelsIn(settings);
    filling?.takeUserModels(texts, found);
    return found;
  }

  /** Kept as these are: settings are evaluated for what is found in them. */
  recallDeployments(cache: SummaryCache): void {
    const { policy, project } = this.#folder;
    const kept = cache.deploymentsOf(project.texts, policy);
    if (kept) rememberDeployments(project, policy, kept);
    else cache.takeDeployments(project.texts, policy, ofDeployments(project, policy));
  }

  /** Reads what settings lead to, and what that leads to, where it was not known yet to be of the project. */
  async settings(cache: SummaryCache | null = null): Promise<void> {
    const folder = this.#folder;
    if (folder.knownProject !== null && folder.knownProject === this.#followed) return;
    if (cache && (await this.#settingsAsBefore(cache))) return;
    while (!folder.isDisposed) {
      const { project } = folder;
      const before = this.#projectPaths();
      const places = project.settings.placesLedTo();
      await this.#leadTo(places, cache);
      if (folder.knownProject === project && this.#projectPaths() === before) {
        this.#followed = project;
        cache?.takePlacesLedTo(project.texts, places);
        return;
      }
      folder.forgetProject();
    }
  }

  /** To where they led the last time, without a look into them. Returns false where they may lead elsewhere now. */
  async #settingsAsBefore(cache: SummaryCache): Promise<boolean> {
    const folder = this.#folder;
    const places = cache.placesLedTo;
    await this.#leadTo(places, cache);
    folder.forgetProject();
    if (cache.leadsAsBefore(folder.project.texts)) {
      this.#followed = folder.project;
      return true;
    }
    // What only the settings of then led to must not speak for those of now.
    folder.onDisk.leadTo(new Set());
    folder.forgetProject();
    return false;
  }

  async #leadTo(places: ReadonlySet<string>, cache: SummaryCache | null): Promise<void> {
    const { onDisk, documents } = this.#folder;
    onDisk.leadTo(places);
    for (const path of onDisk.unreadLedTo) {
      if (!documents.has(path)) await this.#parts.reading.included(path, cache);
    }
  }

  #projectPaths(): string {
    return [...this.#folder.projectTexts().keys()].sort().join("\n");
  }

  /** Looks at what the project's files declare now. Whatever a reading of the folder comes by waits for its end. */
  async declarations(): Promise<void> {
    const { thirdParty, judging, checkSettings } = this.#parts;
    const folder = this.#folder;
    if (folder.sighting === null) await this.settings();
    if (thirdParty.forget(folder.knownProject)) folder.changes.emit([]);
    if (folder.sighting === null && folder.declarations.update(folder.project.texts)) await judging.reevaluate();
    checkSettings();
  }

  /** Looks at the policy once more. */
  async policy(): Promise<void> {
    const { judging, index, hasUnused } = this.#parts;
    const { policyFile, documents, changes } = this.#folder;
    const before = await policyFile.read();
    const { policy, path, problems } = policyFile.current;
    const excludesOthers =
      policy.exclude.join("\n") !== before.policy.exclude.join("\n") ||
      JSON.stringify(limitsOf(policy)) !== JSON.stringify(limitsOf(before.policy));
    if (excludesOthers) {
      documents.forgetAnalyses();
      changes.emit(documents.paths, "rules");
      await index();
    } else if (policy !== before.policy) {
      await judging.reevaluate();
    }
    // A pattern may be wrong, and an entry without use stand in another line.
    if (excludesOthers || path !== before.path || problems.length + before.problems.length > 0 || hasUnused()) {
      changes.emit(
        [path, before.path].filter((item) => item !== null),
        "judgements",
      );
    }
  }
}
