import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dedent, parseFixture } from "../../../test/support/fixture.ts";
import { MemoryCacheStore } from "../../../test/support/memoryCacheStore.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import { doSteps, workspaceSteps } from "../../../test/support/workspaceSteps.ts";
import { MAX_FILE_BYTES } from "./limits.ts";
import type { Clock } from "./ports.ts";
import type { WorkspaceChange } from "./changes.ts";
import { Workspace } from "./workspace.ts";

const NATIONAL_ID = dedent(`
  from django.db import models

  class Customer(models.Model):
      national_id = models.CharField(max_length=20)
`);
const PASSPORT = NATIONAL_ID.replace("national_id", "passport_number");

/** Every look at this clock is one millisecond later, so that slices end after a fixed number of steps. */
class StepClock implements Clock {
  pauses = 0;
  #time = 0;
  readonly #duringPause: (pauses: number) => void | Promise<void>;

  constructor(duringPause: (pauses: number) => void | Promise<void> = () => undefined) {
    this.#duringPause = duringPause;
  }

  now(): number {
    return ++this.#time;
  }

  async pause(): Promise<void> {
    await this.#duringPause(++this.pauses);
  }
}

interface Opened {
  readonly workspace: Workspace;
  readonly files: MemoryFileSystem;
  readonly changes: WorkspaceChange[];
}

/** A workspace over a fixture's files, not read yet. */
function opened(source: string, clock: Clock = new StepClock()): Opened {
  const files = new MemoryFileSystem(source === "" ? [] : parseFixture(source).files);
  const workspace = new Workspace({ fileSystem: files, clock });
  const changes: WorkspaceChange[] = [];
  workspace.onDidChange((change) => changes.push(change));
  return { workspace, files, changes };
}

/** `path: field field` of every file that declares something. */
function known(workspace: Workspace): readonly string[] {
  return workspace
    .analyses()
    .map(({ path, file }) => `${path}: ${file.fields.map(({ field }) => field.name).join(" ")}`);
}

const model = (path: string, field: string): string => `
  //- ${path}
  from django.db import models
  class A(models.Model):
      ${field} = models.CharField(max_length=20)
`;

describe("index", () => {
  it("knows every file that declares something, and counts the rest", async () => {
    const { workspace, files } = opened(model("b/models.py", "ssn") + model("a.py", "color"));
    files.write("plain.py", "x = 1\n");
    files.write("README.md", NATIONAL_ID);
    await workspace.index();
    expect(known(workspace)).toEqual(["a.py: color", "b/models.py: ssn"]);
    expect(workspace.files).toEqual({ seen: 3, read: 3, skipped: [] });
  });

  it("says what it left out and why", async () => {
    const { workspace, files } = opened(model("a.py", "ssn"));
    files.write("binary.py", Uint8Array.of(1, 0, 2));
    files.write("huge.py", "#".repeat(MAX_FILE_BYTES + 1));
    files.write("latin.py", Uint8Array.of(0x23, 0xe9));
    files.link("link.py");
    await workspace.index();
    expect(workspace.files).toEqual({
      seen: 5,
      read: 1,
      skipped: [
        { path: "binary.py", reason: "is not a text file" },
        { path: "huge.py", reason: "larger than 2 MB (`limits` in fieldguard.yml)" },
        { path: "latin.py", reason: expect.stringContaining("not valid UTF-8") as string },
        { path: "link.py", reason: "a symbolic link, which is not followed" },
      ],
    });
    expect(workspace.problems()).toMatchObject([{ path: "latin.py", line: 1 }]);
  });

  it("lets others have their turn while it reads, and shows what it has so far", async () => {
    const seen: number[] = [];
    const clock = new StepClock(() => {
      seen.push(workspace.analyses().length);
    });
    const { workspace } = opened(
      Array.from({ length: 40 }, (_, index) => model(`m${String(index).padStart(2, "0")}.py`, "ssn")).join(""),
      clock,
    );
    await workspace.index();
    expect(clock.pauses).toBeGreaterThan(2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen[0]).toBeLessThan(40);
    expect(workspace.analyses()).toHaveLength(40);
  });

  it("stops when it is cancelled", async () => {
    const token = { isCancellationRequested: false };
    const clock = new StepClock(() => {
      token.isCancellationRequested = true;
    });
    const { workspace } = opened(
      Array.from({ length: 40 }, (_, index) => model(`m${index}.py`, "ssn")).join(""),
      clock,
    );
    await workspace.index({ token });
    expect(workspace.analyses().length).toBeLessThan(40);
    expect(workspace.isIncomplete).toBe(true);
    await workspace.index();
    expect(workspace.isIncomplete).toBe(false);
  });

  it("that is cancelled leaves nothing undecided of what it has read", async () => {
    const token = { isCancellationRequested: false };
    const { workspace, files } = opened(
      Array.from({ length: 40 }, (_, index) => model(`m${index}.py`, "color")).join(""),
      new StepClock(() => {
        token.isCancellationRequested = files.reads.get("a.py") === 2;
      }),
    );
    const base = "from django.db import models\n\nclass A(models.Model):\n    x = models.CharField(max_length=9)\n";
    files.write("a.py", base);
    files.write("shop/models.py", base.replace("x =", "color ="));
    files.write("z.py", "from a import A\nfrom fields import Text\n\nclass B(A):\n    ssn = Text()\n");
    files.write("fields.py", "from django.db import models\n\nclass Text(models.TextField):\n    pass\n");
    await workspace.index();
    expect(known(workspace)).toContain("z.py: ssn");
    files.write("a.py", "x = 1\n");
    await workspace.index({ token });
    expect(workspace.isIncomplete).toBe(true);
    expect(known(workspace)).not.toContain("z.py: ssn");
    files.write("gdpr.yml", "models: { shop.A: { fields: { color: { pii: true } } } }\n");
    await workspace.filesChanged(["gdpr.yml"]);
    const fresh = new Workspace({ fileSystem: files, clock: new StepClock() });
    await fresh.index();
    expect(workspace.analyses()).toEqual(fresh.analyses());
  });

  it("is not over before the run that took its place is", async () => {
    const { workspace } = opened(
      Array.from({ length: 40 }, (_, index) => model(`m${index}.py`, "ssn")).join(""),
      new StepClock(async (pauses) => {
        if (pauses === 1) void workspace.index();
        await Promise.resolve();
      }),
    );
    await workspace.index();
    expect(workspace.isIndexing).toBe(false);
    expect(known(workspace)).toHaveLength(40);
  });

  it("forgets what is gone when it is run again, and keeps what came in between", async () => {
    let during = async (): Promise<void> => Promise.resolve();
    const clock = new StepClock(() => during());
    const { workspace, files } = opened(
      Array.from({ length: 30 }, (_, index) => model(`z/m${index}.py`, "ssn")).join("") + model("gone.py", "ssn"),
      clock,
    );
    await workspace.index();
    files.remove("gone.py");
    during = async () => {
      // A folder that the walk has already passed.
      files.write("a/late.py", NATIONAL_ID);
      await workspace.filesChanged(["a/late.py"]);
    };
    await workspace.index();
    expect(known(workspace)).toContain("a/late.py: national_id");
    expect(known(workspace).some((line) => line.startsWith("gone.py"))).toBe(false);
  });

  it("gives way to a run that starts later", async () => {
    let second: Promise<void> | null = null;
    const clock = new StepClock(() => {
      if (second) return;
      files.remove("m");
      second = workspace.index();
    });
    const { workspace, files } = opened(
      Array.from({ length: 40 }, (_, index) => model(`m/m${index}.py`, "ssn")).join("") + model("kept.py", "ssn"),
      clock,
    );
    await workspace.index();
    await (second as Promise<void> | null);
    expect(known(workspace)).toEqual(["kept.py: ssn"]);
  });
});

describe("limits", () => {
  const paths = ["a.py", "b.py", "c.py", "d.py", "e.py"];

  it("of the policy say how many files are read, and the rest is told of once", async () => {
    const { workspace, files } = opened(paths.map((path) => model(path, "ssn")).join(""));
    files.write("fieldguard.yml", "limits: { files: 3 }\n");
    await workspace.index();
    expect(known(workspace)).toEqual(["a.py: ssn", "b.py: ssn", "c.py: ssn"]);
    expect(workspace.files.skipped).toEqual([
      {
        path: ".",
        reason: "there are more than 3 files to read, and the rest is left out (`limits` in fieldguard.yml)",
      },
    ]);
    expect(workspace.cappedAt).toBe(3);
    files.write("fieldguard.yml", "limits: { files: 5 }\n");
    await workspace.filesChanged(["fieldguard.yml"]);
    expect(known(workspace)).toHaveLength(5);
    expect(workspace.files.skipped).toEqual([]);
    expect(workspace.cappedAt).toBeNull();
    // What was read and is too much now is let go of.
    files.write("fieldguard.yml", "limits: { files: 1 }\n");
    await workspace.filesChanged(["fieldguard.yml"]);
    expect(known(workspace)).toEqual(["a.py: ssn"]);
  });

  it("count what is read, not templates and links", async () => {
    const { workspace, files } = opened(model("z.py", "ssn") + model("y.py", "ssn"));
    for (const name of ["a.html", "b.html", "c.html"]) files.write(`templates/${name}`, "{{ customer.ssn }}\n");
    files.link("a.py");
    files.write("fieldguard.yml", "limits: { files: 2 }\n");
    await workspace.index();
    expect(known(workspace)).toEqual(["y.py: ssn", "z.py: ssn"]);
    expect(workspace.cappedAt).toBeNull();
  });

  it("hold for files that come and go later, too", async () => {
    const { workspace, files } = opened(["b.py", "c.py", "d.py"].map((path) => model(path, "ssn")).join(""));
    files.write("fieldguard.yml", "limits: { files: 3 }\n");
    await workspace.index();
    expect(workspace.cappedAt).toBeNull();
    files.write("a.py", NATIONAL_ID);
    await workspace.filesChanged(["a.py"]);
    expect(known(workspace)).toEqual(["a.py: national_id", "b.py: ssn", "c.py: ssn"]);
    expect(workspace.cappedAt).toBe(3);
    // One that is left out stays left out.
    files.write("d.py", PASSPORT);
    await workspace.filesChanged(["d.py"]);
    expect(known(workspace)).toHaveLength(3);
    files.remove("b.py");
    await workspace.filesChanged(["b.py"]);
    expect(known(workspace)).toEqual(["a.py: national_id", "c.py: ssn", "d.py: passport_number"]);
    expect(workspace.cappedAt).toBeNull();
  });

  it("of the policy say how large a file may be, also with what was kept under another one", async () => {
    const { files } = opened("");
    files.write("models.py", NATIONAL_ID + "#".repeat(1_500_000));
    files.write("fieldguard.yml", "limits: { megabytes: 2 }\n");
    const cacheStore = new MemoryCacheStore(files);
    const again = async (): Promise<readonly string[]> => {
      const workspace = new Workspace({ fileSystem: files, clock: new StepClock(), cacheStore });
      await workspace.index();
      return known(workspace);
    };
    expect(await again()).toHaveLength(1);
    files.write("fieldguard.yml", "limits: { megabytes: 1 }\n");
    expect(await again()).toEqual([]);
  });
});

describe("open documents", () => {
  it("win over the disk until they are closed, and the disk is not read for them", async () => {
    const { workspace, files } = opened("");
    files.write("models.py", NATIONAL_ID);
    await workspace.index();
    await workspace.openDocument("models.py", 7, PASSPORT);
    const reads = files.reads.get("models.py");
    files.write("models.py", "x = 1\n");
    await workspace.filesChanged(["models.py"]);
    await workspace.index();
    expect(files.reads.get("models.py")).toBe(reads);
    expect(known(workspace)).toEqual(["models.py: passport_number"]);
    expect(await workspace.analysis("models.py")).toMatchObject({ version: 7 });
    expect(await workspace.text("models.py")).toBe(PASSPORT);
    await workspace.closeDocument("models.py");
    expect(known(workspace)).toEqual([]);
    expect(await workspace.text("models.py")).toBe("x = 1\n");
  });

  it("are known before the folder has been read, and while it is", async () => {
    let seen: readonly string[] | null = null;
    const clock = new StepClock(() => {
      seen ??= known(workspace);
    });
    const { workspace } = opened(
      Array.from({ length: 20 }, (_, index) => model(`a/m${index}.py`, "ssn")).join(""),
      clock,
    );
    await workspace.openDocument("z.py", 1, NATIONAL_ID);
    expect(known(workspace)).toEqual(["z.py: national_id"]);
    await workspace.index();
    expect(seen).toContain("z.py: national_id");
  });

  it("that are excluded are not looked at, until the rules change", async () => {
    const { workspace, files } = opened("");
    files.write(".gitignore", "local/\n");
    await workspace.openDocument("local/models.py", 1, NATIONAL_ID);
    await workspace.index();
    expect(await workspace.analysis("local/models.py")).toBeNull();
    expect(known(workspace)).toEqual([]);
    files.write(".gitignore", "");
    await workspace.filesChanged([".gitignore"]);
    expect(known(workspace)).toEqual(["local/models.py: national_id"]);
  });

  it("that are links are counted while they are open, and not after", async () => {
    const { workspace, files } = opened("");
    files.write("real.py", NATIONAL_ID);
    files.link("alias.py", NATIONAL_ID);
    await workspace.index();
    await workspace.openDocument("alias.py", 1, NATIONAL_ID);
    expect(known(workspace)).toEqual(["alias.py: national_id", "real.py: national_id"]);
    await workspace.closeDocument("alias.py");
    await workspace.filesChanged(["alias.py"]);
    expect(known(workspace)).toEqual(["real.py: national_id"]);
  });

  it("are analysed as of their last change only", async () => {
    const { workspace } = opened("");
    await workspace.openDocument("models.py", 1, NATIONAL_ID);
    const early = workspace.analysis("models.py");
    await workspace.changeDocument("models.py", 2, PASSPORT);
    expect(await early).toMatchObject({ version: 2 });
  });

  it("that change while a closed file is read, are not overwritten by it", async () => {
    const files = new MemoryFileSystem([["models.py", NATIONAL_ID]]);
    let release = (): void => undefined;
    const slow = {
      readsAtOnce: 1,
      readDirectory: (path: string) => files.readDirectory(path),
      readFile: async (path: string, limit: number) => {
        if (path === "models.py") await new Promise<void>((resolve) => (release = resolve));
        return files.readFile(path, limit);
      },
    };
    const workspace = new Workspace({ fileSystem: slow, clock: new StepClock() });
    const read = workspace.filesChanged(["models.py"]);
    await new Promise((resolve) => setTimeout(resolve));
    await workspace.openDocument("models.py", 1, PASSPORT);
    release();
    await read;
    expect(known(workspace)).toEqual(["models.py: passport_number"]);
  });

  it("of more than the largest size are left alone", async () => {
    const { workspace } = opened("");
    await workspace.openDocument("models.py", 1, NATIONAL_ID + "#".repeat(MAX_FILE_BYTES));
    expect(await workspace.analysis("models.py")).toBeNull();
  });

  it("agree with a fresh look, whatever came before", async () => {
    const declares = "models: { x.Customer: { fields: { national_id: { pii: false } } } }\n";
    const text = fc.constantFrom(
      NATIONAL_ID,
      PASSPORT,
      "",
      "x = 1\n",
      `${NATIONAL_ID}    ssn = models.CharField(`,
      declares,
    );
    const path = fc.constantFrom("a.py", "b/c.py", "ignored/d.py", "requirements.txt", "gdpr.yml");
    const verdicts = (workspace: Workspace): readonly string[] =>
      workspace.analyses().flatMap(({ file }) => file.fields.map(({ classification }) => classification.verdict));
    await fc.assert(
      fc.asyncProperty(workspaceSteps(path, text), async (steps) => {
        const { workspace, files } = opened("");
        files.write(".gitignore", "ignored/\n");
        const documents = await doSteps(workspace, files, steps);
        const fresh = new Workspace({ fileSystem: files, clock: new StepClock() });
        await fresh.index();
        for (const [open, content] of documents) await fresh.openDocument(open, 1, content);
        expect(known(workspace)).toEqual(known(fresh));
        expect(verdicts(workspace)).toEqual(verdicts(fresh));
        expect(workspace.project.texts).toEqual(fresh.project.texts);
      }),
      { seed: 4711, numRuns: 200 },
    );
  });
});

describe("changes on disk", () => {
  it("are taken in file by file and told to listeners", async () => {
    const { workspace, files, changes } = opened(model("a.py", "ssn"));
    await workspace.index();
    changes.length = 0;
    const { revision } = workspace;
    files.write("b.py", NATIONAL_ID);
    files.remove("a.py");
    await workspace.filesChanged(["a.py", "b.py", "c.txt"]);
    expect(known(workspace)).toEqual(["b.py: national_id"]);
    expect(changes.map(({ paths }) => [...paths])).toEqual([["a.py", "b.py"]]);
    expect(workspace.revision).toBeGreaterThan(revision);
  });

  it("may be told of a folder alone, or of the root", async () => {
    const { workspace, files } = opened(model("shop/a.py", "ssn") + model("shop-2/a.py", "ssn"));
    await workspace.index();
    files.remove("shop");
    files.write("store/b.py", NATIONAL_ID);
    await workspace.filesChanged(["shop", "store"]);
    expect(known(workspace)).toEqual(["shop-2/a.py: ssn", "store/b.py: national_id"]);
    files.remove("shop-2");
    files.remove("store");
    await workspace.filesChanged([""]);
    expect(known(workspace)).toEqual([]);
    expect(workspace.files.seen).toBe(0);
  });

  it("that say nothing new are not told", async () => {
    const { workspace, changes, files } = opened("");
    files.write("plain.py", "x = 1\n");
    await workspace.index();
    changes.length = 0;
    await workspace.filesChanged(["plain.py", "README.md", ".git/index"]);
    expect(changes).toEqual([]);
  });
});

describe("the policy", () => {
  const severities = (workspace: Workspace): readonly string[] =>
    workspace.analyses().flatMap(({ findings }) => findings.map(({ severity }) => severity));

  it("is read before anything is said about a file", async () => {
    const { workspace, files } = opened("");
    files.write("models.py", NATIONAL_ID);
    files.write("fieldguard.yml", "rules:\n  storage/plaintext-field: error\n");
    await workspace.openDocument("models.py", 1, NATIONAL_ID);
    expect((await workspace.analysis("models.py"))?.findings).toMatchObject([{ severity: "error" }]);
  });

  it("applies to all files as soon as it changes, without reading them again", async () => {
    const { workspace, files, changes } = opened("");
    files.write("a.py", NATIONAL_ID);
    await workspace.openDocument("b.py", 1, PASSPORT);
    await workspace.index();
    expect(severities(workspace)).toEqual(["warning", "warning"]);
    const reads = files.reads.get("a.py");
    files.write("fieldguard.yaml", "rules:\n  storage/plaintext-field: information\n");
    await workspace.filesChanged(["fieldguard.yaml"]);
    expect(severities(workspace)).toEqual(["information", "information"]);
    expect(files.reads.get("a.py")).toBe(reads);
    expect(changes.some(({ kind, paths }) => kind === "rules" && paths.has("a.py") && paths.has("b.py"))).toBe(true);
    expect(workspace.policyPath).toBe("fieldguard.yaml");
    files.remove("fieldguard.yaml");
    await workspace.filesChanged(["fieldguard.yaml"]);
    expect(severities(workspace)).toEqual(["warning", "warning"]);
  });

  it("that cannot be read keeps the one before, and says where the mistake is", async () => {
    const { workspace, files } = opened("");
    files.write("models.py", NATIONAL_ID);
    files.write("fieldguard.yml", "rules:\n  storage/plaintext-field: error\n");
    await workspace.index();
    await workspace.openDocument("fieldguard.yml", 1, "rules:\n  storage/plaintext-field: error\nexclude: [\n");
    expect(severities(workspace)).toEqual(["error"]);
    expect(workspace.problems()).toMatchObject([{ path: "fieldguard.yml" }]);
  });

  it("that is there and is no text is told of, not taken for none", async () => {
    const { workspace, files } = opened("");
    files.write("fieldguard.yml", Uint8Array.of(0x23, 0xdf, 0x0a));
    await workspace.index();
    expect(workspace.problems()).toMatchObject([{ path: "fieldguard.yml", line: 1 }]);
    expect(workspace.policyPath).toBe("fieldguard.yml");
  });

  it("may exclude files and let them in again", async () => {
    const { workspace, files } = opened(model("old/a.py", "ssn") + model("new/a.py", "ssn"));
    files.write("fieldguard.yml", "exclude: [old]\n");
    await workspace.index();
    expect(known(workspace)).toEqual(["new/a.py: ssn"]);
    files.write("fieldguard.yml", "exclude: []\n");
    await workspace.filesChanged(["fieldguard.yml"]);
    expect(known(workspace)).toEqual(["new/a.py: ssn", "old/a.py: ssn"]);
  });

  it("excludes what its saved text says, whatever is being typed", async () => {
    const { workspace, files } = opened(model("old/a.py", "ssn") + model("new/a.py", "ssn"));
    files.write("fieldguard.yml", "exclude: [old]\n");
    await workspace.index();
    await workspace.openDocument("fieldguard.yml", 1, "exclude: [old]\n");
    await workspace.changeDocument("fieldguard.yml", 2, "exclude: [new]\nrules:\n  storage/plaintext-field: error\n");
    expect(known(workspace)).toEqual(["new/a.py: ssn"]);
    expect(severities(workspace)).toEqual(["error"]);
    files.write("fieldguard.yml", "exclude: [new]\nrules:\n  storage/plaintext-field: error\n");
    await workspace.filesChanged(["fieldguard.yml"]);
    expect(known(workspace)).toEqual(["old/a.py: ssn"]);
  });

  it("may come from elsewhere, in place of the folder's own", async () => {
    const files = new MemoryFileSystem([
      ["models.py", NATIONAL_ID],
      ["fieldguard.yml", "rules:\n  storage/plaintext-field: error\n"],
    ]);
    const policyFile = { path: "../shared.yml", text: "rules:\n  storage/plaintext-field: information\n" };
    const workspace = new Workspace({ fileSystem: files, clock: new StepClock(), policyFile });
    await workspace.index();
    expect(severities(workspace)).toEqual(["information"]);
    expect(workspace.policyPath).toBe("../shared.yml");
  });
});

describe("what fixes may look at", () => {
  it("is the current text, with the field as it is declared there", async () => {
    const { workspace, files } = opened("");
    files.write("models.py", NATIONAL_ID);
    await workspace.index();
    files.write("models.py", `# moved\n${NATIONAL_ID}`);
    const context = await workspace.fixContext("models.py", "Customer", "national_id");
    const { start, end } = context!.subject.field.nameSpan;
    expect(context!.text.slice(start, end)).toBe("national_id");
    expect(await workspace.fixContext("models.py", "Customer", "gone")).toBeNull();
    expect(await workspace.fixContext("gone.py", "Customer", "national_id")).toBeNull();
  });

  it("has the project's files as they are in the editor", async () => {
    const { workspace, files } = opened("");
    files.write("requirements.txt", "Django\n");
    files.write("models.py", NATIONAL_ID);
    await workspace.index();
    expect(workspace.project.packages.has("django")).toBe(true);
    await workspace.openDocument("requirements.txt", 1, "Django\ncryptography\n");
    expect(workspace.project.packages.has("cryptography")).toBe(true);
    await workspace.closeDocument("requirements.txt");
    expect(workspace.project.packages.has("cryptography")).toBe(false);
  });

  it("has the project's files as they are on disk, though nobody told of a change", async () => {
    const { workspace, files } = opened("");
    files.write("requirements.txt", "Django\n");
    await workspace.index();
    files.write("requirements.txt", "# pinned\nDjango\n");
    await workspace.refreshProjectFiles();
    expect(workspace.project.texts.get("requirements.txt")).toBe("# pinned\nDjango\n");
  });

  it("has the text without its byte order mark, which writing back brings again", async () => {
    const { workspace, files } = opened("");
    files.write("models.py", `\ufeff${NATIONAL_ID}`);
    expect(await workspace.text("models.py")).toBe(NATIONAL_ID);
    expect(await workspace.source("models.py")).toMatchObject({ encoding: { label: "utf-8", byteOrderMark: true } });
  });
});

describe("tests, migrations and the like", () => {
  it.each([
    "shop/tests/models.py",
    "test_models.py",
    "shop/models_test.py",
    "conftest.py",
    "a/migrations/0001_initial.py",
  ])("are classified, but nothing is found in them: %s", async (path) => {
    const { workspace } = opened("");
    await workspace.openDocument(path, 1, NATIONAL_ID);
    const analysis = await workspace.analysis(path);
    expect(analysis?.file.fields[0]?.classification.verdict).toBe("sensitive");
    expect(analysis?.findings).toEqual([]);
  });

  it.each(["contests/models.py", "latest.py", "attests/testing.py"])(
    "are not any name that looks alike: %s",
    async (path) => {
      const { workspace } = opened("");
      await workspace.openDocument(path, 1, NATIONAL_ID);
      expect((await workspace.analysis(path))?.findings).toHaveLength(1);
    },
  );
});
