/** The editor suite: the extension in a real VS Code in a headless browser. Ends with `N passed, N failed`. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "./browser.ts";
import { buildSuite } from "./buildSuite.ts";
import { runSuite, startVsCode } from "./launch.ts";
import { checkPanel } from "./panel.ts";
import type { SuiteResult } from "./suite/runSuites.ts";
import { onSuiteLine } from "./suiteLines.ts";
import { temporaryCopy, temporaryFolder } from "./temporaryFolder.ts";
import { takeScreenshots } from "./takeScreenshots.ts";

const SUITE_LIMIT = 180_000;

const launched = await launchBrowser();
if (launched.kind === "none") {
  console.log(`skipped: the editor suite: ${launched.reason}`);
  console.log("0 passed, 0 failed");
  process.exit(0);
}
const { browser } = launched;

const suite = await runInEditor();
const screenshots = await takeScreenshots(browser);
const panel = await checkPanel(browser);
await browser.close();
for (const reason of suite.skipped) console.log(`skipped: ${reason}`);
const passed = suite.passed + screenshots.passed + panel.passed;
const failed = suite.failed + screenshots.failed + panel.failed;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function runInEditor(): Promise<SuiteResult> {
  const resultFile = join(temporaryFolder("suite"), "result.json");
  const folder = temporaryCopy(join(import.meta.dirname, "workspace"), "project");
  const vscode = await startVsCode({
    env: { FIELDGUARD_SUITE_RESULT: resultFile, FIELDGUARD_TEST_PERSON: temporaryFolder("person") },
  });
  const code = await runSuite(browser, vscode.url(folder, { suite: await buildSuite() }), {
    limit: SUITE_LIMIT,
    onLine: (line, page) => void onSuiteLine(line, page),
  });
  const isWhole = code !== null && existsSync(resultFile);
  if (code !== 0) console.log(vscode.logTail());
  vscode.stop();
  if (isWhole) return JSON.parse(readFileSync(resultFile, "utf8")) as SuiteResult;
  console.log(code === null ? "FAILED: the suite did not end in time" : "FAILED: the suite ended without a result");
  return { passed: 0, failed: 1, skipped: [] };
}
