/**
 * The editor suites: the extension in a real VS Code in a headless browser, once in each kind of extension host. Ends with
 * `N passed, N failed`.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { exitWhenWritten } from "../support/exitWhenWritten.ts";
import { launchBrowser } from "./browser.ts";
import { buildSuite, buildWebSuite } from "./buildSuite.ts";
import { folderWithoutModels } from "./folderWithoutModels.ts";
import { startVsCode, type VsCode } from "./launch.ts";
import { checkPanel } from "./panel.ts";
import { ROOT, SAMPLE } from "./paths.ts";
import { runInWindow, type SuiteRun } from "./runInWindow.ts";
import type { Host } from "./stageExtension.ts";
import { temporaryCopy, temporaryFolder } from "./temporaryFolder.ts";
import { LOOKS, takeScreenshots } from "./takeScreenshots.ts";

/** Modules of the suite, each for another kind of window. */
type SuiteName = "index" | "emptyWindow" | "multiRoot" | "nothingToShow" | "untrusted";

/** What a window of each suite is opened with: a folder, a file of a workspace, or nothing. */
const WINDOWS: Readonly<Record<SuiteName, () => string | null>> = {
  index: () => temporaryCopy(join(import.meta.dirname, "workspace"), "project"),
  multiRoot,
  emptyWindow: () => null,
  nothingToShow: folderWithoutModels,
  untrusted: () => temporaryCopy(SAMPLE, "shop"),
};

const launched = await launchBrowser();
if (launched.kind === "none") {
  console.log(`skipped: the editor suite: ${launched.reason}`);
  console.log("0 passed, 0 failed");
  process.exit(0);
}
const { browser } = launched;

const total = { passed: 0, failed: 0 };
const skipped: string[] = [];
let reopened = 0;
/** The report on the sample, by who made it. */
const reports = new Map<string, unknown>();

for (const host of ["node", "web"] as const) await runHost(host);
sameReports();
// The other pictures differ in colours alone: they are for people to look at.
count(await takeScreenshots(browser, LOOKS.slice(0, 1)));
count(await checkPanel(browser));
await browser.close();
if (reopened > 0) console.log(`VS Code opened ${reopened} windows otherwise than asked; they were opened again`);
for (const reason of skipped) console.log(`skipped: ${reason}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
await exitWhenWritten(total.failed > 0 ? 1 : 0);

/** Each suite in a window of its own; those that may share a server do. */
async function runHost(host: Host): Promise<void> {
  const before = { ...total };
  const env = { FIELDGUARD_TEST_PERSON: "1" };
  const trusting = await startVsCode({ host, env });
  for (const name of ["index", "multiRoot", "emptyWindow", "nothingToShow"] as const) {
    count(await runNamed(trusting, name, host));
  }
  trusting.stop();
  const asking = await startVsCode({ host, env, workspaceTrust: true });
  count(await runNamed(asking, "untrusted", host));
  asking.stop();
  const names = { node: "Node", web: "web" };
  const [passed, failed] = [total.passed - before.passed, total.failed - before.failed];
  console.log(`  in the ${names[host]} extension host: ${passed} ok, ${failed} not ok`);
}

async function runNamed(vscode: VsCode, name: SuiteName, host: Host): Promise<SuiteRun> {
  console.log(`  --- ${name}, ${host} ---`);
  const entry = join(import.meta.dirname, "suite", `${name}.ts`);
  const suite = await (host === "node" ? buildSuite(entry) : buildWebSuite(entry, vscode.extension));
  return runInWindow(browser, {
    vscode,
    url: vscode.url(WINDOWS[name](), { suite }),
    onFound: (report) => reports.set(host, report),
  });
}

/** One engine: what a Node process, a web worker and the command line say of the sample is the same. */
function sameReports(): void {
  const cli = join(ROOT, "dist/cli.js");
  // Findings make it end with 1.
  const args = [cli, "scan", "--format", "json", "--fail-on", "never", SAMPLE];
  const expected: unknown = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" }));
  for (const host of ["node", "web"] as const) {
    const isSame = isDeepStrictEqual(reports.get(host), expected);
    console.log(`  ${isSame ? "ok      " : "FAILED  "}the report of the ${host} host is that of the command line`);
    count({ passed: isSame ? 1 : 0, failed: isSame ? 0 : 1 });
    if (!isSame) console.log(JSON.stringify(reports.get(host)));
  }
}

function count(result: Pick<SuiteRun, "passed" | "failed"> & Partial<SuiteRun>): void {
  total.passed += result.passed;
  total.failed += result.failed;
  skipped.push(...(result.skipped ?? []));
  reopened += result.reopened ?? 0;
}

function multiRoot(): string {
  const folders = [WINDOWS.index(), WINDOWS.untrusted()].map((path) => ({ path }));
  const file = join(temporaryFolder("workspaces"), "both.code-workspace");
  writeFileSync(file, JSON.stringify({ folders }));
  return file;
}
