import type { Project } from "../project/model.ts";
import { readSettings } from "../project/settings/readSettings.ts";
import { applyEdits } from "../text/textEdit.ts";
import type { FileChange } from "./model.ts";

/** A project as changes leave it, for a last look at its settings: they are read anew. */
export function projectAfter(project: Project, changes: readonly FileChange[]): Project {
  const texts = new Map(project.texts);
  for (const change of changes) {
    const { path } = change;
    texts.set(path, change.kind === "create" ? change.text : applyEdits(texts.get(path) ?? "", change.edits));
  }
  return { ...project, texts, settings: readSettings(texts) };
}
