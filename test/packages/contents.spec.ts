import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { budgetProblems } from "../../scripts/packaging/budgets.ts";
import { listProblems } from "../../scripts/packaging/fileList.ts";
import { brokenLinks, packedReadme } from "../../scripts/packaging/stage.ts";
import { PACKAGES } from "./program.ts";

describe("the lists", () => {
  it("name what is packed unexpectedly and what is not packed", () => {
    expect(listProblems(["a", "b"], ["a", "c"])).toEqual([
      "b is packed, but not on the list",
      "c is on the list, but not packed",
    ]);
    expect(listProblems(["a"], ["a"])).toEqual([]);
  });

  it("refuse a bundle over its budget, and one without", () => {
    const problems = budgetProblems(".", [{ file: "dist/client.cjs", bytes: 2048, limit: 1024 }]);
    expect(problems).toContain("dist/client.cjs has 2.0 KB, its budget is 1.0 KB");
    expect(problems).toContain("dist/cli.js has no budget in packaging/budgets.json");
  });
});

describe("the packed README", () => {
  it("says nothing that only a clone can do, and links to nothing that does not ship", () => {
    const source =
      "a\n\n<!-- only in the repository -->\n\n## Try it\n\n<!-- to here -->\n\n[here](docs/a.md) [gone](docs/b.md)\n";
    expect(packedReadme(source, ["docs/a.md"])).toBe("a\n\n[here](docs/a.md) gone\n");
  });
});

describe.each(["vsix", "npm"])("the %s package", (name) => {
  const stage = join(PACKAGES, name);
  const files = globSync("**/*.*", { cwd: stage }).map((file) => file.replaceAll("\\", "/"));

  it("has pages without a link that leads nowhere", () => {
    const pages = files.filter((file) => file.endsWith(".md"));
    expect(pages).toContain("README.md");
    const broken = pages.flatMap((page) =>
      brokenLinks(page, readFileSync(join(stage, page), "utf8"), files).map((target) => `${page}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("holds every file that its manifest names", () => {
    const named = pathsIn(JSON.parse(readFileSync(join(stage, "package.json"), "utf8")));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((path) => !existsSync(join(stage, path)))).toEqual([]);
  });
});

/** Texts that are paths into our folders. */
function pathsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return /^(\.\/|dist\/|media\/|schemas\/|syntaxes\/)/.test(value) ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap(pathsIn);
}
