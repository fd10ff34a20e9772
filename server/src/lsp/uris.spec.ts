import { describe, expect, it } from "vitest";
import { isFileKey, joinUri, keyOf, parentUri, pathInside } from "./uris.ts";

describe("keyOf", () => {
  it.each([
    ["file:///home/me/a b.py", "file:///home/me/a%20b.py"],
    ["file:///C:/x/models.py", "file:///c%3A/x/models.py"],
    ["file:///home/me/", "file:///home/me"],
    ["file:///caf%C3%A9", "file:///café"],
  ])("is the same for two spellings of one file: %s, %s", (one, other) => {
    expect(keyOf(one)).toBe(keyOf(other));
    expect(keyOf(one)).not.toBeNull();
  });

  it("tells files apart that differ in more than spelling", () => {
    const uris = ["file:///a", "file:///A", "file:///a/b", "file://server/a", "file:///c%3A/a", "file:///", "git:/a"];
    expect(new Set(uris.map(keyOf)).size).toBe(uris.length);
  });

  it.each(["", "a.py", "%"])("is null for what is no URI: %s", (uri) => {
    expect(keyOf(uri)).toBeNull();
  });
});

describe("isFileKey", () => {
  it.each(["file:///a.py", "file://server/a.py", "vscode-remote://ssh-remote%2Bhost/a.py"])(
    "knows files: %s",
    (uri) => {
      expect(isFileKey(keyOf(uri)!)).toBe(true);
    },
  );

  it.each([
    "untitled:x.py",
    "git:/a.py?%7B%22ref%22%3A%22HEAD%22%7D",
    "vscode-notebook-cell:/a.ipynb#x",
    "output:file:/a.py",
    "vscode-vfs://github/owner/name/a.py",
    "filesystem:/a.py",
    "http://[",
  ])("takes nothing else for a file that lies in no folder: %s", (uri) => {
    expect(isFileKey(keyOf(uri)!)).toBe(false);
  });
});

describe("pathInside", () => {
  const path = (folder: string, file: string): string | null => pathInside(keyOf(folder)!, keyOf(file)!);

  it("is relative to the folder", () => {
    expect(path("file:///a/b/", "file:///a/b/c%20d/e.py")).toBe("c d/e.py");
    expect(path("file:///", "file:///e.py")).toBe("e.py");
  });

  it("is null for the folder itself, its neighbours and its parents", () => {
    for (const other of ["file:///a/b", "file:///a/bc/e.py", "file:///a", "file:///x", "git:///a/b/e.py"]) {
      expect(path("file:///a/b", other)).toBeNull();
    }
  });
});

describe("joinUri and parentUri", () => {
  it("keep the folder's spelling apart from what an editor would write", () => {
    expect(joinUri("file:///a%20b", "ü/models.py")).toBe("file:///a%20b/%C3%BC/models.py");
    expect(joinUri("file:///c%3A/x/", "models.py")).toBe("file:///c%3A/x/models.py");
    expect(parentUri("file:///a%20b/models.py")).toBe("file:///a%20b");
    expect(parentUri("file:///models.py")).toBe("file:///");
  });
});
