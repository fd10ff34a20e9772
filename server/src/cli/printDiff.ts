import type { ChangedFile } from "./changedFiles.ts";
import type { Terminal } from "./terminal.ts";
import { unifiedDiff } from "./unifiedDiff.ts";

/** Shows what would change; of files with secrets right beside the changes, or in them, the paths alone. */
export function printDiff(
  terminal: Terminal,
  files: readonly ChangedFile[],
  { holdsSecret }: { readonly holdsSecret: boolean } = { holdsSecret: false },
): void {
  const diff = holdsSecret ? null : unifiedDiff(files);
  if (diff !== null) {
    terminal.print(diff);
    return;
  }
  for (const { path, before } of files) terminal.print(`${before ? "changes" : "creates"} ${path}\n`);
  const why = holdsSecret ? "The changes hold a key" : "Right beside the changes stands what looks like a secret";
  terminal.note(`note: ${why}, so that no diff is shown. --write makes them.`);
}
