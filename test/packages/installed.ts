/** The packed extension in a real VS Code: it starts, also where it is not trusted. `npm run package` first. */
import { globSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { launchBrowser } from "../editor/browser.ts";
import { buildSuite, buildWebSuite } from "../editor/buildSuite.ts";
import { startVsCode, type VsCodeOptions } from "../editor/launch.ts";
import { SAMPLE } from "../editor/paths.ts";
import { runInWindow } from "../editor/runInWindow.ts";
import { stageExtension } from "../editor/stageExtension.ts";
import { temporaryCopy, temporaryFolder } from "../editor/temporaryFolder.ts";
import { exitWhenWritten } from "../support/exitWhenWritten.ts";

const launched = await launchBrowser();
if (launched.kind === "none") {
  console.log(`skipped: the packed extension in VS Code: ${launched.reason}`);
  console.log("0 passed, 0 failed");
  process.exit(0);
}
const { browser } = launched;

const total = { passed: 0, failed: 0 };
const skipped: string[] = [];

const [vsix] = globSync("packages/*.vsix").map((path) => resolve(path));
const workspace = resolve("test/editor/workspace");
const packedSuite = resolve("test/packages/installedSuite.ts");
const untrustedSuite = resolve("test/editor/suite/untrusted.ts");
const virtualSuite = resolve("test/editor/suite/virtual.ts");
const asInstalled = { vsix: vsix!, extension: emptyExtension() };
await run(packedSuite, temporaryCopy(workspace, "project"), asInstalled);
// VS Code never switches off an extension under development: what a manifest says of trust and of workspaces on no disk
// counts for an installed one.
await run(untrustedSuite, temporaryCopy(SAMPLE, "shop"), { ...asInstalled, workspaceTrust: true });
await run(virtualSuite, workspaceOnNoDisk(), asInstalled);
// Nothing is installed into a browser's host from a file: there what was packed is tried under development.
await run(packedSuite, temporaryCopy(workspace, "project"), { extension: await stageExtension("web", resolve("packages/vsix")), host: "web" });

await browser.close();
for (const reason of skipped) console.log(`skipped: ${reason}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
await exitWhenWritten(total.failed > 0 ? 1 : 0);

async function run(entry: string, opened: string, options: VsCodeOptions): Promise<void> {
  const vscode = await startVsCode(options);
  const suite = await (options.host === "web" ? buildWebSuite(entry, vscode.extension) : buildSuite(entry));
  const url = vscode.url(opened, { suite });
  const result = await runInWindow(browser, { vscode, url });
  vscode.stop();
  total.passed += result.passed;
  total.failed += result.failed;
  skipped.push(...result.skipped);
}

function workspaceOnNoDisk(): string {
  const file = join(temporaryFolder("workspaces"), "loans.code-workspace");
  writeFileSync(file, JSON.stringify({ folders: [{ uri: "memory:/loans" }] }));
  return file;
}

/** A suite is run only beside an extension under development; this one does nothing. */
function emptyExtension(): string {
  const extension = temporaryFolder("empty-extension");
  const manifest = { name: "empty", publisher: "test", version: "0.0.1", engines: { vscode: "*" } };
  writeFileSync(join(extension, "package.json"), JSON.stringify(manifest));
  return extension;
}
