import { describe, expect, it } from "vitest";
import type { StatusResult } from "../../server/src/protocol.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { TestClient } from "./testClient.ts";

const NATIONAL_ID = "from django.db import models\nclass A(models.Model):\n    national_id = models.CharField()\n";
const SSN = NATIONAL_ID.replace("national_id", "ssn");
const FOUND = "2:4-15 warning storage/plaintext-field";
const FOUND_SSN = "2:4-7 warning storage/plaintext-field";
const push = { pull: false };

describe("workspace folders", () => {
  it("may be several, each with its own policy", async () => {
    const [one, two] = [new ProjectFolder(), new ProjectFolder()];
    one.write("models.py", NATIONAL_ID);
    two.write("models.py", NATIONAL_ID);
    two.write("fieldguard.yml", "rules:\n  storage/plaintext-field: error\n");
    const client = await TestClient.start({ abilities: push, folders: [one.uri, two.uri] });
    await client.publishes(one.uriOf("models.py"), [FOUND]);
    await client.publishes(two.uriOf("models.py"), [FOUND.replace("warning", "error")]);
  });

  it("may be nested: a file belongs to the innermost one, and is told once", async () => {
    const outer = new ProjectFolder();
    outer.write("models.py", NATIONAL_ID);
    outer.write("inner/models.py", NATIONAL_ID);
    outer.write("inner/fieldguard.yml", "rules:\n  storage/plaintext-field: error\n");
    outer.write("inner-not/models.py", NATIONAL_ID);
    const client = await TestClient.start({ abilities: push, folders: [outer.uri, outer.uriOf("inner")] });
    await client.publishes(outer.uriOf("inner/models.py"), [FOUND.replace("warning", "error")]);
    await client.publishes(outer.uriOf("inner-not/models.py"), [FOUND]);
    expect([...(await client.indexed())].sort()).toEqual([
      "inner-not/models.py A.national_id",
      "models.py A.national_id",
      "models.py A.national_id",
    ]);
    const { files } = await client.classification();
    expect(files.find(({ uri }) => uri === outer.uriOf("inner/models.py"))?.folder).toBe(outer.uriOf("inner"));
  });

  it("may be nested: the outer one has kept up when the inner one goes", async () => {
    const outer = new ProjectFolder();
    outer.write("inner/models.py", NATIONAL_ID);
    outer.write("inner/gone.py", NATIONAL_ID);
    const client = await TestClient.start({ abilities: push, folders: [outer.uri, outer.uriOf("inner")] });
    await client.publishes(outer.uriOf("inner/gone.py"), [FOUND]);
    outer.write("inner/models.py", SSN);
    outer.remove("inner/gone.py");
    client.watched({ [outer.uriOf("inner/models.py")]: "changed", [outer.uriOf("inner/gone.py")]: "deleted" });
    await client.publishes(outer.uriOf("inner/models.py"), [FOUND_SSN]);
    client.changeFolders([], [outer.uriOf("inner")]);
    expect(await client.indexed()).toEqual(["inner/models.py A.ssn"]);
  });

  it("may be nested: the outer one does not read what is the inner one's, until that goes", async () => {
    const outer = new ProjectFolder();
    outer.write("models.py", NATIONAL_ID);
    outer.write("apps/inner/a.py", NATIONAL_ID);
    outer.write("apps/inner/b.py", NATIONAL_ID);
    const inner = outer.uriOf("apps/inner");
    const client = await TestClient.start({ abilities: push, folders: [outer.uri] });
    const read = (): readonly string[] => client.logs.flatMap(({ message }) => /read .* files/.exec(message) ?? []);
    await client.until(
      () => read().length === 1,
      () => "the outer folder to be read",
    );
    client.changeFolders([inner], []);
    await client.until(
      () => read().length === 3,
      () => "both folders to be read",
    );
    client.changeFolders([], [inner]);
    await client.until(
      () => read().length === 4,
      () => "the outer folder to be read again",
    );
    const counts = read().map((message) => message.replace("read ", ""));
    expect(counts[0]).toBe("3 of 3 files");
    expect(counts.slice(1, 3).sort()).toEqual(["1 of 1 files", "2 of 2 files"]);
    expect(counts[3]).toBe("3 of 3 files");
  });

  it("may be nested: both know when a folder that holds the inner one goes or comes", async () => {
    const outer = new ProjectFolder();
    outer.write("apps/models.py", NATIONAL_ID);
    outer.write("apps/inner/models.py", NATIONAL_ID);
    const [own, inner] = [outer.uriOf("apps/models.py"), outer.uriOf("apps/inner/models.py")];
    const client = await TestClient.start({ abilities: push, folders: [outer.uri, outer.uriOf("apps/inner")] });
    await client.publishes(own, [FOUND]);
    await client.publishes(inner, [FOUND]);
    outer.rename("apps", "gone");
    client.watched({ [outer.uriOf("apps")]: "deleted", [outer.uriOf("gone")]: "created" });
    await client.publishes(own, []);
    await client.publishes(inner, []);
    await client.publishes(outer.uriOf("gone/inner/models.py"), [FOUND]);
    outer.rename("gone", "apps");
    client.watched({ [outer.uriOf("gone")]: "deleted", [outer.uriOf("apps")]: "created" });
    await client.publishes(inner, [FOUND]);
  });

  it("leave alone what the editor hides, also when that changes", async () => {
    const folder = new ProjectFolder();
    for (const path of ["a/models.py", "b/models.py", "c.py", "d/c.py"]) folder.write(path, NATIONAL_ID);
    const [a, b, c] = [folder.uriOf("a/models.py"), folder.uriOf("b/models.py"), folder.uriOf("c.py")];
    // Without a slash it is about the folder itself; a condition hides nothing here.
    const hidden = { "**/a": true, "**/b": false, "c.py": true, "d/*.py": { when: "$(basename).txt" } };
    const client = await TestClient.start({ abilities: push, folders: [folder.uri], hidden });
    await client.publishes(b, [FOUND]);
    await client.publishes(folder.uriOf("d/c.py"), [FOUND]);
    expect([...(await client.indexed())].sort()).toEqual(["b/models.py A.national_id", "d/c.py A.national_id"]);
    client.hidden = { "**/b": true };
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.publishes(b, []);
    await client.publishes(a, [FOUND]);
    await client.publishes(c, [FOUND]);
  });

  it("say of what the editor hides which patterns cannot be used, once", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", NATIONAL_ID);
    const client = await TestClient.start({
      abilities: push,
      folders: [folder.uri],
      hidden: { "*a*b*c*d*e*": true, "!b/c": true },
    });
    const told = (): readonly string[] =>
      client.logs.flatMap(({ message }) => /pattern `(.*)` cannot be used/.exec(message)?.[1] ?? []);
    await client.publishes(folder.uriOf("models.py"), [FOUND]);
    client.hidden = { "*a*b*c*d*e*": true, "!b/c": true, "models.py": true };
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.publishes(folder.uriOf("models.py"), []);
    await client.until(
      () => client.logs.filter(({ message }) => message.includes(" files in ")).length === 2,
      () => "the second reading to end",
    );
    expect(told()).toEqual(["*a*b*c*d*e*", "!b/c"]);
  });

  it("tell clients that pull, and have documents open, when they change", async () => {
    const folder = new ProjectFolder();
    folder.write("tests/models.py", NATIONAL_ID);
    const uri = folder.uriOf("tests/models.py");
    const client = await TestClient.start({ folders: [] });
    client.open(uri, NATIONAL_ID);
    expect(await client.pulled(uri)).toEqual([FOUND]);
    client.changeFolders([folder.uri], []);
    await client.until(
      () => client.serverRequests.includes("workspace/diagnostic/refresh"),
      () => "the diagnostics to be refreshed",
    );
    expect(await client.pulled(uri)).toEqual([]);
  });

  it("come and go, and open documents change hands with them", async () => {
    const [one, two] = [new ProjectFolder(), new ProjectFolder()];
    one.write("models.py", NATIONAL_ID);
    two.write("models.py", NATIONAL_ID);
    two.write("other.py", NATIONAL_ID);
    two.write("fieldguard.yml", "rules:\n  storage/plaintext-field: error\n");
    const open = two.uriOf("models.py");
    const client = await TestClient.start({ abilities: push, folders: [one.uri] });
    client.open(open, SSN);
    await client.publishes(open, [FOUND_SSN]);
    client.changeFolders([two.uri], []);
    await client.publishes(open, [FOUND_SSN.replace("warning", "error")]);
    await client.publishes(two.uriOf("other.py"), [FOUND.replace("warning", "error")]);
    client.changeFolders([], [one.uri, two.uri]);
    await client.publishes(one.uriOf("models.py"), []);
    await client.publishes(two.uriOf("other.py"), []);
    await client.publishes(open, [FOUND_SSN]);
    expect((await client.classification()).files).toEqual([]);
  });

  it("may be no folder at all: a root, null, or one that does not exist", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", NATIONAL_ID);
    const rooted = await TestClient.start({ abilities: { ...push, folders: false }, rootUri: folder.uri });
    await rooted.publishes(folder.uriOf("models.py"), [FOUND]);
    const none = await TestClient.start({ folders: null });
    expect(await none.indexed()).toEqual([]);
    const missing = await TestClient.start({ folders: [folder.uriOf("missing"), "vscode-vfs://github/a/b"] });
    expect(await missing.indexed()).toEqual([]);
  });

  it("may vanish while they are watched", async () => {
    const folder = new ProjectFolder();
    folder.write("project/a/models.py", NATIONAL_ID);
    folder.write("project/models.py", NATIONAL_ID);
    const client = await TestClient.start({ abilities: push, folders: [folder.uriOf("project")] });
    await client.publishes(folder.uriOf("project/models.py"), [FOUND]);
    await client.publishes(folder.uriOf("project/a/models.py"), [FOUND]);
    folder.remove("project");
    client.watched({ [folder.uriOf("project")]: "deleted" });
    await client.publishes(folder.uriOf("project/models.py"), []);
    await client.publishes(folder.uriOf("project/a/models.py"), []);
    expect(await client.indexed()).toEqual([]);
  });

  it("take a burst of changes on disk as one", async () => {
    const folder = new ProjectFolder();
    const client = await TestClient.start({ abilities: push, folders: [folder.uri], ui: {} });
    await client.indexed();
    for (let index = 0; index < 50; index++) {
      folder.write(`m${index}.py`, NATIONAL_ID);
      client.watched({ [folder.uriOf(`m${index}.py`)]: "created", [folder.uriOf("README.md")]: "changed" });
    }
    for (let index = 0; index < 50; index++) await client.publishes(folder.uriOf(`m${index}.py`), [FOUND]);
    expect((await client.classification()).files).toHaveLength(50);
    expect(client.publications).toHaveLength(50);
  });
});

describe("fieldguard/status", () => {
  it("counts what was read and says what was left out", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", NATIONAL_ID);
    folder.write("plain.py", "x = 1\n");
    folder.write("wrong.py", Uint8Array.of(0x23, 0xe9));
    folder.write(".venv/lib/x.py", NATIONAL_ID);
    const client = await TestClient.start({ folders: [folder.uri] });
    await client.indexed();
    client.open(folder.uriOf("models.py"), NATIONAL_ID);
    const status = await client.request<StatusResult>("fieldguard/status");
    expect(status).toMatchObject({ diagnostics: "pull", openDocuments: 1, memory: expect.any(Number) as number });
    expect(status.folders).toEqual([
      expect.objectContaining({
        uri: folder.uri,
        state: "ready",
        policy: null,
        seen: 3,
        read: 2,
        skipped: [{ path: "wrong.py", reason: expect.stringContaining("not valid UTF-8") as string }],
        entities: 1,
        fields: 1,
        sensitive: 1,
        lacksTreatment: 1,
        findings: 1,
        problems: [expect.objectContaining({ path: "wrong.py", line: 1 })],
      }),
    ]);
  });

  it("counts no finding that is suppressed, and each file once, in the innermost folder", async () => {
    const folder = new ProjectFolder();
    const suppressed = NATIONAL_ID.replace(
      /^(.*national_id.*)$/m,
      "$1  # fieldguard: ignore[storage/plaintext-field] reviewed",
    );
    folder.write("models.py", suppressed);
    folder.write("inner/models.py", NATIONAL_ID);
    folder.write("inner/wrong.py", Uint8Array.of(0x23, 0xe9));
    const client = await TestClient.start({ folders: [folder.uri, folder.uriOf("inner")] });
    await client.indexed();
    const { folders } = await client.request<StatusResult>("fieldguard/status");
    const inner = { seen: 2, read: 1, findings: 1, skipped: [{ path: "wrong.py" }], problems: [{ path: "wrong.py" }] };
    const outer = { seen: 1, read: 1, findings: 0, skipped: [], problems: [] };
    expect(folders).toMatchObject([inner, outer]);
  });

  it("counts what the classification counts, and names no field", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", NATIONAL_ID);
    folder.write("tests/models.py", NATIONAL_ID);
    folder.write("fieldguard.yml", "fields:\n  A.hiv_status: { category: null }\n");
    const client = await TestClient.start({ folders: [folder.uri] });
    await client.indexed();
    const status = await client.request<StatusResult>("fieldguard/status");
    expect(status.folders[0]).toMatchObject({ sensitive: 1, problems: [{ path: "fieldguard.yml" }] });
    expect(JSON.stringify(status)).not.toContain("hiv_status");
  });
});
