/**
 * `npm run demo`: what Fieldguard says about the sample shop. On the screen as text, and as a page in `demo-output`.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";

const SAMPLE = "test/fixtures/shop";
const SUMMARY = "demo-output/summary.html";

function node(...args: readonly string[]): void {
  const { status, error } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

node("scripts/build.ts");
mkdirSync("demo-output", { recursive: true });
console.log(`\nfieldguard scan ${SAMPLE}\n`);
// The sample is wrong on purpose: what is found in it is no failure of the demo.
node("dist/cli.js", "scan", "--fail-on", "never", SAMPLE);
node("dist/cli.js", "scan", "--fail-on", "never", "--format", "html", "--output", SUMMARY, SAMPLE);

console.log(`
The same as a page:  ${pathToFileURL(SUMMARY).href}
One field in full:   node dist/cli.js explain Customer.national_id ${SAMPLE}
A fix, as a diff:    node dist/cli.js fix --select Customer.national_id --fix encrypt ${SAMPLE}
In the editor:       npm run demo:editor`);
