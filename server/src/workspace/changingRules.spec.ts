import { describe, expect, it } from "vitest";
import { HeldFileSystem } from "../../../test/support/heldFileSystem.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import type { Clock } from "./ports.ts";
import type { WorkspaceChange } from "./changes.ts";
import { Workspace } from "./workspace.ts";

const CLOCK: Clock = { now: () => 0, pause: () => Promise.resolve() };
const MODELS = "from django.db import models\nclass A(models.Model):\n    ssn = models.CharField()\n";
const SEVERE = "rules:\n  storage/plaintext-field: error\n";
const MILD = "rules:\n  storage/plaintext-field: hint\n";

interface Opened {
  readonly workspace: Workspace;
  readonly files: MemoryFileSystem;
  readonly held: HeldFileSystem;
  readonly changes: WorkspaceChange[];
}

function opened(texts: Readonly<Record<string, string>>): Opened {
  const files = new MemoryFileSystem(Object.entries(texts));
  const held = new HeldFileSystem(files);
  const workspace = new Workspace({ fileSystem: held, clock: CLOCK });
  const changes: WorkspaceChange[] = [];
  workspace.onDidChange((change) => changes.push(change));
  return { workspace, files, held, changes };
}

function known(workspace: Workspace): readonly string[] {
  return workspace.analyses().map(({ path }) => path);
}

function told(changes: readonly WorkspaceChange[]): readonly string[] {
  return changes.flatMap(({ paths }) => [...paths]);
}

async function allOthers(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

function severities(workspace: Workspace): readonly string[] {
  return workspace.analyses().flatMap(({ findings }) => findings.map(({ severity }) => severity));
}

describe("an open document", () => {
  it("that nobody said is excluded no longer is found by the next reading, and told", async () => {
    const { workspace, files, changes } = opened({ ".gitignore": "local/\n", "local/models.py": MODELS });
    await workspace.openDocument("local/models.py", 1, MODELS);
    await workspace.index();
    expect(known(workspace)).toEqual([]);
    files.write(".gitignore", "");
    changes.length = 0;
    await workspace.index();
    expect(known(workspace)).toEqual(["local/models.py"]);
    expect(told(changes)).toContain("local/models.py");
  });

  it("that nobody said is excluded now is left out by the next reading, and told", async () => {
    const { workspace, files, changes } = opened({ "local/models.py": MODELS });
    await workspace.index();
    await workspace.openDocument("local/models.py", 1, MODELS);
    expect(known(workspace)).toEqual(["local/models.py"]);
    files.write(".gitignore", "local/\n");
    changes.length = 0;
    await workspace.index();
    expect(known(workspace)).toEqual([]);
    expect(await workspace.analysis("local/models.py")).toBeNull();
    expect(changes.find(({ paths }) => paths.has("local/models.py"))?.kind).toBe("judgements");
  });

  it("that is typed in while others find out that it is excluded, is", async () => {
    const { workspace, files, held } = opened({ "local/models.py": MODELS });
    await workspace.index();
    await workspace.openDocument("local/models.py", 1, MODELS);
    files.write(".gitignore", "local/\n");
    const release = held.hold("local/.gitignore");
    const changed = workspace.filesChanged([".gitignore"]);
    await allOthers();
    await workspace.changeDocument("local/models.py", 2, `${MODELS}# typed\n`);
    release();
    await changed;
    expect(await workspace.analysis("local/models.py")).toBeNull();
    expect(known(workspace)).toEqual([]);
  });
});

describe("a policy", () => {
  it("that is read twice at once is the one that was asked for last", async () => {
    const { workspace, files, held } = opened({ "models.py": MODELS, "fieldguard.yml": MILD });
    await workspace.index();
    const release = held.hold("fieldguard.yml");
    const early = workspace.filesChanged(["fieldguard.yml"]);
    await allOthers();
    files.write("fieldguard.yml", SEVERE);
    const late = workspace.filesChanged(["fieldguard.yml"]);
    await allOthers();
    release();
    await Promise.all([early, late]);
    expect(severities(workspace)).toEqual(["error"]);
  });

  it("that means the same as before changes nothing", async () => {
    const { workspace, changes } = opened({ "models.py": MODELS, "fieldguard.yml": MILD });
    await workspace.index();
    changes.length = 0;
    await workspace.openDocument("fieldguard.yml", 1, MILD);
    await workspace.changeDocument("fieldguard.yml", 2, `${MILD}# a comment\n`);
    expect(changes).toEqual([]);
    await workspace.changeDocument("fieldguard.yml", 3, SEVERE);
    expect(changes.map(({ kind }) => kind)).toEqual(["rules"]);
  });

  it("whose mistakes come and go is told as what it is", async () => {
    const { workspace, changes } = opened({ "models.py": MODELS, "fieldguard.yml": MILD });
    await workspace.index();
    await workspace.openDocument("fieldguard.yml", 1, MILD);
    changes.length = 0;
    await workspace.changeDocument("fieldguard.yml", 2, `${MILD}colour: red\n`);
    await workspace.changeDocument("fieldguard.yml", 3, MILD);
    expect(changes.map(({ kind, paths }) => [kind, ...paths])).toEqual([
      ["judgements", "fieldguard.yml"],
      ["judgements", "fieldguard.yml"],
    ]);
  });
});

describe("what is declared for other tools", () => {
  const declaring = (pii: boolean): string => `models:\n  shop.A:\n    fields:\n      ssn: { pii: ${pii} }\n`;
  const verdicts = (workspace: Workspace): readonly string[] =>
    workspace.analyses().flatMap(({ file }) => file.fields.map(({ classification }) => classification.verdict));

  it("counts for files that were read before it, and again when it changes on disk", async () => {
    const { workspace, files, changes } = opened({ "shop/models.py": MODELS, "zzz/gdpr.yml": declaring(false) });
    await workspace.index();
    expect(verdicts(workspace)).toEqual(["clear"]);
    files.write("zzz/gdpr.yml", declaring(true));
    await workspace.filesChanged(["zzz/gdpr.yml"]);
    expect(verdicts(workspace)).toEqual(["sensitive"]);
    files.write("zzz/gdpr.yml", declaring(false));
    await workspace.filesChanged(["zzz/gdpr.yml"]);
    changes.length = 0;
    files.remove("zzz");
    await workspace.filesChanged(["zzz"]);
    expect(verdicts(workspace)).toEqual(["sensitive"]);
    expect(changes.map(({ kind }) => kind)).toContain("rules");
  });

  it("is that of the open document, until it is closed", async () => {
    const { workspace } = opened({ "shop/models.py": MODELS, "gdpr.yml": declaring(false) });
    await workspace.index();
    await workspace.openDocument("gdpr.yml", 1, declaring(true));
    expect(verdicts(workspace)).toEqual(["sensitive"]);
    await workspace.changeDocument("gdpr.yml", 2, declaring(false).replace(" }", ""));
    expect(verdicts(workspace)).toEqual(["clear"]);
    await workspace.changeDocument("gdpr.yml", 3, "models:\n");
    expect(verdicts(workspace)).toEqual(["sensitive"]);
    await workspace.closeDocument("gdpr.yml");
    expect(verdicts(workspace)).toEqual(["clear"]);
  });

  it("that says the same as before changes nothing", async () => {
    const { workspace, files, changes } = opened({ "shop/models.py": MODELS, "gdpr.yml": declaring(false) });
    await workspace.index();
    changes.length = 0;
    files.write("gdpr.yml", `# decided together\n${declaring(false)}`);
    await workspace.filesChanged(["gdpr.yml"]);
    expect(changes.map(({ kind }) => kind)).not.toContain("rules");
  });
});

describe("files that say what is excluded", () => {
  it("are heeded in folders that are not excluded themselves", async () => {
    const { workspace, files, changes } = opened({
      ".gitignore": "built/\n",
      "app/models.py": MODELS,
      ".pytest_cache/.gitignore": "*\n",
    });
    await workspace.index();
    changes.length = 0;
    files.write("built/.gitignore", "*\n");
    await workspace.filesChanged([".pytest_cache/.gitignore", "built/.gitignore"]);
    expect(changes).toEqual([]);
    files.write("app/.gitignore", "models.py\n");
    await workspace.filesChanged(["app/.gitignore"]);
    expect(known(workspace)).toEqual([]);
  });

  it("are heeded when they come and go with their folder, of which alone somebody tells", async () => {
    const { workspace, files } = opened({ "app/models.py": MODELS, "app/open.py": MODELS, "py3/models.py": MODELS });
    await workspace.index();
    await workspace.openDocument("app/open.py", 1, MODELS);
    files.write("app/.gitignore", "*.py\n");
    files.write("py3/pyvenv.cfg", "home = /usr\n");
    await workspace.filesChanged(["app", "py3"]);
    expect(known(workspace)).toEqual([]);
    files.remove("app/.gitignore");
    files.remove("py3/pyvenv.cfg");
    await workspace.filesChanged(["app", "py3"]);
    expect(known(workspace)).toEqual(["app/models.py", "app/open.py", "py3/models.py"]);
  });

  it("make a virtual environment of a folder, and no longer", async () => {
    const { workspace, files } = opened({ "py3/models.py": MODELS });
    await workspace.index();
    expect(known(workspace)).toEqual(["py3/models.py"]);
    files.write("py3/pyvenv.cfg", "");
    await workspace.filesChanged(["py3/pyvenv.cfg"]);
    expect(known(workspace)).toEqual([]);
    files.remove("py3/pyvenv.cfg");
    await workspace.filesChanged(["py3/pyvenv.cfg"]);
    expect(known(workspace)).toEqual(["py3/models.py"]);
  });
});
