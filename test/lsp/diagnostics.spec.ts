import { describe, expect, it } from "vitest";
import { dedent } from "../support/fixture.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { shown, TestClient } from "./testClient.ts";

const HEAD = "from django.db import models\n\n\n";
const model = (...fields: readonly string[]): string =>
  `${HEAD}class Customer(models.Model):\n${fields.map((field) => `    ${field}\n`).join("")}`;

const NATIONAL_ID = "national_id = models.CharField(max_length=20)";
const PASSPORT = "passport_number = models.CharField(max_length=20)";
const EMAIL = "email = models.EmailField()";
const COLOR = "color = models.CharField(max_length=20)";
const nationalId = (line: number): string => `${line}:4-15 warning storage/plaintext-field`;
const passport = (line: number): string => `${line}:4-19 warning storage/plaintext-field`;

describe("pushed diagnostics", () => {
  const push = { pull: false };

  it("tell of the whole project, by severity, on the names alone", async () => {
    const folder = new ProjectFolder();
    folder.write("shop/models.py", model(NATIONAL_ID, EMAIL, COLOR));
    const client = await TestClient.start({ abilities: push, folders: [folder.uri] });
    await client.publishes(folder.uriOf("shop/models.py"), [nationalId(4), "5:4-9 hint storage/plaintext-field"]);
    const [diagnostic] = client.published.get(folder.uriOf("shop/models.py"))!.diagnostics;
    expect(diagnostic).toMatchObject({
      source: "fieldguard",
      data: { entity: "Customer", field: "national_id" },
      message: expect.stringContaining("`national_id`") as string,
    });
  });

  it("come with the version of an open document, and without one for files on disk", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", model(NATIONAL_ID));
    const uri = folder.uriOf("models.py");
    const client = await TestClient.start({ abilities: push, folders: [folder.uri] });
    await client.publishes(uri, [nationalId(4)]);
    expect(client.published.get(uri)).not.toHaveProperty("version");
    client.open(uri, model(COLOR, NATIONAL_ID));
    await client.publishes(uri, [nationalId(5)]);
    expect(client.published.get(uri)).toHaveProperty("version", 1);
    client.change(uri, model(COLOR, COLOR, NATIONAL_ID));
    await client.publishes(uri, [nationalId(6)]);
    expect(client.published.get(uri)).toHaveProperty("version", 2);
  });

  it("come without a version for a client that does not know it", async () => {
    const client = await TestClient.start({ abilities: { ...push, versions: false } });
    client.open("file:///tmp/models.py", model(NATIONAL_ID));
    await client.publishes("file:///tmp/models.py", [nationalId(4)]);
    expect(client.published.get("file:///tmp/models.py")).not.toHaveProperty("version");
  });

  it("are sent only when they differ", async () => {
    const folder = new ProjectFolder();
    const [uri, other] = [folder.uriOf("models.py"), folder.uriOf("other.py")];
    const client = await TestClient.start({ abilities: push, folders: [folder.uri] });
    client.open(uri, model(NATIONAL_ID));
    await client.publishes(uri, [nationalId(4)]);
    client.change(uri, `${model(NATIONAL_ID)}\n# nothing new\n`);
    client.open(other, model(PASSPORT));
    await client.publishes(other, [passport(4)]);
    client.change(uri, model(COLOR, NATIONAL_ID));
    await client.publishes(uri, [nationalId(5)]);
    expect(client.publications.filter((params) => params.uri === uri)).toHaveLength(2);
  });

  it("show at once what is gone or has moved, and what is new when the typing stops", async () => {
    const client = await TestClient.start({ abilities: push });
    const uri = "file:///tmp/models.py";
    client.open(uri, model(NATIONAL_ID, COLOR));
    await client.publishes(uri, [nationalId(4)]);
    client.change(uri, model(PASSPORT, COLOR, NATIONAL_ID));
    await client.publishes(uri, [passport(4), nationalId(6)]);
    const sets = client.publications.map(({ diagnostics }) => diagnostics.map(shown));
    expect(sets).toEqual([[nationalId(4)], [nationalId(6)], [passport(4), nationalId(6)]]);
  });

  it("give an open document its first set even when it is empty", async () => {
    const client = await TestClient.start({ abilities: push });
    client.open("file:///tmp/models.py", model(COLOR));
    await client.publishes("file:///tmp/models.py", []);
  });

  it("stay after a document of the project is closed, as it is on disk", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", model(NATIONAL_ID));
    const uri = folder.uriOf("models.py");
    const client = await TestClient.start({ abilities: push, folders: [folder.uri] });
    client.open(uri, model(PASSPORT));
    await client.publishes(uri, [passport(4)]);
    client.close(uri);
    await client.publishes(uri, [nationalId(4)]);
  });

  it("go when a document outside of the project is closed", async () => {
    const client = await TestClient.start({ abilities: push });
    client.open("file:///tmp/models.py", model(NATIONAL_ID));
    await client.publishes("file:///tmp/models.py", [nationalId(4)]);
    client.close("file:///tmp/models.py");
    await client.publishes("file:///tmp/models.py", []);
  });

  it("go when a file is deleted, and come back with it", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", model(NATIONAL_ID));
    const uri = folder.uriOf("models.py");
    const client = await TestClient.start({ abilities: push, folders: [folder.uri] });
    await client.publishes(uri, [nationalId(4)]);
    folder.remove("models.py");
    client.watched({ [uri]: "deleted" });
    await client.publishes(uri, []);
    folder.write("models.py", model(NATIONAL_ID, PASSPORT));
    client.watched({ [uri]: "created" });
    await client.publishes(uri, [nationalId(4), passport(5)]);
  });

  it("come for a value in the log of a file that is made on disk and declares nothing, and go with the text", async () => {
    const folder = new ProjectFolder();
    folder.write("shop/models.py", model(NATIONAL_ID));
    const client = await TestClient.start({ abilities: push, folders: [folder.uri] });
    await client.publishes(folder.uriOf("shop/models.py"), [nationalId(4)]);
    const head = "import logging\nfrom .models import Customer\n\ndef note(customer: Customer):\n";
    const uri = folder.uriOf("shop/notes.py");
    folder.write("shop/notes.py", `${head}    logging.info(customer.national_id)\n`);
    client.watched({ [uri]: "created" });
    await client.publishes(uri, ["4:17-37 error log/sensitive-value"]);
    folder.write("shop/notes.py", `${head}    logging.info(customer.pk)\n`);
    client.watched({ [uri]: "changed" });
    await client.publishes(uri, []);
    client.open(uri, `${head}    logging.warning(customer.national_id)\n`);
    await client.publishes(uri, ["4:20-40 error log/sensitive-value"]);
    client.close(uri);
    await client.publishes(uri, []);
  });

  it("move with a renamed file, and with a renamed folder that is told as the folder alone", async () => {
    const folder = new ProjectFolder();
    folder.write("shop/a.py", model(NATIONAL_ID));
    const client = await TestClient.start({ abilities: push, folders: [folder.uri] });
    await client.publishes(folder.uriOf("shop/a.py"), [nationalId(4)]);
    folder.rename("shop/a.py", "shop/b.py");
    client.watched({ [folder.uriOf("shop/a.py")]: "deleted", [folder.uriOf("shop/b.py")]: "created" });
    await client.publishes(folder.uriOf("shop/a.py"), []);
    await client.publishes(folder.uriOf("shop/b.py"), [nationalId(4)]);
    folder.rename("shop", "store");
    client.watched({ [folder.uriOf("shop")]: "deleted", [folder.uriOf("store")]: "created" });
    await client.publishes(folder.uriOf("shop/b.py"), []);
    await client.publishes(folder.uriOf("store/b.py"), [nationalId(4)]);
  });

  it("follow the policy: exclusion, severity, decisions", async () => {
    const folder = new ProjectFolder();
    folder.write("a/models.py", model(NATIONAL_ID));
    folder.write("b/models.py", model(NATIONAL_ID, PASSPORT));
    const [a, b] = [folder.uriOf("a/models.py"), folder.uriOf("b/models.py")];
    const client = await TestClient.start({ abilities: push, folders: [folder.uri] });
    await client.publishes(a, [nationalId(4)]);
    await client.publishes(b, [nationalId(4), passport(5)]);
    client.open(b, model(NATIONAL_ID, PASSPORT));

    const policy = (text: string): void => {
      folder.write("fieldguard.yml", dedent(text));
      client.watched({ [folder.uriOf("fieldguard.yml")]: "changed" });
    };
    policy("exclude:\n  - a\n");
    await client.publishes(a, []);
    policy("exclude:\n  - b/**\n");
    await client.publishes(a, [nationalId(4)]);
    await client.publishes(b, []);
    policy("rules:\n  storage/plaintext-field: error\n");
    await client.publishes(a, ["4:4-15 error storage/plaintext-field"]);
    policy("fields:\n  Customer.national_id:\n    category: null\n    reason: a test number\n");
    await client.publishes(a, []);
    await client.publishes(b, [passport(5)]);
    folder.remove("fieldguard.yml");
    client.watched({ [folder.uriOf("fieldguard.yml")]: "deleted" });
    await client.publishes(b, [nationalId(4), passport(5)]);
  });

  it("follow what a policy excludes when it is saved, also for a client that does not watch files", async () => {
    const folder = new ProjectFolder();
    folder.write("a/models.py", model(NATIONAL_ID));
    folder.write("b/models.py", model(NATIONAL_ID));
    const [a, b, policy] = [folder.uriOf("a/models.py"), folder.uriOf("b/models.py"), folder.uriOf("fieldguard.yml")];
    const client = await TestClient.start({ abilities: { ...push, watchers: false }, folders: [folder.uri] });
    await client.publishes(a, [nationalId(4)]);
    const text = "exclude: [a]\nrules:\n  storage/plaintext-field: error\n";
    client.open(policy, text, "yaml");
    await client.publishes(b, ["4:4-15 error storage/plaintext-field"]);
    await client.publishes(a, ["4:4-15 error storage/plaintext-field"]);
    folder.write("fieldguard.yml", text);
    client.notify("textDocument/didSave", { textDocument: { uri: policy } });
    await client.publishes(a, []);
  });

  it("follow a policy that is being edited, and keep the last one that could be read", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", model(NATIONAL_ID));
    const [uri, policy] = [folder.uriOf("models.py"), folder.uriOf("fieldguard.yml")];
    const client = await TestClient.start({ abilities: push, folders: [folder.uri] });
    await client.publishes(uri, [nationalId(4)]);
    client.open(policy, "rules:\n  storage/plaintext-field: error\n", "yaml");
    await client.publishes(uri, ["4:4-15 error storage/plaintext-field"]);
    client.change(policy, "rules:\n  storage/plaintext-field: error\nexclude: [\n");
    await client.until(
      () => client.published.get(policy)?.diagnostics.at(0)?.code === "policy",
      () => "the mistake to be told",
    );
    expect(client.published.get(uri)?.diagnostics.map(shown)).toEqual(["4:4-15 error storage/plaintext-field"]);
    client.close(policy);
    await client.publishes(uri, [nationalId(4)]);
  });

  it("respect .gitignore, also when it changes", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", model(NATIONAL_ID));
    const client = await TestClient.start({ abilities: push, folders: [folder.uri] });
    await client.publishes(folder.uriOf("models.py"), [nationalId(4)]);
    folder.write(".gitignore", "models.py\n");
    client.watched({ [folder.uriOf(".gitignore")]: "created" });
    await client.publishes(folder.uriOf("models.py"), []);
  });

  it("say nothing about tests and migrations", async () => {
    const folder = new ProjectFolder();
    folder.write("shop/tests/models.py", model(NATIONAL_ID));
    folder.write("shop/models.py", model(PASSPORT));
    const client = await TestClient.start({ abilities: push, folders: [folder.uri] });
    await client.publishes(folder.uriOf("shop/models.py"), [passport(4)]);
    client.open(folder.uriOf("shop/tests/models.py"), model(NATIONAL_ID));
    await client.publishes(folder.uriOf("shop/tests/models.py"), []);
  });
});

describe("pulled diagnostics", () => {
  it("answer for open and for closed documents", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", model(NATIONAL_ID));
    const uri = folder.uriOf("models.py");
    const client = await TestClient.start({ folders: [folder.uri] });
    expect(await client.pulled(uri)).toEqual([nationalId(4)]);
    client.open(uri, model(COLOR, NATIONAL_ID));
    expect(await client.pulled(uri)).toEqual([nationalId(5)]);
    client.close(uri);
    expect(await client.pulled(folder.uriOf("missing.py"))).toEqual([]);
  });

  it("see every change that was sent before them", async () => {
    const uri = "file:///tmp/models.py";
    const client = await TestClient.start();
    client.open(uri, model(COLOR));
    // The first one waits for the settings, and by then for what else has come.
    expect(await client.pulled(uri)).toEqual([]);
    const results: Promise<readonly string[]>[] = [];
    for (let count = 1; count <= 20; count++) {
      client.change(uri, model(...Array.from({ length: count }, () => COLOR), NATIONAL_ID));
      results.push(client.pulled(uri));
    }
    expect(await Promise.all(results)).toEqual(Array.from({ length: 20 }, (_, index) => [nationalId(index + 5)]));
  });

  it("say unchanged to whoever has the last set", async () => {
    const uri = "file:///tmp/models.py";
    const client = await TestClient.start();
    client.open(uri, model(NATIONAL_ID));
    const first = await client.pull(uri);
    expect(first).toMatchObject({ kind: "full", resultId: expect.any(String) as string });
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: "unchanged", resultId: first.resultId });
    expect(await client.pull(uri, "of another server")).toMatchObject({ kind: "full", resultId: first.resultId });
    client.change(uri, model(COLOR, NATIONAL_ID));
    const second = await client.pull(uri, first.resultId);
    expect(second).toMatchObject({ kind: "full" });
    expect(second.resultId).not.toBe(first.resultId);
  });

  it("are refreshed when the policy changes", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", model(NATIONAL_ID));
    const client = await TestClient.start({ folders: [folder.uri] });
    await client.indexed();
    expect(client.serverRequests).not.toContain("workspace/diagnostic/refresh");
    folder.write("fieldguard.yml", "rules:\n  storage/plaintext-field: off\n");
    client.watched({ [folder.uriOf("fieldguard.yml")]: "created" });
    await client.until(
      () => client.serverRequests.includes("workspace/diagnostic/refresh"),
      () => "a refresh",
    );
    expect(await client.pulled(folder.uriOf("models.py"))).toEqual([]);
  });

  it("tell of mistakes in the policy, in the policy", async () => {
    const folder = new ProjectFolder();
    folder.write("fieldguard.yml", "version: 1\nexclued: [a]\n");
    const client = await TestClient.start({ folders: [folder.uri] });
    expect(await client.pulled(folder.uriOf("fieldguard.yml"))).toEqual(["1:0-12 warning policy"]);
  });

  it("tell of entries of the policy that concern nothing, in the policy, as the project is now", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", model(NATIONAL_ID));
    folder.write("fieldguard.yml", "fields:\n  Customer.email: { category: null, reason: r }\n");
    const policy = folder.uriOf("fieldguard.yml");
    const pulling = await TestClient.start({ folders: [folder.uri] });
    await pulling.indexed();
    expect(await pulling.pulled(policy)).toEqual(["1:0-47 warning policy"]);
    const pushed = await TestClient.start({ abilities: { pull: false }, folders: [folder.uri] });
    await pushed.publishes(policy, ["1:0-47 warning policy"]);
    pushed.open(folder.uriOf("models.py"), model(NATIONAL_ID, EMAIL));
    await pushed.publishes(policy, []);
  });
});
