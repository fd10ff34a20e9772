import { describe, expect, it } from "vitest";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import type { Clock } from "./ports.ts";
import { Workspace } from "./workspace.ts";
import type { WorkspaceOptions } from "./workspaceParts.ts";

const CLOCK: Clock = { now: () => 0, pause: () => Promise.resolve() };
const MODELS = "from django.db import models\nclass A(models.Model):\n    ssn = models.CharField()\n";
const POLICY =
  "fields:\n  A.ssn: { category: null, reason: r }\n  B.ssn: { category: null, reason: r }\npaths:\n  b/**: person\n";
const UNUSED = ["fieldguard.yml:3 fields.B.ssn", "fieldguard.yml:5 paths.b/**"];

function opened(texts: Readonly<Record<string, string>>, options: Partial<WorkspaceOptions> = {}) {
  const files = new MemoryFileSystem(Object.entries({ "a/models.py": MODELS, "fieldguard.yml": POLICY, ...texts }));
  return { files, workspace: new Workspace({ fileSystem: files, clock: CLOCK, ...options }) };
}

function unused(workspace: Workspace): readonly string[] {
  return workspace
    .unusedEntries()
    .map(({ path, line, message }) => `${path}:${line} ${/`(.+?)`/.exec(message)?.[1] ?? ""}`);
}

describe("entries of the policy without use", () => {
  it("are known once the whole folder has been read", async () => {
    const { workspace } = opened({});
    await workspace.openDocument("a/models.py", 1, MODELS);
    expect(unused(workspace)).toEqual([]);
    await workspace.index({ token: { isCancellationRequested: true } });
    expect(unused(workspace)).toEqual([]);
    await workspace.index();
    expect(unused(workspace)).toEqual(UNUSED);
    expect(workspace.problems()).toEqual([]);
  });

  it("are not those that name an app by its label, which are heeded as it changes", async () => {
    const config = (label: string): string =>
      `from django.apps import AppConfig\nclass Config(AppConfig):\n    name = "a"\n    label = "${label}"\n`;
    const { workspace, files } = opened({
      "a/apps.py": config("humans"),
      "fieldguard.yml": "fields:\n  humans.A.ssn: { category: null, reason: r }\nentities:\n  a.A: thing\n",
    });
    const verdict = (): unknown => workspace.known("a/models.py")?.file.fields[0]?.classification.verdict;
    await workspace.index();
    expect([verdict(), unused(workspace)]).toEqual(["clear", []]);
    for (const label of ["people", "humans", "persons"]) {
      files.write("a/apps.py", config(label));
      await workspace.filesChanged(["a/apps.py"]);
      await workspace.whenIndexed();
      const expected = label === "humans" ? ["clear", []] : ["sensitive", ["fieldguard.yml:2 fields.humans.A.ssn"]];
      expect([verdict(), unused(workspace)], label).toEqual(expected);
    }
    files.remove("a/apps.py");
    await workspace.filesChanged(["a/apps.py"]);
    await workspace.whenIndexed();
    expect(verdict()).toBe("sensitive");
  });

  it("are not those about models of packages that are installed or inherited from, nor about what a model inherits", async () => {
    const { workspace } = opened({
      "manage.py": 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
      "settings.py": 'INSTALLED_APPS = ["django.contrib.auth"]\nAUTH_USER_MODEL = "people.Member"\n',
      "people/models.py": `
from django.contrib.auth.models import AbstractUser
from django.db import models
class Base(models.Model):
    ssn = models.CharField()
    class Meta:
        abstract = True
class Child(Base):
    pass
class Member(AbstractUser):
    pass
`,
      "fieldguard.yml": `
entities:
  auth.Group: thing
  auth.Grouping: thing
fields:
  Child.ssn: { category: null, reason: r }
  Child.sn: { category: null, reason: r }
  people.Member.email: { category: null, reason: r }
  AbstractUser.first_name: { category: null, reason: r }
  auth.Group.name: { category: null, reason: r }
  auth.Group.names: { category: null, reason: r }
`,
    });
    await workspace.index();
    expect(unused(workspace)).toEqual([
      "fieldguard.yml:4 entities.auth.Grouping",
      "fieldguard.yml:7 fields.Child.sn",
      "fieldguard.yml:11 fields.auth.Group.names",
    ]);
  });

  it("are not guessed at where something was left out", async () => {
    const { workspace, files } = opened({});
    files.write("c/models.py", Uint8Array.of(0, 1));
    await workspace.index();
    expect(unused(workspace)).toEqual([]);
    const locked = opened({ "c/models.py": MODELS });
    locked.files.lock("c");
    await locked.workspace.index();
    expect(unused(locked.workspace)).toEqual([]);
  });

  it("are not looked for in a policy from elsewhere, which may be about more, nor in one with problems", async () => {
    const elsewhere = opened({}, { policyFile: { path: "../fieldguard.yml", text: POLICY } });
    await elsewhere.workspace.index();
    expect(unused(elsewhere.workspace)).toEqual([]);
    const wrong = opened({ "fieldguard.yml": `${POLICY}other: 1\n` });
    await wrong.workspace.index();
    expect(unused(wrong.workspace)).toEqual([]);
  });

  it("follow models and policy as they are typed, and are told where they stand", async () => {
    const { workspace } = opened({});
    await workspace.index();
    const told: string[][] = [];
    workspace.onDidChange(({ paths, kind }) => {
      if (paths.has("fieldguard.yml")) told.push([kind, ...unused(workspace)]);
    });
    await workspace.openDocument("a/models.py", 1, MODELS.replace("class A", "class B"));
    expect(told.at(-1)).toEqual(["judgements", "fieldguard.yml:2 fields.A.ssn", "fieldguard.yml:5 paths.b/**"]);
    await workspace.closeDocument("a/models.py");
    expect(told.at(-1)).toEqual(["judgements", ...UNUSED]);
    await workspace.openDocument("fieldguard.yml", 1, `# why\n${POLICY}`);
    expect(told.at(-1)).toEqual(["judgements", "fieldguard.yml:4 fields.B.ssn", "fieldguard.yml:6 paths.b/**"]);
    await workspace.changeDocument("fieldguard.yml", 2, "version: 1\n");
    expect(told.at(-1)).toEqual(["judgements"]);
  });

  it("are told of when the folder has been read, and do not come and go while it is read anew", async () => {
    const { workspace } = opened({});
    const told: string[][] = [];
    workspace.onDidChange(() => told.push([...unused(workspace)]));
    await workspace.index();
    expect(told.at(-1)).toEqual(UNUSED);
    told.length = 0;
    await workspace.index();
    expect(told.every((entries) => entries.join() === UNUSED.join())).toBe(true);
  });
});
