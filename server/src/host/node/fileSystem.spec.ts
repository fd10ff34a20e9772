import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeFileSystem } from "./fileSystem.ts";

let base: string;
let root: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "fieldguard-host-"));
  root = join(base, "root");
  mkdirSync(join(root, "a"), { recursive: true });
  writeFileSync(join(root, "a", "models.py"), "x = 1\n");
  writeFileSync(join(base, "secret.py"), "secret");
});

afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

describe("nodeFileSystem", () => {
  it("lists and reads what is in the folder, with links as what they are", async () => {
    symlinkSync("..", join(root, "a", "up"));
    const files = nodeFileSystem(root);
    const listing = await files.readDirectory("a");
    expect(listing.kind === "entries" && listing.entries.toSorted((x, y) => (x.name < y.name ? -1 : 1))).toEqual([
      { name: "models.py", kind: "file" },
      { name: "up", kind: "link" },
    ]);
    expect(await files.readDirectory("")).toEqual({ kind: "entries", entries: [{ name: "a", kind: "directory" }] });
    const file = await files.readFile("a/models.py", 100);
    expect(file.kind === "bytes" && Buffer.from(file.bytes).toString()).toBe("x = 1\n");
  });

  it("reads nothing outside of the folder, neither by its path nor through a link", async () => {
    symlinkSync(join(base, "secret.py"), join(root, "link.py"));
    symlinkSync(base, join(root, "out"));
    const files = nodeFileSystem(root);
    for (const path of ["../secret.py", "a/../../secret.py", "link.py", "out/secret.py"]) {
      expect(await files.readFile(path, 100)).toEqual({ kind: "unreadable", reason: "lies outside the folder" });
    }
    expect(await files.readDirectory("out")).toEqual({ kind: "missing" });
    expect(await files.readDirectory("..")).toEqual({ kind: "missing" });
  });

  it("knows a link among the files of a folder that it has just listed", async () => {
    symlinkSync(join(base, "secret.py"), join(root, "a", "out.py"));
    symlinkSync("models.py", join(root, "a", "other.py"));
    const files = nodeFileSystem(root);
    await files.readDirectory("a");
    expect(files.readFile("a/out.py", 100)).toEqual({ kind: "unreadable", reason: "lies outside the folder" });
    expect(files.readFile("a/other.py", 100)).toMatchObject({ kind: "bytes", isLinked: true });
    expect(files.readFile("a/models.py", 100)).not.toHaveProperty("isLinked");
    expect(files.readFile("a/gone.py", 100)).toEqual({ kind: "missing" });
    expect(files.readFile("a/models.py", 3)).toEqual({ kind: "too large", size: 6 });
    await files.readDirectory("");
    expect(files.readFile("..", 100)).toEqual({ kind: "unreadable", reason: "lies outside the folder" });
  });

  it("looks a folder up again once others have had their turn", async () => {
    const files = nodeFileSystem(root);
    await files.readDirectory("a");
    rmSync(join(root, "a"), { recursive: true });
    symlinkSync(base, join(root, "a"));
    await new Promise((resolve) => setImmediate(resolve));
    expect(files.readFile("a/secret.py", 100)).toEqual({ kind: "unreadable", reason: "lies outside the folder" });
  });

  it("knows a link among the folders of a folder that it has just listed", async () => {
    mkdirSync(join(root, "a", "inner"));
    symlinkSync(base, join(root, "a", "out"));
    symlinkSync("inner", join(root, "a", "other"));
    const files = nodeFileSystem(root);
    await files.readDirectory("a");
    expect(await files.readDirectory("a/inner")).toEqual({ kind: "entries", entries: [] });
    expect(await files.readDirectory("a/out")).toEqual({ kind: "missing" });
    expect(await files.readDirectory("a/other")).toEqual({ kind: "missing" });
    expect(await files.readDirectory("a/gone")).toEqual({ kind: "missing" });
  });

  it("lays bytes into the room that is given for them where they fit", () => {
    writeFileSync(join(root, "empty.py"), "");
    const files = nodeFileSystem(root);
    const room = new Uint8Array(8).fill(35);
    const read = (path: string): string => {
      const file = files.readFile(path, 100, room);
      return "bytes" in file ? Buffer.from(file.bytes).toString() : "";
    };
    expect(read("a/models.py")).toBe("x = 1\n");
    expect(Buffer.from(room).toString()).toBe("x = 1\n##");
    expect(read("empty.py")).toBe("");
    writeFileSync(join(root, "a", "models.py"), "y = 'longer'\n");
    expect(read("a/models.py")).toBe("y = 'longer'\n");
    expect(Buffer.from(room).toString()).toBe("x = 1\n##");
  });

  it("does not list what a link inside of the folder leads to", async () => {
    symlinkSync("a", join(root, "linked"));
    expect(await nodeFileSystem(root).readDirectory("linked")).toEqual({ kind: "missing" });
  });

  it("tells a folder that cannot be listed from one that is not there", async () => {
    const files = nodeFileSystem(root);
    expect(await files.readDirectory("gone")).toEqual({ kind: "missing" });
    expect(await files.readDirectory("a/models.py")).toEqual({ kind: "missing" });
    // No file system knows a name as long as this one, and not even root may look at it.
    expect(await files.readDirectory("a".repeat(1000))).toEqual({ kind: "unreadable", reason: "ENAMETOOLONG" });
  });

  it("follows a link that is the folder itself", async () => {
    symlinkSync(root, join(base, "linked"));
    expect(await nodeFileSystem(join(base, "linked")).readFile("a/models.py", 100)).toMatchObject({ kind: "bytes" });
  });

  it("follows that link also when it leads elsewhere", () => {
    const other = join(base, "other");
    mkdirSync(other);
    writeFileSync(join(other, "new.py"), "y = 2\n");
    symlinkSync(root, join(base, "linked"));
    const files = nodeFileSystem(join(base, "linked"));
    expect(files.readFile("a/models.py", 100)).toMatchObject({ kind: "bytes" });
    rmSync(join(base, "linked"));
    symlinkSync(other, join(base, "linked"));
    expect(files.readFile("new.py", 100)).toMatchObject({ kind: "bytes" });
    expect(files.readFile("../root/a/models.py", 100)).toEqual({
      kind: "unreadable",
      reason: "lies outside the folder",
    });
  });

  it("says what is missing, too large or no file", async () => {
    execFileSync("mkfifo", [join(root, "pipe.py")]);
    const files = nodeFileSystem(root);
    expect(await files.readFile("missing.py", 100)).toEqual({ kind: "missing" });
    expect(await files.readFile("a/models.py/x", 100)).toEqual({ kind: "missing" });
    expect(await files.readFile("a/models.py", 3)).toEqual({ kind: "too large", size: 6 });
    expect(await files.readFile("a", 100)).toEqual({ kind: "unreadable", reason: "not a regular file" });
    expect(await files.readFile("pipe.py", 100)).toEqual({ kind: "unreadable", reason: "not a regular file" });
    expect(await nodeFileSystem(join(base, "missing")).readDirectory("")).toEqual({ kind: "missing" });
    expect(await nodeFileSystem(join(base, "missing")).readFile("x.py", 100)).toEqual({ kind: "missing" });
  });
});
