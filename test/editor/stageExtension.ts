import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import { ROOT } from "./paths.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** The two kinds of extension hosts. */
export type Host = "node" | "web";

/**
 * A copy of the extension with the files that ship and no others, so that one that was forgotten is missed here. With
 * `main` in its manifest VS Code would run the copy for the web in Node, and not say so.
 */
export async function stageExtension(host: Host = "node", root = ROOT): Promise<string> {
  const staged = join(temporaryFolder("extension"), "fieldguard");
  for (const file of await listFiles({ cwd: root, packageManager: PackageManager.None })) {
    cpSync(join(root, file), join(staged, file));
  }
  if (host === "web") {
    const manifest = join(staged, "package.json");
    const { main, extensionKind, ...rest } = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, unknown>;
    if (main === undefined || extensionKind === undefined)
      throw new Error("the manifest has another form than thought");
    writeFileSync(manifest, JSON.stringify(rest));
  }
  return staged;
}
