import { fieldsOfModel } from "../engine/project/thirdParty/fieldsOfModel.ts";
import { type InstalledModel, installedModel, modelsOfApps } from "../engine/project/thirdParty/installedModels.ts";
import type { FileAnalysis } from "../workspace/analyse.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { selectInherited, selectInstalled, type SelectedInstalled } from "./selector.ts";

/**
 * Of an installed package's model. One that is not sensitive, or that the policy says so of, is looked for only where no other has the name.
 * @throws UsageError when it means several.
 */
export function installedField(
  workspace: Workspace,
  analyses: readonly FileAnalysis[],
  wanted: string,
): SelectedInstalled | null {
  const { project, policy } = workspace;
  const all = (): readonly InstalledModel[] =>
    modelsOfApps(project, workspace.installed.current).map((model) =>
      installedModel(model, [...fieldsOfModel(model, policy).values()], project.packages),
    );
  return selectInstalled(workspace.installedModels(), analyses, wanted) ?? selectInstalled(all(), analyses, wanted);
}

/**
 * Where a field that the model itself does not declare comes from, and what that means for a change, as the end of a sentence; null where
 * no model has it, or declares it.
 * @throws UsageError when it means several.
 */
export async function declaredElsewhere(
  workspace: Workspace,
  analyses: readonly FileAnalysis[],
  wanted: string,
): Promise<string | null> {
  await workspace.installed.refresh();
  const ofPackage = (distribution: string): string =>
    `is declared by the package ${distribution}, which no fix changes: there is no declaration here`;
  const installed = installedField(workspace, analyses, wanted);
  if (installed) return ofPackage(installed.model.distribution);
  const inherited = selectInherited((children) => workspace.inheritedFields(children), analyses, wanted);
  if (!inherited) return null;
  const { declaredIn, subject } = inherited;
  if (inherited.installed) return ofPackage(inherited.installed.package.distribution);
  return `is inherited: select ${declaredIn.path}::${subject.entity.name}.${subject.field.name}, which all that inherit it share`;
}
