import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import { doSteps, workspaceSteps } from "../../../test/support/workspaceSteps.ts";
import type { Clock, FileSystem } from "./ports.ts";
import { Workspace } from "./workspace.ts";

/** What other files declare counts: bases, and the owners that relations lead to. */
const CLOCK: Clock = { now: () => 0, pause: () => Promise.resolve() };

const file = (body: string): string => `from django.db import models\n\n${body}\n`;
const PERSON = file(`class Base(models.Model):
    first_name = models.CharField(max_length=50)
    last_name = models.CharField(max_length=50)`);
const PLAIN = file(`class Base(models.Model):
    color = models.CharField(max_length=50)`);
const ROW = file(`class Row(Base):
    name = models.CharField(max_length=50)
    note = models.TextField()`);
/** A status that may be a student's, and one that cannot be without its student. */
const TRACKED = file(`class Base(models.Model):
    student = models.ForeignKey("school.Student", null=True, on_delete=models.CASCADE)

    class Meta:
        abstract = True`);
const BOUND = TRACKED.replace("null=True, ", "");
const STATUS = file(`class Status(Base):
    comment = models.TextField()`);

function workspaceOf(files: Readonly<Record<string, string>>): { workspace: Workspace; disk: MemoryFileSystem } {
  const disk = new MemoryFileSystem(Object.entries(files));
  return { workspace: new Workspace({ fileSystem: disk, clock: CLOCK }), disk };
}

function confidence(workspace: Workspace, path: string, field: string): number {
  const found = workspace.known(path)?.file.fields.find((item) => item.field.name === field);
  return found?.classification.confidence ?? NaN;
}

/** All that the files say of each other shows in what is decided of their fields. */
function decided(workspace: Workspace): readonly string[] {
  return workspace
    .analyses()
    .flatMap(({ path, file: { fields } }) =>
      fields.map(({ entity, field, classification }) =>
        JSON.stringify([path, entity.name, field.name, classification.confidence, classification.category]),
      ),
    );
}

describe("a file's fields", () => {
  it("are decided with the bases that other files declare", async () => {
    const alone = workspaceOf({ "row.py": ROW }).workspace;
    const both = workspaceOf({ "row.py": ROW, "base.py": PERSON }).workspace;
    await alone.index();
    await both.index();
    expect(confidence(both, "row.py", "name")).toBeGreaterThan(confidence(alone, "row.py", "name") + 0.3);
  });

  it("are decided anew when a base in another file becomes something else, and that is told", async () => {
    const { workspace, disk } = workspaceOf({
      "row.py": ROW,
      "base.py": PERSON,
      "other.py": PLAIN.replace("Base", "Other"),
    });
    await workspace.index();
    const before = confidence(workspace, "row.py", "name");
    const told: string[] = [];
    workspace.onDidChange(({ paths }) => told.push(...paths));
    disk.write("base.py", PLAIN);
    await workspace.filesChanged(["base.py"]);
    await workspace.whenIndexed();
    expect(confidence(workspace, "row.py", "name")).toBeLessThan(before - 0.3);
    expect(told.toSorted()).toEqual(["base.py", "row.py"]);
  });

  it("are decided anew when a base can no longer be without the person that it belongs to", async () => {
    const { workspace, disk } = workspaceOf({ "row.py": STATUS, "base.py": TRACKED });
    await workspace.index();
    await workspace.openDocument("base.py", 1, TRACKED);
    await workspace.analysis("base.py");
    await workspace.whenIndexed();
    const before = confidence(workspace, "row.py", "comment");
    await workspace.changeDocument("base.py", 2, BOUND);
    await workspace.analysis("base.py");
    await workspace.whenIndexed();
    disk.write("base.py", BOUND);
    const fresh = new Workspace({ fileSystem: disk, clock: CLOCK });
    await fresh.index();
    expect(confidence(workspace, "row.py", "comment")).toBe(confidence(fresh, "row.py", "comment"));
    expect(confidence(workspace, "row.py", "comment")).toBeGreaterThan(before + 0.3);
  });

  it("follow the open document, not the disk", async () => {
    const { workspace } = workspaceOf({ "row.py": ROW, "base.py": PLAIN });
    await workspace.index();
    const before = confidence(workspace, "row.py", "name");
    await workspace.openDocument("base.py", 1, PERSON);
    // An open document is read when it is shown.
    await workspace.analysis("base.py");
    await workspace.whenIndexed();
    expect(confidence(workspace, "row.py", "name")).toBeGreaterThan(before + 0.3);
    await workspace.closeDocument("base.py");
    await workspace.whenIndexed();
    expect(confidence(workspace, "row.py", "name")).toBe(before);
  });

  it("are decided anew when a module in between passes another base on, which alone is read for it", async () => {
    const { workspace, disk } = workspaceOf({
      "row/models.py": `from core import Base\n${ROW}`,
      "core/__init__.py": "from core.people import Base",
      "core/people.py": PERSON,
      "core/plain.py": PLAIN,
      "core/never.py": "from core.plain import Base",
    });
    await workspace.index();
    const before = confidence(workspace, "row/models.py", "name");
    const told: string[] = [];
    workspace.onDidChange(({ paths }) => told.push(...paths));
    disk.write("core/__init__.py", "from core.plain import *");
    await workspace.filesChanged(["core/__init__.py"]);
    await workspace.whenIndexed();
    expect(confidence(workspace, "row/models.py", "name")).toBeLessThan(before - 0.3);
    expect(told).toEqual(["row/models.py"]);
    const reads: string[] = [];
    const noting: FileSystem = {
      readsAtOnce: 1,
      readDirectory: (path) => disk.readDirectory(path),
      readFile: (path, limit) => {
        reads.push(path);
        return disk.readFile(path, limit);
      },
    };
    const fresh = new Workspace({ fileSystem: noting, clock: CLOCK });
    await fresh.index();
    expect(confidence(fresh, "row/models.py", "name")).toBe(confidence(workspace, "row/models.py", "name"));
    expect(reads.filter((path) => path === "core/__init__.py")).toHaveLength(2);
    expect(reads.filter((path) => path === "core/never.py")).toHaveLength(1);
  });

  it("are told once: a change that means nothing to others concerns no other file", async () => {
    const { workspace, disk } = workspaceOf({ "row.py": ROW, "base.py": PERSON });
    await workspace.index();
    const told: string[] = [];
    workspace.onDidChange(({ paths }) => told.push(...paths));
    disk.write("base.py", `# a comment\n${PERSON}`);
    await workspace.filesChanged(["base.py"]);
    await workspace.whenIndexed();
    expect(told).toEqual(["base.py"]);
  });

  it.each([
    ["a base is something else", [PERSON, PLAIN, ROW, ROW.replaceAll("Row", "Heir").replace("Base", "Row"), ""]],
    ["a base's relation may be empty, or not", [TRACKED, BOUND, STATUS, ""]],
    [
      "a module passes a base on",
      [PERSON, `from b.c import Base\n${ROW}`, "from a import *", "from b.models import Base", ""],
    ],
  ])("agree with a fresh look, whatever came before: %s", async (_, texts) => {
    const path = fc.constantFrom("a.py", "b/models.py", "b/c.py", "ignored/d.py");
    const text = fc.constantFrom(...texts);
    await fc.assert(
      fc.asyncProperty(workspaceSteps(path, text), async (steps) => {
        const { workspace, disk } = workspaceOf({ ".gitignore": "ignored/\n" });
        await workspace.index();
        // As the editor does, which shows what it is told of.
        const documents = await doSteps(workspace, disk, steps, () => decided(workspace));
        await workspace.whenIndexed();
        const fresh = new Workspace({ fileSystem: disk, clock: CLOCK });
        for (const [open, content] of documents) await fresh.openDocument(open, 1, content);
        await fresh.index();
        decided(fresh);
        await fresh.whenIndexed();
        expect(decided(workspace)).toEqual(decided(fresh));
      }),
      { seed: 4711, numRuns: 300 },
    );
  });
});
