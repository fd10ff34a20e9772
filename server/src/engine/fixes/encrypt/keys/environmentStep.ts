import { environmentFileKind } from "../../../project/keys/environmentFiles.ts";
import { ENCRYPTION_KEYS, type KeySetting } from "../../../project/keys/publicKey.ts";
import type { Project } from "../../../project/model.ts";
import type { TextEdit } from "../../../text/textEdit.ts";
import { inSequence } from "../../inSequence.ts";
import type { FileChange } from "../../model.ts";
import type { StepAndNotes } from "../keySettings.ts";
import { exampleFileEdits } from "./exampleFile.ts";
import { iniFileEdits } from "./iniFile.ts";
import { type KeyRuns, keyRuns } from "./keyRuns.ts";
import { composeFileEdits, environmentFilesOf, gitlabEdits, isUnreadable, workflowEdits } from "./yamlFiles.ts";

/** Tells all files of the project that give variables to it of the new ones. What cannot be edited for certain becomes a note. */
export function environmentStep(project: Project, keys: readonly KeySetting[] = [ENCRYPTION_KEYS]): StepAndNotes {
  const all = keys.map((each) => keyRuns(project, each)).filter((runs) => runs !== null);
  const names = all.map(({ setting }) => `\`${setting.name}\``).join(" and ");
  const changes: FileChange[] = [];
  const notes: string[] = [];
  const outside = new Map<string, string>();
  for (const [path, text] of project.texts) {
    const edits = inSequence(
      text,
      all.map((runs) => (current) => editsOf(path, current, runs)),
    );
    if (edits === null)
      notes.push(`Give ${names} to what \`${path}\` runs, which is written in a way that is not edited here.`);
    else if (edits.length > 0) changes.push({ kind: "edit", path, edits });
    if (environmentFileKind(path) !== "compose") continue;
    for (const file of all.flatMap((runs) => environmentFilesOf(path, text, runs))) outside.set(file, path);
  }
  for (const [file, path] of outside)
    notes.push(`Put ${names} into \`${file}\` as well, which \`${path}\` gives to its services.`);
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { step: changes.length > 0 ? { label: "Environment", changes } : null, notes };
}

/** Null where something has to be done by hand. */
function editsOf(path: string, text: string, runs: KeyRuns): readonly TextEdit[] | null {
  const kind = environmentFileKind(path);
  if (/\.ya?ml$/.test(path) && kind !== null && isUnreadable(text, runs)) return null;
  switch (kind) {
    case "example":
      return exampleFileEdits(text, runs);
    case "ini":
      return iniFileEdits(text, runs);
    case "compose":
      return orNull(composeFileEdits(text, runs));
    case "github":
      return orNull(workflowEdits(text, runs));
    case "gitlab":
      return orNull(gitlabEdits(text, runs));
    default:
      return [];
  }
}

function orNull(result: ReturnType<typeof composeFileEdits>): readonly TextEdit[] | null {
  return "because" in result ? null : result;
}
