import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ChangedFile } from "./changedFiles.ts";
import { writeFiles } from "./writeFiles.ts";

const UTF_8 = { label: "utf-8", byteOrderMark: false };

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), "fieldguard-write-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content);
  return root;
}

function change(path: string, text: string, after: string, encoding = UTF_8): ChangedFile {
  return { path, before: { text, encoding }, after };
}

function create(path: string, after: string): ChangedFile {
  return { path, before: null, after };
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

describe("writeFiles", () => {
  it("changes and creates, folders included", () => {
    const root = folderWith({ "a.py": "a" });
    writeFiles(root, [change("a.py", "a", "b"), create("new/helper.py", "c")]);
    expect([read(root, "a.py"), read(root, "new/helper.py")]).toEqual(["b", "c"]);
    expect(readdirSync(root).sort()).toEqual(["a.py", "new"]);
  });

  it("keeps byte order mark, encoding and mode", () => {
    const root = folderWith({ "a.py": Uint8Array.of(0xef, 0xbb, 0xbf, 0x61) });
    chmodSync(join(root, "a.py"), 0o755);
    writeFiles(root, [change("a.py", "a", "é\r\n", { label: "utf-8", byteOrderMark: true })]);
    expect([...readFileSync(join(root, "a.py"))]).toEqual([0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0x0d, 0x0a]);
    expect(statSync(join(root, "a.py")).mode & 0o777).toBe(0o755);
  });

  it("writes in the encoding that the coding comment names", () => {
    const text = "# coding: latin-1\né";
    const root = folderWith({ "a.py": Buffer.from(text, "latin1") });
    writeFiles(root, [change("a.py", text, `${text}ü`, { label: "iso-8859-1", byteOrderMark: false })]);
    expect(readFileSync(join(root, "a.py")).toString("latin1")).toBe(`${text}ü`);
  });

  it("leaves a link a link", () => {
    const root = folderWith({ "real.py": "a" });
    symlinkSync("real.py", join(root, "link.py"));
    writeFiles(root, [change("link.py", "a", "b")]);
    expect(read(root, "real.py")).toBe("b");
    expect(
      readdirSync(root, { withFileTypes: true })
        .find(({ name }) => name === "link.py")!
        .isSymbolicLink(),
    ).toBe(true);
  });

  it.each([
    [
      "a file was changed meanwhile",
      { "a.py": "a", "b.py": "other" },
      change("b.py", "b", "B"),
      /b\.py has just been changed/,
    ],
    ["a file is gone", { "a.py": "a" }, change("b.py", "b", "B"), /nothing was written/],
    ["a new file exists meanwhile", { "a.py": "a", "b.py": "mine" }, create("b.py", "B"), /nothing was written/],
    [
      "a character has no place in the encoding",
      { "a.py": "a", "b.py": "b" },
      change("b.py", "b", "€", { label: "iso-8859-1", byteOrderMark: false }),
      /b\.py: .*iso-8859-1/,
    ],
  ])("writes nothing when %s", (_, files, second, message) => {
    const root = folderWith(files);
    expect(() => {
      writeFiles(root, [change("a.py", "a", "A"), second]);
    }).toThrow(message);
    const left = Object.fromEntries(readdirSync(root).map((name) => [name, read(root, name)]));
    expect(left).toEqual(files);
  });

  it("puts back what was replaced when a later file cannot take its place", () => {
    const root = folderWith({ "a.py": "a" });
    mkdirSync(join(root, "b.py"));
    expect(() => {
      writeFiles(root, [change("a.py", "a", "A"), create("b.py", "B")]);
    }).toThrow(/nothing was written/);
    expect(read(root, "a.py")).toBe("a");
    expect(readdirSync(root).sort()).toEqual(["a.py", "b.py"]);
  });
});
