import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./temporaryFolder.ts";

/** A project in Python in which there is nothing to classify. */
export function folderWithoutModels(): string {
  const folder = join(temporaryFolder("workspace"), "tools");
  mkdirSync(folder);
  writeFileSync(join(folder, "tool.py"), "import sys\n\nemail = sys.argv[1]\n");
  return folder;
}
