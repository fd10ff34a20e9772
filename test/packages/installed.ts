/** The packed extension, installed in a real VS Code: it starts, and diagnostics arrive. `npm run package` first. */
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { launchBrowser } from "../editor/browser.ts";
import { buildSuite } from "../editor/buildSuite.ts";
import { runSuite, startVsCode } from "../editor/launch.ts";
import type { SuiteResult } from "../editor/suite/runSuites.ts";
import { onSuiteLine } from "../editor/suiteLines.ts";
import { temporaryCopy, temporaryFolder } from "../editor/temporaryFolder.ts";

const launched = await launchBrowser();
if (launched.kind === "none") {
  console.log(`skipped: the packed extension in VS Code: ${launched.reason}`);
  console.log("0 passed, 0 failed");
  process.exit(0);
}

const resultFile = join(temporaryFolder("suite"), "result.json");
const vscode = await startVsCode({
  vsix: resolve(globSync("packages/*.vsix")[0]!),
  extension: emptyExtension(),
  env: { FIELDGUARD_SUITE_RESULT: resultFile },
});
const folder = temporaryCopy(resolve("test/editor/workspace"), "project");
const suite = await buildSuite(resolve("test/packages/installedSuite.ts"));
const code = await runSuite(launched.browser, vscode.url(folder, { suite }), {
  limit: 120_000,
  onLine: (line, page) => void onSuiteLine(line, page, dirname(vscode.extension)),
});
if (code !== 0) console.log(vscode.logTail());
vscode.stop();
await launched.browser.close();
const { passed, failed } = existsSync(resultFile)
  ? (JSON.parse(readFileSync(resultFile, "utf8")) as SuiteResult)
  : { passed: 0, failed: 1 };
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || code !== 0 ? 1 : 0);

/** A suite is run only beside an extension under development; this one does nothing. */
function emptyExtension(): string {
  const extension = temporaryFolder("empty-extension");
  const manifest = { name: "empty", publisher: "test", version: "0.0.1", engines: { vscode: "*" } };
  writeFileSync(join(extension, "package.json"), JSON.stringify(manifest));
  return extension;
}
