import { describe, expect, it } from "vitest";
import { MemoryCacheStore } from "../../../test/support/memoryCacheStore.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import type { Clock } from "./ports.ts";
import { Workspace } from "./workspace.ts";

const clock: Clock = { now: () => 0, pause: () => Promise.resolve() };

const model = (name: string, field: string, base = "models.Model"): string =>
  `from django.db import models\n\nclass ${name}(${base}):\n    ${field} = models.CharField(max_length=20)\n`;

function scene(): { files: MemoryFileSystem; store: MemoryCacheStore; opened: () => Workspace } {
  const files = new MemoryFileSystem([
    ["a/models.py", model("Customer", "national_id")],
    ["b/models.py", model("Order", "color", "Customer")],
    ["b/views.py", "x = 1\n"],
    ["fieldguard.yml", "rules: { storage/plaintext-field: error }\n"],
    ["requirements.txt", "Django\n"],
  ]);
  const store = new MemoryCacheStore(files);
  return { files, store, opened: () => new Workspace({ fileSystem: files, clock, cacheStore: store }) };
}

/** All that a workspace says of its files. */
function said(workspace: Workspace): unknown {
  return {
    analyses: workspace.analyses(),
    problems: workspace.problems(),
    files: workspace.files,
    project: workspace.project.texts,
  };
}

const python = (files: MemoryFileSystem): number =>
  [...files.reads].reduce((sum, [path, count]) => sum + (path.endsWith(".py") ? count : 0), 0);

describe("the cache of a folder", () => {
  it("says what reading the files would say, and opens none of them", async () => {
    const { files, opened } = scene();
    const first = opened();
    await first.index();
    expect(python(files)).toBe(3);
    const second = opened();
    await second.index();
    expect(python(files)).toBe(3);
    expect(said(second)).toEqual(said(first));
    expect(second.analyses()[0]?.findings).toMatchObject([{ severity: "error" }]);
  });

  it("keeps what files declare by what they inherit from others, too", async () => {
    const { files, opened } = scene();
    files.write("c/patients.py", "from a.models import Customer\n\nclass Patient(Customer):\n    diagnosis = Text()\n");
    files.write("c/fields.py", "from django.db import models\n\nclass Text(models.TextField):\n    pass\n");
    files.write(
      "c/more.py",
      "from a.models import Customer\nfrom c.fields import Text\n\nclass More(Customer):\n    ssn = Text()\n",
    );
    const first = opened();
    await first.index();
    const second = opened();
    files.reads.clear();
    await second.index();
    expect(said(second)).toEqual(said(first));
    expect(files.reads.get("c/more.py") ?? 0).toBe(0);
    // What it was read by may mean something else the next time.
    files.write("c/fields.py", "Text = 5\n");
    files.write("a/models.py", "x = 1\n");
    const third = opened();
    await third.index();
    const fresh = new Workspace({ fileSystem: files, clock });
    await fresh.index();
    expect(said(third)).toEqual(said(fresh));
  });

  it("is not written again when nothing has changed", async () => {
    const { store, opened } = scene();
    await opened().index();
    await opened().index();
    expect(store.writes).toBe(1);
  });

  it("opens what has changed, and that alone", async () => {
    const { files, opened } = scene();
    await opened().index();
    // As long as before.
    files.write("a/models.py", model("Customer", "national_no"));
    files.reads.clear();
    const workspace = opened();
    await workspace.index();
    expect([...files.reads.keys()].filter((path) => path.endsWith(".py"))).toEqual(["a/models.py"]);
    const fresh = new Workspace({ fileSystem: files, clock });
    await fresh.index();
    expect(said(workspace)).toEqual(said(fresh));
  });

  it("knows by its bytes what only looks changed, and then by its stamp again", async () => {
    const { files, store, opened } = scene();
    await opened().index();
    // A check-out writes the same files.
    files.write("a/models.py", model("Customer", "national_id"));
    // Were the file read again, it would not hold this.
    store.text = store.text!.replaceAll("national_id", "passport_no");
    const workspace = opened();
    await workspace.index();
    expect(workspace.analyses()[0]?.file.fields[0]?.field.name).toBe("passport_no");
    files.reads.clear();
    await opened().index();
    expect(python(files)).toBe(0);
  });

  it("opens a file that nothing tells from its next version", async () => {
    const { files, store, opened } = scene();
    await opened().index();
    store.stampOf = (path) => (path === "a/models.py" ? null : files.stampOf(path));
    files.reads.clear();
    await opened().index();
    expect([...files.reads.keys()].filter((path) => path.endsWith(".py"))).toEqual(["a/models.py"]);
  });

  it("forgets what is gone or excluded, and keeps what is open in an editor", async () => {
    const { files, store, opened } = scene();
    await opened().index();
    files.remove("b/views.py");
    files.write(".gitignore", "a/\n");
    const workspace = opened();
    await workspace.openDocument("b/models.py", 1, model("Order", "ssn"));
    await workspace.index();
    expect(
      store
        .text!.split("\n")
        .slice(1)
        .map((line) => line.split("\t")[0]),
    ).toEqual(['"requirements.txt"', '"b/models.py"']);
    expect(store.text).not.toContain("ssn");
  });

  it("never says what a document that is open holds no longer", async () => {
    const { opened } = scene();
    await opened().index();
    const workspace = opened();
    await workspace.openDocument("a/models.py", 1, "x = 1\n");
    await workspace.index();
    expect(workspace.analyses().map(({ path }) => path)).toEqual(["b/models.py"]);
  });

  it("is kept by a reading that ends, not by one that was stopped", async () => {
    const { store, opened } = scene();
    await opened().index({ token: { isCancellationRequested: true } });
    expect(store.writes).toBe(0);
  });

  it("keeps no text of a project's settings or requirements", async () => {
    const { files, store, opened } = scene();
    files.write("shop/settings.py", "SECRET_KEY = 'made up'\n");
    await opened().index();
    expect(store.text).toContain("shop/settings.py");
    expect(store.text).not.toContain("made up");
    const workspace = opened();
    await workspace.index();
    expect(workspace.project.texts.get("shop/settings.py")).toContain("made up");
    expect(store.writes).toBe(1);
  });

  it("takes any path for what it is", async () => {
    const { files, opened } = scene();
    const path = 'a\t"b"\n/models.py';
    files.write(path, model("Patient", "diagnosis"));
    await opened().index();
    files.reads.clear();
    const workspace = opened();
    await workspace.index();
    expect(workspace.analyses().map((analysis) => analysis.path)).toContain(path);
    expect(python(files)).toBe(0);
  });

  it("says the same of numbers too large for JSON", async () => {
    const { files, opened } = scene();
    files.write("a/models.py", model("Customer", "ssn").replace("20", "20, default=1e999"));
    const first = opened();
    await first.index();
    const second = opened();
    await second.index();
    expect(said(second)).toEqual(said(first));
  });
});
