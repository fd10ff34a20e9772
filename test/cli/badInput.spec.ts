import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyFolder, fieldguard, project, scanJson, SMALL_PROJECT, write } from "./commandLine.ts";

const MODEL =
  "from django.db import models\n\n\nclass Customer(models.Model):\n    national_id = models.CharField(max_length=18)\n";

/** A good file beside the bad one must be read as ever. */
function withGoodFile(path: string, content: string | Uint8Array): string {
  const root = emptyFolder();
  write(root, "good/models.py", MODEL);
  write(root, path, content);
  return root;
}

function fieldsOf(root: string): readonly string[] {
  return scanJson([root]).fields.map(({ path, field }) => `${path} ${field}`);
}

describe("files that cannot be read", () => {
  it.each([
    ["a binary file", Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0, 1), /not a text file/],
    ["a file of 20 MB", `${MODEL}#${"x".repeat(20_000_000)}`, /larger than/],
    ["invalid UTF-8", Buffer.from(`${MODEL}# \xe9\n`, "latin1"), /not valid UTF-8/],
    ["an unknown encoding", `# coding: klingon\n${MODEL}`, /klingon/],
  ])("%s is skipped with a reason", (_, content, reason) => {
    const result = scanJson([withGoodFile("bad/models.py", content)]);
    expect(result.fields.map(({ path }) => path)).toEqual(["good/models.py"]);
    expect(result.files.skipped).toEqual([{ path: "bad/models.py", reason: expect.stringMatching(reason) as string }]);
    expect(result.files).toMatchObject({ seen: 2, read: 1 });
  });

  it("follows no links, not even in circles", () => {
    const root = withGoodFile("app/models.py", MODEL);
    symlinkSync("..", join(root, "app/again"));
    symlinkSync("loop.py", join(root, "loop.py"));
    expect(fieldsOf(root)).toEqual(["app/models.py national_id", "good/models.py national_id"]);
  });

  it("says which folder cannot be listed", () => {
    const root = withGoodFile("app/models.py", MODEL);
    // Deeper than any path may be long: nobody can list the last of them by its name, whatever they are allowed to.
    const descend = 'name=$(printf "d%.0s" $(seq 250)); for i in $(seq 20); do mkdir $name; cd -P $name; done';
    execFileSync("sh", ["-c", `${descend}; echo "x = 1" > models.py`], { cwd: join(root, "app") });
    const { files, fields } = scanJson([root]);
    expect(fields.map(({ path }) => path)).toEqual(["app/models.py", "good/models.py"]);
    expect(files.skipped).toEqual([
      { path: expect.stringMatching(/^app\/d{250}\//) as string, reason: "the folder cannot be listed: ENAMETOOLONG" },
    ]);
  });

  it("says that the way to what it was asked for leads through a link", () => {
    const root = withGoodFile("app/models.py", MODEL);
    symlinkSync("app", join(root, "linked"));
    const { files } = scanJson(["linked/models.py", "good"], { cwd: root });
    expect(files.skipped).toEqual([{ path: "linked", reason: "a symbolic link, which is not followed" }]);
  });

  it("takes an empty file, an empty folder and a folder named like a file", () => {
    const root = withGoodFile("empty/models.py", "");
    mkdirSync(join(root, "folder/models.py"), { recursive: true });
    expect(fieldsOf(root)).toEqual(["good/models.py national_id"]);
    expect(fieldguard(["scan", emptyFolder()])).toMatchObject({ code: 0, err: "" });
  });
});

describe("files that can be read all the same", () => {
  it("reads Latin-1 with a coding comment", () => {
    const text = `# -*- coding: latin-1 -*-\n# Stra\xdfe\n${MODEL}`;
    expect(fieldsOf(withGoodFile("de/models.py", Buffer.from(text, "latin1")))).toContain("de/models.py national_id");
  });

  it("reads a byte order mark and Windows line ends, and places what it finds right", () => {
    const root = withGoodFile("win/models.py", `\ufeff${MODEL.replaceAll("\n", "\r\n")}`);
    const finding = scanJson([root]).findings.find(({ path }) => path === "win/models.py");
    expect(finding).toMatchObject({ line: 5, column: 5, endLine: 5, endColumn: 16 });
  });

  it.each([
    ["a half-typed line", "    passport_number = models.CharField(max_length=\n"],
    ["an unterminated text", '    passport_number = models.CharField("Passport\n'],
    [
      "a merge conflict",
      "<<<<<<< ours\n    size = models.TextField()\n=======\n    size = models.CharField()\n>>>>>>> theirs\n",
    ],
    ["a stray bracket", "    ) = ]\n"],
  ])("keeps the fields around %s", (_, broken) => {
    const after = "    iban = models.CharField(max_length=34)\n";
    const fields = fieldsOf(withGoodFile("half/models.py", `${MODEL}${broken}${after}`));
    expect(fields).toContain("half/models.py national_id");
    expect(fields).toContain("half/models.py iban");
  });

  it("ends on ten thousand open brackets", () => {
    const root = withGoodFile("deep/models.py", `${MODEL}    x = ${"(".repeat(10_000)}\n`);
    expect(fieldguard(["scan", root]).code).toBe(1);
  });
});

describe("a policy that is wrong", () => {
  it.each([
    ["is no YAML", "rules: [", 1],
    ["has an unknown key", "version: 1\nfoo: 1\n", 2],
    ["names a wrong severity", "rules:\n  storage/plaintext-field: loud\n", 2],
  ])("stops the scan when it %s", (_, policy, line) => {
    const root = project(SMALL_PROJECT);
    write(root, "fieldguard.yml", policy);
    const { code, out, err } = fieldguard(["scan", root]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(new RegExp(`^fieldguard: fieldguard\\.yml:${line}: [^\\n]+; correct the policy[^\\n]*\\n$`));
  });

  it("names the file of --config", () => {
    const root = project(SMALL_PROJECT);
    write(root, "other.yml", "- a list\n");
    const { code, err } = fieldguard(["scan", "--config", "other.yml", "."], { cwd: root });
    expect(code).toBe(2);
    expect(err).toMatch(/^fieldguard: other\.yml:1: /);
  });
});

describe("standard input that is wrong", () => {
  it.each([
    ["binary data", Uint8Array.of(1, 0, 2), /binary data/],
    ["invalid UTF-8", Uint8Array.of(0xff, 0x41), /not valid UTF-8/],
  ])("%s", (_, input, message) => {
    const { code, err } = fieldguard(["scan", "--stdin-filename", "models.py", "-"], { cwd: emptyFolder(), input });
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it("nothing at all is no models", () => {
    expect(fieldguard(["scan", "--stdin-filename", "models.py", "-"], { cwd: emptyFolder() }).code).toBe(0);
  });
});
