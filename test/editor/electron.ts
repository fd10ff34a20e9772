/**
 * `npm run test:electron`: the same suite in the desktop VS Code. Downloads one unless VSCODE_EXECUTABLE_PATH names it.
 * Tests that need a person are skipped: nobody types into that window.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { exitWhenWritten } from "../support/exitWhenWritten.ts";
import { buildSuite } from "./buildSuite.ts";
import { CACHE } from "./paths.ts";
import { stageExtension } from "./stageExtension.ts";
import type { SuiteResult } from "./suite/runSuites.ts";
import { temporaryCopy, temporaryFolder } from "./temporaryFolder.ts";

const resultFile = join(temporaryFolder("suite"), "result.json");
const executable = process.env.VSCODE_EXECUTABLE_PATH;
try {
  await runTests({
    ...(executable === undefined
      ? { version: "stable", cachePath: join(CACHE, "electron") }
      : { vscodeExecutablePath: executable }),
    extensionDevelopmentPath: await stageExtension(),
    extensionTestsPath: await buildSuite(),
    extensionTestsEnv: { FIELDGUARD_SUITE_RESULT: resultFile },
    launchArgs: [
      temporaryCopy(join(import.meta.dirname, "workspace"), "project"),
      "--disable-extensions",
      "--disable-workspace-trust",
      "--skip-welcome",
      `--user-data-dir=${temporaryFolder("vscode-data")}`,
    ],
  });
} catch (error) {
  console.error(String(error));
}
if (!existsSync(resultFile)) {
  console.log("0 passed, 1 failed");
  process.exit(1);
}
const { passed, failed, skipped } = JSON.parse(readFileSync(resultFile, "utf8")) as SuiteResult;
for (const reason of skipped) console.log(`skipped: ${reason}`);
console.log(`${passed} passed, ${failed} failed`);
await exitWhenWritten(failed > 0 ? 1 : 0);
