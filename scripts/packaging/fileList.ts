import { globSync, readFileSync } from "node:fs";

/** The files that a list in `packaging/` asks for: each line is a glob over `root`, and must find something. */
export function expectedFiles(list: string, root: string): { files: readonly string[]; problems: readonly string[] } {
  const files: string[] = [];
  const problems: string[] = [];
  const patterns = readFileSync(list, "utf8").split("\n");
  for (const pattern of patterns.filter((line) => line !== "" && !line.startsWith("#"))) {
    const found = globSync(pattern, { cwd: root }).map((file) => file.replaceAll("\\", "/"));
    if (found.length === 0) problems.push(`${pattern}: nothing there`);
    files.push(...found);
  }
  return { files, problems };
}

/** Sentences: what is packed and not expected, and the other way round. */
export function listProblems(packed: readonly string[], expected: readonly string[]): readonly string[] {
  return [
    ...packed.filter((file) => !expected.includes(file)).map((file) => `${file} is packed, but not on the list`),
    ...expected.filter((file) => !packed.includes(file)).map((file) => `${file} is on the list, but not packed`),
  ];
}
