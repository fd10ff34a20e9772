import { describe, expect, it } from "vitest";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import type { Clock, ReadResult } from "./ports.ts";
import { Workspace } from "./workspace.ts";

const MODELS = "from django.db import models\nclass A(models.Model):\n    ssn = models.CharField()\n";

/** Every look at this clock is one millisecond later. */
class StepClock implements Clock {
  readonly duringPause: () => void;
  #time = 0;

  constructor(duringPause: () => void = () => undefined) {
    this.duringPause = duringPause;
  }

  now(): number {
    return ++this.#time;
  }

  async pause(): Promise<void> {
    this.duringPause();
    return Promise.resolve();
  }
}

function known(workspace: Workspace): readonly string[] {
  return workspace.analyses().map(({ path }) => path);
}

describe("a folder that cannot be listed", () => {
  it("is told of with its reason, and what was known of it stays", async () => {
    const files = new MemoryFileSystem([
      ["a/models.py", MODELS],
      ["a/locked/deep/models.py", MODELS],
      ["b/models.py", MODELS],
    ]);
    const workspace = new Workspace({ fileSystem: files, clock: new StepClock() });
    await workspace.index();
    files.lock("a/locked");
    files.remove("b");
    await workspace.index();
    expect(known(workspace)).toEqual(["a/locked/deep/models.py", "a/models.py"]);
    const skipped = [{ path: "a/locked", reason: "the folder cannot be listed: EACCES" }];
    expect(workspace.files).toEqual({ seen: 2, read: 2, skipped });
    files.remove("a/locked");
    files.lock("a/locked", false);
    await workspace.index();
    expect(known(workspace)).toEqual(["a/models.py"]);
    expect(workspace.files.skipped).toEqual([]);
  });

  it("may be the whole one", async () => {
    const files = new MemoryFileSystem([["models.py", MODELS]]);
    const workspace = new Workspace({ fileSystem: files, clock: new StepClock() });
    await workspace.index();
    files.lock("");
    await workspace.index();
    expect(known(workspace)).toEqual(["models.py"]);
    expect(workspace.files.skipped).toEqual([{ path: ".", reason: "the folder cannot be listed: EACCES" }]);
  });

  it("may be told of as changed: only what is gone for sure is forgotten", async () => {
    const files = new MemoryFileSystem([["a/b/models.py", MODELS]]);
    const workspace = new Workspace({ fileSystem: files, clock: new StepClock() });
    await workspace.index();
    files.lock("a/b");
    await workspace.filesChanged(["a/b"]);
    expect(known(workspace)).toEqual(["a/b/models.py"]);
    expect(workspace.files.skipped).toMatchObject([{ path: "a/b" }]);
    files.remove("a/b/models.py");
    await workspace.filesChanged(["a/b/models.py"]);
    expect(known(workspace)).toEqual([]);
    files.lock("a/b", false);
    files.write("a/b/other.py", MODELS);
    await workspace.filesChanged(["a/b"]);
    expect(known(workspace)).toEqual(["a/b/other.py"]);
    expect(workspace.files.skipped).toEqual([]);
  });
});

describe("many changes at once", () => {
  it("let others have their turn, and show what is known so far", async () => {
    const files = new MemoryFileSystem();
    const seen: number[] = [];
    let revisions = 0;
    const clock = new StepClock(() => seen.push(workspace.analyses().length));
    const workspace = new Workspace({ fileSystem: files, clock });
    await workspace.index();
    seen.length = 0;
    workspace.onDidChange(() => revisions++);
    const paths = Array.from({ length: 100 }, (_, index) => `m${index}.py`);
    for (const path of paths) files.write(path, MODELS);
    await workspace.filesChanged(paths);
    expect(seen.some((count) => count > 0 && count < 100)).toBe(true);
    expect(revisions).toBeGreaterThan(2);
    expect(known(workspace)).toHaveLength(100);
  });
});

describe("a changed path", () => {
  /** As on macOS and Windows. */
  class CaselessFileSystem extends MemoryFileSystem {
    override readFile(path: string, limit: number): ReadResult {
      const names = [path, path.toLowerCase(), path.replace("models", "Models")];
      return (
        names.map((name) => super.readFile(name, limit)).find(({ kind }) => kind === "bytes") ?? { kind: "missing" }
      );
    }
  }

  it("that now is written in other cases is one file", async () => {
    const files = new CaselessFileSystem([["models.py", MODELS]]);
    const workspace = new Workspace({ fileSystem: files, clock: new StepClock() });
    await workspace.index();
    files.remove("models.py");
    files.write("Models.py", MODELS);
    await workspace.filesChanged(["models.py", "Models.py"]);
    expect(known(workspace)).toEqual(["Models.py"]);
  });

  it("below a link is read where it lies, though the file system follows the link", async () => {
    const files = new MemoryFileSystem([["real/sub/models.py", MODELS]]);
    files.link("linked");
    const workspace = new Workspace({ fileSystem: files, clock: new StepClock() });
    await workspace.index();
    files.write("linked/sub/models.py", MODELS);
    await workspace.filesChanged(["linked/sub/models.py", "linked/sub"]);
    expect(known(workspace)).toEqual(["real/sub/models.py"]);
  });

  it("may be a new link, and a link may become a folder", async () => {
    const files = new MemoryFileSystem([["real/models.py", MODELS]]);
    const workspace = new Workspace({ fileSystem: files, clock: new StepClock() });
    await workspace.index();
    files.link("linked");
    await workspace.filesChanged(["linked"]);
    expect(workspace.files.skipped).toMatchObject([{ path: "linked" }]);
    files.unlink("linked");
    files.write("linked/models.py", MODELS);
    await workspace.filesChanged(["linked", "linked/models.py"]);
    expect(known(workspace)).toEqual(["linked/models.py", "real/models.py"]);
    expect(workspace.files.skipped).toEqual([]);
  });

  it("may be a folder that is not ours to read", async () => {
    const files = new MemoryFileSystem([["node_modules/gyp/models.py", MODELS]]);
    const workspace = new Workspace({ fileSystem: files, clock: new StepClock() });
    files.write("built/models.py", MODELS);
    files.write(".gitignore", "built/\n");
    await workspace.filesChanged(["node_modules", "built"]);
    expect(known(workspace)).toEqual([]);
  });
});

describe("an open document without models", () => {
  it("is nothing to tell of, until it has one and when it has none any more", async () => {
    const workspace = new Workspace({ fileSystem: new MemoryFileSystem(), clock: new StepClock() });
    await workspace.index();
    const told: string[] = [];
    workspace.onDidChange(({ paths }) => told.push(...paths));
    await workspace.openDocument("views.py", 1, "x = 1\n");
    await workspace.changeDocument("views.py", 2, "x = 12\n");
    expect(told).toEqual([]);
    await workspace.changeDocument("views.py", 3, MODELS);
    expect(told).toEqual(["views.py"]);
    await workspace.changeDocument("views.py", 4, "");
    expect(told).toEqual(["views.py", "views.py"]);
    await workspace.closeDocument("views.py");
    expect(told).toHaveLength(2);
  });
});
