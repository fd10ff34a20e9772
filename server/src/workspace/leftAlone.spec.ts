import { describe, expect, it } from "vitest";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import { type LeftAlone, NOTHING_LEFT_ALONE } from "./exclusions.ts";
import { Workspace } from "./workspace.ts";

const MODEL = "from django.db import models\n\nclass A(models.Model):\n    ssn = models.CharField(max_length=9)\n";
const PATHS = ["models.py", "apps/inner/models.py", "apps/inner[1]/models.py", "generated/models.py"];

function scene(leftAlone: LeftAlone): { workspace: Workspace; files: MemoryFileSystem; set: (now: LeftAlone) => void } {
  const files = new MemoryFileSystem(PATHS.map((path) => [path, MODEL]));
  let current = leftAlone;
  const workspace = new Workspace({
    fileSystem: files,
    clock: { now: () => 0, pause: () => Promise.resolve() },
    leftAlone: () => Promise.resolve(current),
  });
  return { workspace, files, set: (now) => (current = now) };
}

const known = (workspace: Workspace): readonly string[] => workspace.analyses().map(({ path }) => path);

describe("what is left alone", () => {
  it("is not opened, by a reading or because it changed, and is no mistake of the policy", async () => {
    const { workspace, files } = scene({ patterns: ["**/generated", "!a"], folders: ["apps/inner", "apps/inner[1]"] });
    await workspace.index();
    await workspace.filesChanged(["apps/inner/models.py", "apps/inner", "generated/models.py"]);
    expect(known(workspace)).toEqual(["models.py"]);
    expect([...files.reads.keys()].filter((path) => path.endsWith(".py"))).toEqual(["models.py"]);
    expect(workspace.problems()).toEqual([]);
    expect(workspace.wrongHidden).toEqual(["!a"]);
  });

  it("is a folder by its name, whatever a pattern would mean by it", async () => {
    const { workspace } = scene({ patterns: [], folders: ["apps/inner[1]"] });
    await workspace.index();
    expect(known(workspace)).toEqual(["apps/inner/models.py", "generated/models.py", "models.py"]);
  });

  it("is asked for anew by each reading", async () => {
    const { workspace, set } = scene({ patterns: [], folders: ["apps"] });
    await workspace.openDocument("apps/inner/models.py", 1, MODEL);
    await workspace.index();
    expect(known(workspace)).toEqual(["generated/models.py", "models.py"]);
    set(NOTHING_LEFT_ALONE);
    await workspace.index();
    expect(known(workspace)).toEqual([...PATHS].sort());
  });
});
