import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished } from "vitest";

export const PACKAGES = resolve("packages");
export const VERSION = /^\d+\.\d+\.\d+\n$/;

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A way to call the command line: an executable and the arguments before ours. */
export type Program = readonly [command: string, ...args: string[]];

export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "fieldguard-package-")));
}

function projectCopy(): string {
  const folder = temporaryFolder();
  cpSync("test/fixtures/shop", folder, { recursive: true });
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export function call([command, ...before]: Program, args: readonly string[], cwd: string, input = ""): Run {
  const { status, stdout, stderr } = spawnSync(command, [...before, ...args], { cwd, input, encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}

/** Every verb does its work, and says how it went with its exit code. */
export function checkVerbs(program: Program): void {
  const project = projectCopy();
  const run = (...args: readonly string[]): Run => call(program, args, project);
  const version = run("--version");
  expect([version.code, version.err]).toEqual([0, ""]);
  expect(version.out).toMatch(VERSION);
  expect(run("--help").out).toMatch(/^ {2}scan /m);
  const scan = run("scan", "--format", "json");
  expect([scan.code, scan.err]).toEqual([1, ""]);
  expect((JSON.parse(scan.out) as { findings: unknown[] }).findings.length).toBeGreaterThan(0);
  expect(run("scan", "--fail-on", "never").code).toBe(0);
  expect(run("scan", "nowhere").code).toBe(2);
  const buffer = "from django.db import models\n\n\nclass A(models.Model):\n    passport_number = models.CharField()\n";
  const unsaved = call(program, ["scan", "--stdin-filename", "a/models.py", "-"], project, buffer);
  expect([unsaved.code, unsaved.err]).toEqual([1, ""]);
  expect(unsaved.out).toContain("passport_number");
  expect(run("explain", "Customer.national_id").out).toContain("Customer.national_id");
  expect(run("rules").out).toContain("storage/plaintext-field");
  const fix = ["fix", "--select", "Customer.national_id", "--fix", "encrypt"];
  expect(run(...fix).out).toContain("+++ b/shop/models.py");
  const written = run(...fix, "--write");
  expect(written.code).toBe(0);
  expect(written.out).toContain("changed shop/models.py");
}

/** The language server answers over standard input and output, and a signal ends it. */
export async function checkLanguageServer([command, ...before]: Program): Promise<void> {
  const child = spawn(command, [...before, "lsp", "--stdio"], { cwd: projectCopy() });
  const params = { processId: null, rootUri: null, capabilities: {} };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  const answer = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('"hoverProvider":true')) resolve(output);
    });
    child.on("error", reject).on("close", () => {
      reject(new Error(`ended without an answer: ${output}`));
    });
  });
  expect(answer).toContain('"id":1');
  const closed = new Promise((resolve) => child.on("close", resolve));
  child.kill("SIGINT");
  expect(await closed).toBe(130);
}
