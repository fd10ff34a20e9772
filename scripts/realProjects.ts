/**
 * Scans check-outs of real projects with the built command line and prints the table of docs/real-projects.md:
 * `node scripts/realProjects.ts DIR…`. Each output is validated against its schema. Memory is the process's peak,
 * read from Linux's /proc.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";

interface Scan {
  readonly files: { readonly seen: number; readonly read: number };
  readonly entities: readonly unknown[];
  readonly fields: readonly { readonly sensitive: boolean; readonly review: boolean }[];
  readonly findings: readonly { readonly severity: string }[];
  readonly problems: readonly { readonly path: string; readonly line: number; readonly message: string }[];
}

const validate = new Ajv2020().compile<Scan>(
  JSON.parse(readFileSync("schemas/scan.schema.json", "utf8")) as Record<string, unknown>,
);

console.log("| project | files seen | read | entities | fields | sensitive | to review | problems | seconds | MB |");
console.log("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
for (const directory of process.argv.slice(2)) {
  const { output, seconds, megabytes } = await scan(directory);
  const result: unknown = JSON.parse(output);
  if (!validate(result)) {
    console.error(`${directory}: the output does not match its schema`, validate.errors);
    process.exitCode = 1;
    continue;
  }
  const count = (test: (field: Scan["fields"][number]) => boolean): number => result.fields.filter(test).length;
  const cells = [
    basename(directory).replace("+", "/"),
    result.files.seen,
    result.files.read,
    result.entities.length,
    result.fields.length,
    count((field) => field.sensitive),
    count((field) => field.review),
    result.problems.length,
    seconds.toFixed(2),
    megabytes.toFixed(0),
  ];
  console.log(`| ${cells.join(" | ")} |`);
  for (const problem of result.problems) console.error(`  ${problem.path}:${problem.line}: ${problem.message}`);
}

function scan(directory: string): Promise<{ output: string; seconds: number; megabytes: number }> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(
      process.execPath,
      [
        "dist/cli.js",
        "scan",
        "--no-cache",
        directory,
        "--format",
        "json",
        "--all-fields",
        "--fail-on",
        "never",
        "--quiet",
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const chunks: Buffer[] = [];
    let megabytes = 0;
    const watch = setInterval(() => {
      megabytes = Math.max(megabytes, peakMemory(child.pid));
    }, 5);
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(watch);
      const seconds = (performance.now() - start) / 1000;
      if (code === 0) resolve({ output: Buffer.concat(chunks).toString(), seconds, megabytes });
      else reject(new Error(`scan of ${directory} ended with ${String(code)}`));
    });
  });
}

/** The kernel's own high-water mark, so that nothing between two looks is missed. */
function peakMemory(pid: number | undefined): number {
  try {
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, "utf8"));
    return Number(match?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
