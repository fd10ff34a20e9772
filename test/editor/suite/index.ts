import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { activationSuite } from "./activation.ts";
import { codeActionSuite } from "./codeActions.ts";
import { commandSuite } from "./commands.ts";
import { diagnosticSuite } from "./diagnostics.ts";
import { highlightSuite } from "./highlights.ts";
import { hoverSuite } from "./hover.ts";
import { LineReporter } from "./lineReporter.ts";
import { mannersSuite } from "./manners.ts";
import { pauseSuite } from "./pause.ts";
import { policySuite } from "./policy.ts";
import { settingSuite } from "./settings.ts";
import { treeSuite } from "./tree.ts";

const TEST_LIMIT = 20_000;

/** What the runner reads when the editor has gone. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly string[];
}

/** Called by the extension host; the same for every host. Its result goes into the file that the runner names. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: TEST_LIMIT, reporter: LineReporter });
  mocha.suite.emit("pre-require", {} as Mocha.MochaGlobals, "", mocha);
  activationSuite();
  diagnosticSuite();
  highlightSuite();
  hoverSuite();
  codeActionSuite();
  treeSuite();
  commandSuite();
  settingSuite();
  mannersSuite();
  policySuite();
  pauseSuite();

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
