import Mocha from "mocha";
import { REPORT } from "./marks.ts";

/** A line a test. Mocha's own reporters write to a terminal, which an extension host does not have. */
export class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner) {
    super(runner);
    runner.on("pass", (test) => {
      report(`ok      ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on("fail", (test, error: Error) => {
      report(`FAILED  ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
    runner.on("pending", (test) => {
      report(`skipped ${test.fullTitle()}`);
    });
  }
}

function report(text: string): void {
  console.log(REPORT + text);
}
