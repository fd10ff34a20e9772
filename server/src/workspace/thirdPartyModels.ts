import type { Project } from "../engine/project/model.ts";
import type { Policy } from "../engine/project/policy/model.ts";
import { type InstalledModel, installedModels } from "../engine/project/thirdParty/installedModels.ts";

/** The models that packages bring into a folder's projects. They are worked out when somebody asks for them. */
export class ThirdPartyModels {
  #known: { readonly project: Project; readonly policy: Policy; readonly models: readonly InstalledModel[] } | null =
    null;

  /** Without those that the folder declares itself: `paths` are those of all its files that declare models. */
  of(project: Project, policy: Policy, paths: readonly string[]): readonly InstalledModel[] {
    if (this.#known?.project !== project || this.#known.policy !== policy)
      this.#known = { project, policy, models: installedModels(project, policy) };
    return this.#known.models.filter(({ path }) => !paths.some((own) => own === path || own.endsWith(`/${path}`)));
  }

  /** To be told when the project's files have changed. Returns whether somebody has asked for what may be different now. */
  forget(): boolean {
    const wasAsked = this.#known !== null;
    this.#known = null;
    return wasAsked;
  }
}
