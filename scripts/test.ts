/**
 * `npm test`: every suite, one after the other (two cores are no more than one suite needs). Prints the seconds of
 * each against its share of the budget, what was skipped and why, and a last line that sums up.
 * `npm test -- unit django` runs only the suites named.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** Reasons, one a skipped test or group of tests. */
  readonly skipped: readonly string[];
}

interface Suite {
  readonly name: string;
  /** Share of the time budget, seconds, first installations left out; a quarter more fails the suite. */
  readonly share: number;
  run(): Promise<Outcome>;
}

const RESULTS = "test-results";

/** Seconds that the suite which runs has installed what is kept: how long that takes is up to the network. */
let installing = 0;

const suites: readonly Suite[] = [
  { name: "build", share: 30, run: () => steps([["node", "scripts/build.ts"]]) },
  {
    name: "lint",
    share: 120,
    run: () =>
      steps([
        ["tsc", "-p", "."],
        ["tsc", "-p", "tsconfig.browser.json"],
        ["tsc", "-p", "server/src/engine"],
        ["tsc", "-p", "client/webview"],
        ["eslint", "."],
        ["depcruise", "client", "server", "--config", ".dependency-cruiser.cjs"],
        ["prettier", "--check", "."],
        ["node", "scripts/generate.ts", "--check"],
      ]),
  },
  { name: "unit", share: 180, run: () => vitest("unit", ["--coverage"]) },
  { name: "panel", share: 60, run: () => vitest("panel", ["--config", "test/webview/vitest.config.mts"]) },
  { name: "protocol", share: 90, run: () => vitest("protocol", ["--config", "test/lsp/vitest.config.mts"]) },
  { name: "cli", share: 90, run: () => vitest("cli", ["--config", "test/cli/vitest.config.mts"]) },
  { name: "accuracy", share: 30, run: () => script("test/accuracy/gate.ts") },
  { name: "django", share: 360, run: () => script("test/django/run.ts") },
  { name: "database", share: 60, run: () => script("test/database/run.ts") },
  { name: "oracle", share: 90, run: () => script("test/oracle/run.ts") },
  { name: "package", share: 150, run: packages },
  { name: "editor", share: 450, run: () => script("test/editor/run.ts") },
  { name: "editors", share: 60, run: () => script("test/editors/run.ts") },
];

/** Each command is one check, passed when it ends with 0. All run, so that one run shows all that is wrong. */
async function steps(commands: readonly (readonly string[])[]): Promise<Outcome> {
  let failed = 0;
  for (const command of commands) {
    const { code } = await execute(command);
    if (code !== 0) {
      failed++;
      console.log(`FAILED: ${command.join(" ")}`);
    }
  }
  return { passed: commands.length - failed, failed, skipped: [] };
}

/** What is packed is made and checked first, then installed and tried. */
async function packages(): Promise<Outcome> {
  const made = await steps([["node", "scripts/package.ts"]]);
  const tried = await vitest("package", ["--config", "test/packages/vitest.config.mts"]);
  const installed = await script("test/packages/installed.ts");
  return {
    passed: made.passed + tried.passed + installed.passed,
    failed: made.failed + tried.failed + installed.failed,
    skipped: [...tried.skipped, ...installed.skipped],
  };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly { readonly assertionResults: readonly { status: string; fullName: string }[] }[];
}

async function vitest(name: string, options: readonly string[]): Promise<Outcome> {
  const file = `${RESULTS}/${name}.json`;
  const { code } = await execute([
    "vitest",
    "run",
    ...options,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  // It writes none when it does not start.
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [] };
  const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport;
  const skipped = report.testResults
    .flatMap((result) => result.assertionResults)
    .filter((test) => test.status !== "passed" && test.status !== "failed")
    .map((test) => `${test.fullName} (${test.status})`);
  // A spec file that does not load has no failed test, yet everything in it failed.
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites > 0 || code !== 0 ? 1 : 0);
  return { passed: report.numPassedTests, failed, skipped };
}

/** A suite of its own: prints `skipped: REASON` lines and, at the end, `N passed, N failed`. */
async function script(path: string): Promise<Outcome> {
  const { code, output } = await execute(["node", path]);
  const counts = /(\d+) passed, (\d+) failed/.exec(output.trimEnd().split("\n").at(-1) ?? "");
  const skipped = [...output.matchAll(/^skipped: (.+)$/gm)].map((match) => match[1]!);
  if (!counts) {
    console.log(`FAILED: ${path} ended with ${code} before it counted; the last it printed: ${output.slice(-500)}`);
    return { passed: 0, failed: 1, skipped };
  }
  const failed = Number(counts[2]);
  return { passed: Number(counts[1]), failed: Math.max(failed, code === 0 ? 0 : 1), skipped };
}

function execute(command: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command[0]!, command.slice(1), { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      process.stdout.write(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => process.stderr.write(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      for (const [, seconds] of output.matchAll(/\binstalled \S+ in ([\d.]+) s$/gm)) installing += Number(seconds);
      resolve({ code: code ?? 1, output });
    });
  });
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`no such suite: ${unknown.join(", ")}; there are ${suites.map((suite) => suite.name).join(", ")}`);
  process.exit(2);
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS);
const rows: string[] = [];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const suite of suites.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n=== ${suite.name} ===`);
  const start = performance.now();
  installing = 0;
  const outcome = await suite.run();
  const seconds = (performance.now() - start) / 1000 - installing;
  const late = seconds > suite.share * 1.25;
  total.passed += outcome.passed;
  total.failed += outcome.failed + (late ? 1 : 0);
  total.skipped += outcome.skipped.length;
  rows.push(
    `${suite.name.padEnd(10)} ${String(outcome.passed).padStart(5)} passed ${String(outcome.failed).padStart(3)} failed ` +
      `${seconds.toFixed(0).padStart(5)} s of ${suite.share} s${late ? "  FAILED: over its share of the time" : ""}` +
      (installing > 0 ? `, and ${installing.toFixed(0)} s to install what is kept` : ""),
    ...outcome.skipped.map((reason) => `           skipped: ${reason}`),
  );
}

console.log(`\n${rows.join("\n")}\n`);
const skips = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`${total.passed} passed, ${total.failed} failed${skips}`);
process.exitCode = total.failed > 0 ? 1 : 0;
