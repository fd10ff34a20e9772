import { dirname } from "node:path";
import type { Browser } from "playwright-core";
import { runSuite, type VsCode } from "./launch.ts";
import { FOUND, OPEN_AGAIN, RESULT } from "./suite/marks.ts";
import type { SuiteResult } from "./suite/runSuites.ts";
import { onSuiteLine } from "./suiteLines.ts";

const SUITE_LIMIT = 180_000;
const WINDOW_ATTEMPTS = 4;

export interface SuiteWindow {
  readonly vscode: VsCode;
  /** Of a window that runs the suite. */
  readonly url: string;
  /** Told what the suite says that the product has found. */
  readonly onFound?: (found: unknown) => void;
}

export interface SuiteRun extends SuiteResult {
  /** How often the window was opened again, because VS Code had opened it otherwise than asked. */
  readonly reopened: number;
}

/** Runs a suite in a window of its own, and makes the gestures that it asks for. */
export async function runInWindow(browser: Browser, window: SuiteWindow): Promise<SuiteRun> {
  for (let attempt = 1; attempt <= WINDOW_ATTEMPTS; attempt++) {
    const result = await runOnce(browser, window);
    if (result !== "open again") return { ...result, reopened: attempt - 1 };
    console.log("  VS Code opened the window otherwise than asked; it is opened again");
  }
  console.log(`FAILED: VS Code did not open the window as asked in ${WINDOW_ATTEMPTS} attempts`);
  return { passed: 0, failed: 1, skipped: [], reopened: WINDOW_ATTEMPTS - 1 };
}

async function runOnce(browser: Browser, { vscode, url, onFound }: SuiteWindow): Promise<SuiteResult | "open again"> {
  let result: SuiteResult | "open again" | undefined;
  const code = await runSuite(browser, url, {
    limit: SUITE_LIMIT,
    onLine(line, page) {
      if (line.startsWith(RESULT)) result = JSON.parse(line.slice(RESULT.length)) as SuiteResult;
      else if (line.startsWith(FOUND)) onFound?.(JSON.parse(line.slice(FOUND.length)));
      else if (line.startsWith(OPEN_AGAIN)) result = "open again";
      else void onSuiteLine(line, page, dirname(vscode.extension));
    },
  });
  if (code !== 0) console.log(vscode.logTail());
  if (code !== null && result) return result;
  console.log(code === null ? "FAILED: the suite did not end in time" : "FAILED: the suite ended without a result");
  return { passed: 0, failed: 1, skipped: [] };
}
