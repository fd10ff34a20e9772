import { beforeEach, describe, expect, it } from "vitest";
import { MemoryCacheStore } from "../../../test/support/memoryCacheStore.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import type { Clock } from "./ports.ts";
import type { WorkspaceChange } from "./changes.ts";
import { Workspace } from "./workspace.ts";

const FILES = 3000;

/** One in ten declares something. */
const pathOf = (index: number): string => `app${index % 50}/m${index}.py`;
const textOf = (index: number, field: string): string =>
  index % 10 === 0
    ? `from django.db import models\n\nclass M${index}(models.Model):\n    ${field} = models.CharField(max_length=9)\n`
    : `def view(request):\n    return request.user.${field}\n`;

const clock: Clock = { now: () => 0, pause: () => Promise.resolve() };

let files: MemoryFileSystem;
let workspace: Workspace;
let changes: WorkspaceChange[];

const reads = (): number =>
  [...files.reads].reduce((sum, [path, count]) => sum + (path.endsWith(".py") ? count : 0), 0);

beforeEach(async () => {
  files = new MemoryFileSystem(Array.from({ length: FILES }, (_, index) => [pathOf(index), textOf(index, "ssn")]));
  workspace = new Workspace({ fileSystem: files, clock, cacheStore: new MemoryCacheStore(files) });
  await workspace.index();
  changes = [];
  workspace.onDidChange((change) => changes.push(change));
  files.reads.clear();
});

describe("a branch that is checked out", () => {
  const all = Array.from({ length: FILES }, (_, index) => index);

  it("is read once, file by file, and told once", async () => {
    for (const index of all) files.write(pathOf(index), textOf(index, "iban"));
    await workspace.filesChanged(all.map(pathOf));
    await workspace.whenIndexed();
    expect(reads()).toBe(FILES);
    expect(changes.filter(({ kind }) => kind === "texts")).toHaveLength(1);
    // Of what has changed in others, at most one more.
    expect(changes.length).toBeLessThanOrEqual(2);
    expect(workspace.analyses().every(({ file }) => file.fields[0]?.field.name === "iban")).toBe(true);
  });

  it("is no more when a .gitignore and the policy come with it than what they change", async () => {
    for (const index of all) files.write(pathOf(index), textOf(index, "iban"));
    files.write(".gitignore", "app1/\n");
    files.write("fieldguard.yml", "exclude: [app2]\n");
    await workspace.filesChanged([...all.map(pathOf), ".gitignore", "fieldguard.yml"]);
    await workspace.whenIndexed();
    expect(workspace.analyses().some(({ path }) => /^app[12]\//.test(path))).toBe(false);
    // Twice at most, not once for each of the files that decide.
    expect(reads()).toBeLessThanOrEqual(2 * FILES);
  });

  it("moves folders without opening what did not move", async () => {
    const moved = all.filter((index) => index % 50 === 7);
    files.remove("app7");
    for (const index of moved) files.write(`moved/m${index}.py`, textOf(index, "ssn"));
    await workspace.filesChanged(["app7", "moved"]);
    await workspace.whenIndexed();
    expect(reads()).toBe(moved.length);
    expect(workspace.files.seen).toBe(FILES);
  });
});

describe("a file that concerns no other", () => {
  it("costs nothing but itself when it is opened, edited and closed", async () => {
    const path = pathOf(3);
    const before = workspace.analyses();
    await workspace.openDocument(path, 1, textOf(3, "ssn"));
    await workspace.changeDocument(path, 2, `${textOf(3, "ssn")}# more\n`);
    await workspace.whenIndexed();
    expect(reads()).toBe(0);
    // Nothing was decided anew: each is the very object that it was.
    const after = workspace.analyses();
    expect(after).toHaveLength(before.length);
    expect(after.every((analysis, index) => analysis === before[index])).toBe(true);
    await workspace.closeDocument(path);
    expect(reads()).toBe(1);
    expect(workspace.analyses().every((analysis, index) => analysis === before[index])).toBe(true);
  });

  it("decides none but itself anew when it declares something", async () => {
    const path = pathOf(10);
    const before = new Map(workspace.analyses().map((analysis) => [analysis.path, analysis]));
    await workspace.openDocument(path, 1, textOf(10, "ssn"));
    await workspace.changeDocument(path, 2, textOf(10, "iban"));
    await workspace.whenIndexed();
    const others = workspace.analyses().filter((analysis) => before.get(analysis.path) !== analysis);
    expect(others.map((analysis) => analysis.path)).toEqual([path]);
    expect(reads()).toBe(0);
  });
});
