import { describe, expect, it } from "vitest";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import { discover } from "./discovery.ts";
import { Exclusions } from "./exclusions.ts";
import type { FileSystem } from "./ports.ts";

interface Tree {
  readonly files: Readonly<Record<string, string>>;
  readonly exclude?: readonly string[];
  readonly links?: readonly string[];
}

async function walk({ files, exclude = [], links = [] }: Tree): Promise<string[]> {
  const fileSystem = new MemoryFileSystem(Object.entries(files));
  for (const link of links) fileSystem.link(link);
  const found: string[] = [];
  for await (const inFolder of discover(fileSystem, new Exclusions(fileSystem, exclude))) {
    found.push(...inFolder.map(({ kind, path }) => (kind === "link" ? `${path} (link)` : path)));
  }
  return found;
}

const named = (...paths: string[]): Record<string, string> => Object.fromEntries(paths.map((path) => [path, ""]));

describe("discover", () => {
  it("finds all files, in an order that does not depend on the disk", async () => {
    expect(await walk({ files: named("z.py", "b/c/d.py", "b/a.py", "a/models.py") })).toEqual([
      "z.py",
      "a/models.py",
      "b/a.py",
      "b/c/d.py",
    ]);
  });

  it("leaves out what tools and package managers keep", async () => {
    const files = named(
      ".git/x.py",
      "web/node_modules/p/x.py",
      "a/__pycache__/x.py",
      "lib/site-packages/x.py",
      ".venv/x.py",
    );
    expect(await walk({ files: { ...files, "a/x.py": "" } })).toEqual(["a/x.py"]);
  });

  it("recognises a virtual environment under any name, but reads a root that is one", async () => {
    expect(await walk({ files: named("py3/pyvenv.cfg", "py3/lib/x.py", "x.py") })).toEqual(["x.py"]);
    expect(await walk({ files: named("env/pyvenv.cfg", "env/x.py", "venv/models.py") })).toEqual(["venv/models.py"]);
    expect(await walk({ files: named("pyvenv.cfg", "x.py") })).toContain("x.py");
  });

  it("honours .gitignore files, the deeper one before the upper", async () => {
    const files = {
      ".gitignore": "/local/\n*_gen.py\n",
      "local/x.py": "",
      "app/local/x.py": "",
      "app/a_gen.py": "",
      "app/keep/.gitignore": "!b_gen.py\nsecret.py\n",
      "app/keep/b_gen.py": "",
      "app/keep/secret.py": "",
      "app/secret.py": "",
    };
    const found = await walk({ files });
    expect(found.filter((path) => path.endsWith(".py"))).toEqual([
      "app/secret.py",
      "app/keep/b_gen.py",
      "app/local/x.py",
    ]);
  });

  it("honours the policy's globs: a bare name anywhere, a path from the root, a folder with all in it", async () => {
    const files = named(
      "legacy/x.py",
      "app/legacy/x.py",
      "docs/a/x.py",
      "app/docs/x.py",
      "app/x_old.py",
      "vendor/x.py",
      "x.py",
      "app/tmp/x.py",
      "tmp/x.py",
    );
    expect(await walk({ files, exclude: ["legacy", "docs/**", "*_old.py", "./vendor/", "/tmp"] })).toEqual([
      "x.py",
      "app/docs/x.py",
      "app/tmp/x.py",
    ]);
  });

  it("tells of links without following them", async () => {
    expect(await walk({ files: named("a/x.py"), links: ["a/loop", "y.py"] })).toEqual([
      "y.py (link)",
      "a/loop (link)",
      "a/x.py",
    ]);
  });

  it("asks for several folders at once where an answer takes its time, and finds the same in the same order", async () => {
    const paths = ["a", "b", "c", "d"].flatMap((top) => ["x", "y", "z"].map((name) => `${top}/${name}/models.py`));
    const memory = new MemoryFileSystem(Object.entries(named(...paths, ".venv/lib/models.py")));
    let together = 0;
    let most = 0;
    const far: FileSystem = {
      readsAtOnce: 3,
      readFile: (path, limit) => memory.readFile(path, limit),
      async readDirectory(path) {
        most = Math.max(most, ++together);
        await new Promise((resolve) => setTimeout(resolve));
        together--;
        return memory.readDirectory(path);
      },
    };
    const found: string[] = [];
    for await (const inFolder of discover(far, new Exclusions(far, [])))
      found.push(...inFolder.map(({ path }) => path));
    expect(found).toEqual(paths);
    expect(most).toBeGreaterThan(1);
  });
});

describe("Exclusions", () => {
  const fileSystem = new MemoryFileSystem(
    Object.entries({ ".gitignore": "ignored/\n", "py3/pyvenv.cfg": "", "a/.gitignore": "x.py" }),
  );

  it.each([
    ["ignored/deep/x.py", true],
    ["py3/lib/x.py", true],
    ["a/x.py", true],
    ["b/.venv/lib/x.py", true],
    ["b/x.py", false],
    ["tmp/x.py", true],
  ])("decides about a single path as the walk does: %s", async (path, excluded) => {
    expect(await new Exclusions(fileSystem, ["tmp"]).excludes(path)).toBe(excluded);
  });

  it("names patterns that cannot be used", () => {
    const tooLong = "a".repeat(70_000);
    expect(new Exclusions(fileSystem, ["a/**", tooLong]).wrongPatterns).toEqual([tooLong]);
  });

  it("leaves out patterns that would keep it for minutes or cannot be used, and heeds the others", async () => {
    const deep = `${"a/".repeat(100)}b.py`;
    const lines = [
      "**/a/**/a/**/a/**/a/**/a/**/c",
      "*a*a*a*a*a*a*b",
      "a".repeat(5000),
      "# a comment",
      "[z-a]",
      "x.py",
      "\\",
    ];
    const made = new Exclusions(new MemoryFileSystem([[".gitignore", lines.join("\n")]]), [
      "**/a/**/a/**/a/**/a/**/a/**/c",
    ]);
    expect(await made.excludes(deep)).toBe(false);
    expect(await made.excludes("a/x.py")).toBe(true);
    expect(made.wrongIgnores.map(({ path, line }) => `${path} ${line}`)).toEqual([
      ".gitignore 1",
      ".gitignore 2",
      ".gitignore 3",
    ]);
    expect(made.wrongPatterns).toHaveLength(1);
  });

  it("says once that a `.gitignore` has more patterns than are used", async () => {
    const lines = Array.from({ length: 2003 }, (_, index) => `x${index}.py\n`).join("");
    const made = new Exclusions(new MemoryFileSystem([[".gitignore", `# names\n${lines}`]]), []);
    expect(await made.excludes("x1999.py")).toBe(true);
    expect(await made.excludes("x2000.py")).toBe(false);
    expect(made.wrongIgnores).toEqual([
      {
        path: ".gitignore",
        line: 2002,
        message: "only the first 2,000 patterns are used; this one and 2 behind it are left out",
      },
    ]);
  });

  it("takes nothing back in, and excludes nothing for having been asked to", async () => {
    const exclusions = new Exclusions(fileSystem, ["legacy/**", "!legacy/core/**", "!keep"]);
    expect(exclusions.wrongPatterns).toEqual(["!legacy/core/**", "!keep"]);
    expect(await exclusions.excludes("shop/models.py")).toBe(false);
    expect(await exclusions.excludes("legacy/core/models.py")).toBe(true);
  });
});
