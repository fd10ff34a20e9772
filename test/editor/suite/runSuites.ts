import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { LineReporter } from "./lineReporter.ts";

const TEST_LIMIT = 20_000;

/** What the runner reads when the editor has gone. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

/** Runs them in this extension host. The result goes into the file that the runner names. */
export async function runSuites(suites: readonly (() => void)[]): Promise<void> {
  const mocha = new Mocha({ timeout: TEST_LIMIT, reporter: LineReporter });
  mocha.suite.emit("pre-require", {} as Mocha.MochaGlobals, "", mocha);
  for (const suite of suites) suite();

  const result = await new Promise<SuiteResult>((resolve) => {
    const skipped: string[] = [];
    const runner = mocha.run(() => {
      const { passes, failures } = runner.stats!;
      resolve({ passed: passes, failed: failures, skipped });
    });
    runner.on("pending", (test) => skipped.push(test.fullTitle()));
  });
  const file = process.env.FIELDGUARD_SUITE_RESULT;
  if (file !== undefined) writeFileSync(file, JSON.stringify(result));
  if (result.failed > 0) throw new Error(`${result.failed} failed`);
}
