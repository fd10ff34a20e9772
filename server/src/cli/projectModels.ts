import { appFilesFor } from "../engine/project/appLabel.ts";
import { type ConcreteModel, concreteModels } from "../engine/project/concreteModels.ts";
import { isTestPath } from "../workspace/testPaths.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** The models of a project that Django makes tables for, but for those of tests, with what their fields hold. */
export async function projectModels(workspace: Workspace): Promise<readonly ConcreteModel[]> {
  const analyses = workspace.analyses().filter((analysis) => !isTestPath(analysis.path));
  const labels = new Map<string, string>();
  for (const path of new Set(workspace.analyses().flatMap((analysis) => appFilesFor(analysis.path)))) {
    const text = await workspace.text(path);
    if (text !== null) labels.set(path, text);
  }
  return concreteModels(
    analyses.map(({ file }) => file),
    labels,
    workspace.lookup,
    workspace.policy,
  );
}
