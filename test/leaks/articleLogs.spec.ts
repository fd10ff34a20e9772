import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { readWorkspace } from "../support/uses.ts";

const FOLDER = join(import.meta.dirname, "article");
const faults = parse(readFileSync(join(FOLDER, "faults.yml"), "utf8")) as readonly { file: string; line: number }[];

it("finds in the article's project the name of a user that is logged, in its line, and nothing else that is", async () => {
  const paths = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".pyc"))
    .map((entry) => relative(FOLDER, join(entry.parentPath, entry.name)));
  const texts = new Map(paths.map((path) => [path, readFileSync(join(FOLDER, path), "utf8")]));
  const workspace = await readWorkspace(texts);
  const found = workspace.leakPaths
    .flatMap((path) => workspace.leaksIn(path))
    .map(
      ({ path, span, severity }) => `${path}:${texts.get(path)!.slice(0, span.start).split("\n").length} ${severity}`,
    );
  const logged = faults.filter(({ file }) => file === "payments/access.py");
  expect(logged).toHaveLength(1);
  expect(found).toEqual(logged.map(({ file, line }) => `${file}:${line} information`));
});
