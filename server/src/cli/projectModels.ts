import { django } from "../engine/languages/django/django.ts";
import { appFilesFor } from "../engine/project/appLabel.ts";
import { type ConcreteModel, concreteModels } from "../engine/project/concreteModels.ts";
import type { FileAnalysis } from "../workspace/analyse.ts";
import { isTestPath } from "../workspace/testPaths.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** The models of a project that Django makes tables for, but for those of tests, with what their fields hold. */
export async function projectModels(workspace: Workspace): Promise<readonly ConcreteModel[]> {
  const files = declaringFiles(workspace)
    .filter(({ file }) => file.schema.language === django.id)
    .map(({ file }) => file);
  return concreteModels(files, await appFileTexts(workspace), workspace.lookup, workspace.policy);
}

/** What declares something, but for tests. */
export function declaringFiles(workspace: Workspace): readonly FileAnalysis[] {
  return workspace.analyses().filter(({ path }) => !isTestPath(path));
}

/** The texts of the project's `apps.py`, by path, which say how its apps are labelled. */
export async function appFileTexts(workspace: Workspace): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of new Set(workspace.analyses().flatMap((analysis) => appFilesFor(analysis.path)))) {
    const text = await workspace.text(path);
    if (text !== null) texts.set(path, text);
  }
  return texts;
}
