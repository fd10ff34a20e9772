import ignore, { type Ignore } from "ignore";
import { describe, expect, it, vi } from "vitest";
import { Random } from "../../../test/support/random.ts";
import { readIgnoreFile } from "./ignoreFile.ts";

const PARTS = ["a", "b", "py", ".", "*", "**", "?", "[ab]", "[!a]", "[a/b]", "[]a]", "\\*", "\\", "/", " ", "$", "\r"];
const LETTERS = ["a", "b", "py", ".", "c", " ", "$", "*"];

describe("readIgnoreFile", () => {
  it("says of a path what its patterns say when each is tried", () => {
    const random = new Random(1);
    const some = (parts: readonly string[], most: number): string =>
      Array.from({ length: 1 + random.below(most) }, () => random.of(parts)).join("");
    const told = new Set<string>();
    for (let round = 0; round < 3000; round++) {
      const patterns = Array.from({ length: 1 + random.below(3) }, () => (random.below(4) ? "" : "!") + some(PARTS, 5));
      const file = readIgnoreFile(patterns.join("\n"));
      const lines = patterns.join("\n").split(/\r?\n/);
      const rules = ignore({ ignorecase: false }).add(lines.filter((line) => line.trim() !== ""));
      for (let each = 0; each < 10; each++) {
        const folder = random.below(2) ? "" : `${some(LETTERS, 2)}/`;
        const path = folder + some(LETTERS, 4);
        if (!ignore.isPathValid(path) || /(^|\/)\.+(\/|$)/.test(path)) continue;
        if (folder !== "" && rules.ignores(folder)) continue;
        for (const kind of ["file", "directory"] as const) {
          const { ignored, unignored } = rules.test(kind === "directory" ? `${path}/` : path);
          const expected = ignored ? "ignored" : unignored ? "kept" : "nothing";
          const says = file.says(path, kind);
          if (says !== expected)
            expect({ patterns, path, kind, says }).toEqual({ patterns, path, kind, says: expected });
          told.add(says);
        }
      }
    }
    expect([...told].sort()).toEqual(["ignored", "kept", "nothing"]);
  });

  it("tries the patterns only of names that one of them may mean", () => {
    const patterns = ["*.py[cod]", ".*", "!.github", "/media/", "env/", "*\\.egg*", "*~", "a*b*c*d"];
    const tried = vi.spyOn(Object.getPrototypeOf(ignore()) as Ignore, "test");
    const file = readIgnoreFile(patterns.join("\n"));
    for (const name of ["models.py", "shop/__init__.py", "environment", "eggs.py", "b.py"]) file.says(name, "file");
    expect(tried).not.toHaveBeenCalled();
    for (const name of [".env", "models.pyc", "env", "x.egg-info", "old~", "abcd"]) file.says(name, "file");
    expect(tried).toHaveBeenCalledTimes(6);
    tried.mockRestore();
  });

  it("takes more patterns than can be looked for at once", () => {
    const file = readIgnoreFile(Array.from({ length: 1900 }, (_, index) => `folder_number_${index}*`).join("\n"));
    expect(file.says("a/folder_number_1899_old", "directory")).toBe("ignored");
    expect(file.says("a/folder", "directory")).toBe("nothing");
  });
});
