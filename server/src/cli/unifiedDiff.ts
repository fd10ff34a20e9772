import { FILE_HEADERS_ONLY, formatPatch, structuredPatch, type StructuredPatchHunk } from "diff";
import type { ChangedFile } from "./changedFiles.ts";
import { secretLines } from "./secretLines.ts";

/** What `git apply` and `patch -p1` take. Null where that would show a secret which stands right beside a change. */
export function unifiedDiff(files: readonly ChangedFile[]): string | null {
  const patches = files.filter((file) => !isCreatedEmpty(file)).map(patchOf);
  if (patches.includes(null)) return null;
  // At the end, since `git apply` takes what follows such a header for a part of it.
  return [...patches, ...files.filter(isCreatedEmpty).map(({ path }) => creation(path))].join("");
}

function patchOf({ path, before, after }: ChangedFile): string | null {
  const old = before?.text ?? "";
  const patch = structuredPatch(before ? `a/${path}` : "/dev/null", `b/${path}`, old, after, undefined, undefined, {
    context: 3,
  });
  const secret = secretLines(path, old);
  const hunks: StructuredPatchHunk[] = [];
  for (const hunk of patch.hunks) {
    const parts = withoutSecrets(hunk, secret);
    if (!parts) return null;
    hunks.push(...parts);
  }
  return formatPatch({ ...patch, hunks }, FILE_HEADERS_ONLY);
}

/** The hunk in parts, between the lines of context that are secret. Null where there is none that `git apply` takes. */
function withoutSecrets(
  { lines, oldStart, newStart }: StructuredPatchHunk,
  secret: ReadonlySet<number>,
): readonly StructuredPatchHunk[] | null {
  const parts = [{ oldStart, newStart, oldLines: 0, newLines: 0, lines: [] as string[] }];
  let oldLine = oldStart;
  let newLine = newStart;
  let isLeftOut = false;
  for (const line of lines) {
    const isOld = line.startsWith(" ") || line.startsWith("-");
    const isNew = line.startsWith(" ") || line.startsWith("+");
    if (isOld) oldLine++;
    if (isNew) newLine++;
    const part = parts.at(-1)!;
    // What is said of the end of the file belongs to the line before.
    if (isOld || isNew) isLeftOut = isOld && secret.has(oldLine - 1);
    if (!isLeftOut) {
      part.lines.push(line);
      part.oldLines += Number(isOld);
      part.newLines += Number(isNew);
      continue;
    }
    // Without context behind a change, its place is the end of the file.
    if (!isNew || isChange(part.lines.at(-1) ?? "")) return null;
    parts.push({ oldStart: oldLine, newStart: newLine, oldLines: 0, newLines: 0, lines: [] });
  }
  return parts.filter((part) => part.lines.some(isChange));
}

function isChange(line: string): boolean {
  return line.startsWith("+") || line.startsWith("-");
}

function isCreatedEmpty({ before, after }: ChangedFile): boolean {
  return !before && after === "";
}

/** Without a line there is nothing to add: only the header of git says that there is a file. */
function creation(path: string): string {
  return `diff --git a/${path} b/${path}\nnew file mode 100644\nindex 0000000..e69de29\n`;
}
