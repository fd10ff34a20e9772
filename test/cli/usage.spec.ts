import { spawn, spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLI, emptyFolder, fieldguard, project, SAMPLE, SMALL_PROJECT, write } from "./commandLine.ts";

const VERBS = ["scan", "explain", "fix", "decide", "export", "generate", "rules", "lsp"];

describe("help and version", () => {
  it("tells the version of package.json", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(fieldguard(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  it("lists all verbs", () => {
    const { code, out } = fieldguard(["--help"]);
    expect(code).toBe(0);
    for (const verb of VERBS) expect(out).toMatch(new RegExp(`^  ${verb} `, "m"));
  });

  it.each(VERBS)("explains %s with an example", (verb) => {
    const { code, out, err } = fieldguard([verb, "--help"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(`Example\n  fieldguard ${verb}`);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
  });
});

describe("wrong calls end with 2 and one line that says what to do", () => {
  it.each([
    [[], /a command is missing; see fieldguard --help/],
    [["observe"], /there is no command "observe"; there are scan, /],
    [["--frobnicate"], /'--frobnicate'/],
    [["scan", "--frobnicate"], /'--frobnicate'; see fieldguard scan --help/],
    [["scan", "--format", "yaml"], /--format cannot be "yaml"; it is one of text, json/],
    [["scan", "--fail-on", "sometimes"], /--fail-on cannot be "sometimes"/],
    [["scan", "--baseline", "x.json"], /no such file/],
    [["scan", "--diff", "HEAD~1"], /--diff is not available yet/],
    [["scan", "nowhere"], /nowhere: no such file or folder/],
    [["scan", "--config", "nowhere.yml"], /--config nowhere\.yml: no such file/],
    [["scan", "--output", "no/such/folder/x"], /--output no\/such\/folder\/x: cannot be written/],
    [["scan", "-"], /--stdin-filename/],
    [["scan", "--stdin-filename", "models.py"], /goes with `-`/],
    [["explain"], /name one field/],
    [["explain", "Customer"], /names no field; write \[PATH::\]\[app\.\]Entity\.field/],
    [["explain", "--rule", "no/such"], /there is no rule no\/such; there are storage\//],
    [["fix", "--fix", "encrypt"], /--select/],
    [["fix", "--select", "Customer.national_id"], /say what to do with --fix ID/],
    [["fix", "--select", "Customer.national_id", "--fix", "magic"], /there is no fix magic; there are /],
    [
      ["fix", "--select", "Customer.nothing", "--fix", "encrypt"],
      /no field is called Customer\.nothing; Customer has national_id, colour/,
    ],
    [["decide"], /name the table with --from FILE/],
    [["decide", "--from", "nowhere.csv"], /nowhere\.csv: no such file/],
    [["export"], /say what to make with --format gdpr-yml/],
    [["rules", "extra"], /takes no path/],
    [["lsp"], /--stdio/],
  ])("%j", (args, message) => {
    const { code, out, err } = fieldguard(args, { cwd: project(SMALL_PROJECT) });
    expect(err).toMatch(message);
    expect(err).toMatch(/^fieldguard: [^\n]+\n$/);
    expect([code, out]).toEqual([2, ""]);
  });
});

describe("as a program among others", () => {
  it("runs from a folder that holds dist alone", () => {
    const folder = emptyFolder();
    cpSync("dist", join(folder, "dist"), { recursive: true });
    write(folder, "package.json", '{ "type": "module" }');
    const run = spawnSync(
      process.execPath,
      [join(folder, "dist/cli.js"), "scan", "--quiet", "--fail-on", "never", SAMPLE],
      {
        encoding: "utf8",
      },
    );
    expect([run.status, run.stderr]).toEqual([0, ""]);
    expect(run.stdout).toContain("sensitive fields");
  });

  it("is silent when its reader goes away", async () => {
    const child = spawn(process.execPath, [
      CLI,
      "scan",
      "--format",
      "json",
      "--all-fields",
      "--fail-on",
      "never",
      SAMPLE,
    ]);
    child.stdout.destroy();
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, err]).toEqual([0, ""]);
  });

  it("serves a language client, and ends with 130 when it is interrupted", async () => {
    const child = spawn(process.execPath, [CLI, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    const body = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    const answer = await new Promise<string>((resolve) => {
      let out = "";
      child.stdout.on("data", (chunk: Buffer) => {
        out += chunk.toString();
        if (out.includes('"capabilities"')) resolve(out);
      });
    });
    expect(answer).toMatch(/^Content-Length: \d+\r\n/);
    expect(answer).toContain('"id":1');
    // That it answered shows that it runs and can be interrupted.
    child.kill("SIGINT");
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(130);
  });

  it("says so when the current folder is gone", () => {
    const folder = emptyFolder();
    const command = `rmdir "${folder}" && "${process.execPath}" "${CLI}" scan`;
    const run = spawnSync("sh", ["-c", command], { cwd: folder, encoding: "utf8" });
    expect([run.status, run.stderr]).toEqual([2, "fieldguard: the current folder is gone; change to another\n"]);
  });
});

describe("rules", () => {
  it("lists every rule with all that is said of it", () => {
    const { out } = fieldguard(["rules", "--format", "json"]);
    const { rules } = JSON.parse(out) as { rules: { id: string; what: string }[] };
    expect(rules.map(({ id }) => id)).toContain("storage/plaintext-field");
    expect(fieldguard(["rules"]).out).toMatch(/^\| storage\/plaintext-field \| .+ \| warning \| 0\.1\.0 \|$/m);
  });
});
