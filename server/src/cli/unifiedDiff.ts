import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import type { ChangedFile } from "./changedFiles.ts";

/** What `git apply` and `patch -p1` take. */
export function unifiedDiff(files: readonly ChangedFile[]): string {
  const patches = files.filter((file) => !isCreatedEmpty(file)).map(patchOf);
  // At the end, since `git apply` takes what follows such a header for a part of it.
  return [...patches, ...files.filter(isCreatedEmpty).map(({ path }) => creation(path))].join("");
}

function patchOf({ path, before, after }: ChangedFile): string {
  return createTwoFilesPatch(
    before ? `a/${path}` : "/dev/null",
    `b/${path}`,
    before?.text ?? "",
    after,
    undefined,
    undefined,
    { context: 3, headerOptions: FILE_HEADERS_ONLY },
  );
}

function isCreatedEmpty({ before, after }: ChangedFile): boolean {
  return !before && after === "";
}

/** Without a line there is nothing to add: only the header of git says that there is a file. */
function creation(path: string): string {
  return `diff --git a/${path} b/${path}\nnew file mode 100644\nindex 0000000..e69de29\n`;
}
