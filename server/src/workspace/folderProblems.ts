import type { WorkspaceProblem } from "./analyse.ts";
import type { FolderState } from "./folderState.ts";
import { byPath } from "./knownFiles.ts";

/** What could not be read of a folder, or only in part. */
export function folderProblems({
  policyFile,
  baseline,
  exclusions,
  documents,
  onDisk,
}: FolderState): readonly WorkspaceProblem[] {
  const { path: policyPath, problems } = policyFile.current;
  const wrongPatterns = exclusions.wrongPatterns.map((pattern) => ({
    path: policyPath ?? "",
    line: 1,
    message: `\`exclude\`: the pattern \`${pattern}\` cannot be used`,
  }));
  const { wrongIgnores } = exclusions;
  const open = [...documents.entries].flatMap(([, { analysed }]) => analysed?.problems ?? []);
  const closed = [...onDisk.results].flatMap(([path, analysed]) => (documents.has(path) ? [] : analysed.problems));
  return [...problems, ...wrongPatterns, ...baseline.problems, ...[...wrongIgnores, ...open, ...closed].sort(byPath)];
}
