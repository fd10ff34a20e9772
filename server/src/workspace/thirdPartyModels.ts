import { inheritanceWith, inheritedFromPackages, type InheritedField } from "../engine/project/inheritedFields.ts";
import type { Project } from "../engine/project/model.ts";
import type { Policy } from "../engine/project/policy/model.ts";
import { basesInPackages, type InstalledModel, installedModels } from "../engine/project/thirdParty/installedModels.ts";
import type { SourceModels } from "../engine/project/thirdParty/sourceModels.ts";
import type { EntityLookup } from "../engine/schema/entityLookup.ts";
import type { FileSchema } from "../engine/schema/schema.ts";
import type { FileAnalysis } from "./analyse.ts";
import { isTestPath } from "./testPaths.ts";

/** The models that packages bring into a folder's projects. They are worked out when somebody asks for them. */
export class ThirdPartyModels {
  #known: Known | null = null;
  #inherited: Inherited | null = null;

  /** Without those that the folder declares itself: `analyses` are those of all its files that declare models. */
  of({ project, policy, lookup, sources }: ModelsAround, analyses: readonly FileAnalysis[]): readonly InstalledModel[] {
    if (this.#known?.project !== project || this.#known.policy !== policy || this.#known.sources !== sources)
      this.#known = { project, policy, sources, models: installedModels(project, policy, sources) };
    const before = this.#inherited;
    if (before?.lookup !== lookup || before.policy !== policy || before.sources !== sources)
      this.#inherited = { lookup, policy, sources, byFile: new WeakMap() };
    const { models } = this.#known;
    const { byFile } = this.#inherited!;
    const inheritance = inheritanceWith(lookup, sources);
    // It is asked for with every change of some file: the others are as they were.
    const fieldsIn = ({ schema }: FileAnalysis["file"]): readonly InheritedField[] => {
      const before = byFile.get(schema);
      const fields = before ?? inheritedFromPackages(schema, inheritance, policy);
      if (!before) byFile.set(schema, fields);
      return fields;
    };
    const fields = analyses.flatMap(({ path, file }) => (isTestPath(path) ? [] : fieldsIn(file)));
    return [...models, ...basesInPackages(fields, models, project.packages)].filter(
      (model) => !analyses.some(({ path }) => path === model.path || path.endsWith(`/${model.path}`)),
    );
  }

  /**
   * To be told when the project's files have changed, with what is known of them now. Returns whether somebody has asked for what
   * may be different now.
   */
  forget(project: Project | null): boolean {
    const wasAsked = this.#known !== null && this.#known.project !== project;
    if (wasAsked) this.#known = null;
    return wasAsked;
  }
}

/** What the models of packages follow from. */
export interface ModelsAround {
  readonly project: Project;
  readonly policy: Policy;
  readonly lookup: EntityLookup;
  /** What was read of packages in an environment. */
  readonly sources: SourceModels;
}

interface Known extends Omit<ModelsAround, "lookup"> {
  readonly models: readonly InstalledModel[];
}

/** What models have from bases in packages, for as long as names mean the same. */
interface Inherited extends Omit<ModelsAround, "project"> {
  readonly byFile: WeakMap<FileSchema, readonly InheritedField[]>;
}
