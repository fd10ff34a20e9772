import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import type { ChangedFile } from "./changedFiles.ts";

/** What `git apply` and `patch -p1` take. */
export function unifiedDiff(files: readonly ChangedFile[]): string {
  return files
    .map(({ path, before, after }) =>
      createTwoFilesPatch(
        before ? `a/${path}` : "/dev/null",
        `b/${path}`,
        before?.text ?? "",
        after,
        undefined,
        undefined,
        {
          context: 3,
          headerOptions: FILE_HEADERS_ONLY,
        },
      ),
    )
    .join("");
}
