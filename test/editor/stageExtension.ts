import { cpSync } from "node:fs";
import { join } from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import { ROOT } from "./paths.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** A copy of the extension with the files that ship and no others, so that one that was forgotten is missed here. */
export async function stageExtension(): Promise<string> {
  const staged = join(temporaryFolder("extension"), "fieldguard");
  for (const file of await listFiles({ cwd: ROOT, packageManager: PackageManager.None })) {
    cpSync(join(ROOT, file), join(staged, file));
  }
  return staged;
}
