import { describe, expect, it } from "vitest";
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type PreviousResultId,
  ProgressType,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import { ProjectFolder } from "./projectFolder.ts";
import { shown, TestClient } from "./testClient.ts";

const model = (field: string): string =>
  `from django.db import models\n\n\nclass Customer(models.Model):\n    ${field} = models.CharField(max_length=20)\n`;
const CLEAR = model("color");
const NATIONAL_ID = model("national_id");
const PASSPORT = model("passport_number");
const FOUND = "4:4-15 warning storage/plaintext-field";
const FOUND_PASSPORT = "4:4-19 warning storage/plaintext-field";

/** What a client that asks for the whole workspace knows of it, in the form `full path: finding…`. */
class Listener {
  readonly #client: TestClient;
  readonly #cancellation = new CancellationTokenSource();
  readonly parts: WorkspaceDocumentDiagnosticReport[][] = [];
  readonly resultIds = new Map<string, string>();
  readonly diagnostics = new Map<string, readonly string[]>();
  readonly answer: Promise<WorkspaceDiagnosticReport>;

  constructor(client: TestClient, previousResultIds: readonly PreviousResultId[] = [], takesParts = true) {
    this.#client = client;
    const partialResultToken = `parts ${Math.random()}`;
    const type = new ProgressType<WorkspaceDiagnosticReportPartialResult>();
    client.connection.onProgress(type, partialResultToken, ({ items }) => {
      expect(takesParts).toBe(true);
      this.#take(items);
    });
    const params = { identifier: "fieldguard", previousResultIds, ...(takesParts ? { partialResultToken } : {}) };
    this.answer = client.requestUntil<WorkspaceDiagnosticReport>(
      "workspace/diagnostic",
      params,
      this.#cancellation.token,
    );
    void this.answer.then(
      ({ items }) => {
        this.#take(items);
      },
      () => undefined,
    );
  }

  /** As the protocol asks for: a part or an answer replaces what was said of its files before. */
  #take(items: WorkspaceDocumentDiagnosticReport[]): void {
    if (items.length > 0) this.parts.push(items);
    for (const item of items) {
      expect(item).toMatchObject({ kind: expect.stringMatching(/^(full|unchanged)$/) as string, version: null });
      if (item.resultId === undefined) this.resultIds.delete(item.uri);
      else this.resultIds.set(item.uri, item.resultId);
      if (item.kind === "full") this.diagnostics.set(item.uri, item.items.map(shown));
      else expect(item.resultId).toBeTypeOf("string");
    }
    this.#client.notice();
  }

  async knows(uri: string, expected: readonly string[]): Promise<void> {
    await this.#client.until(
      () => this.diagnostics.get(uri)?.join("\n") === expected.join("\n"),
      () => `${uri} to have [${expected.join(", ")}], has ${JSON.stringify(this.diagnostics.get(uri))}`,
    );
  }

  get previous(): readonly PreviousResultId[] {
    return [...this.resultIds].map(([uri, value]) => ({ uri, value }));
  }

  async cancel(): Promise<void> {
    this.#cancellation.cancel();
    await expect(this.answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  }
}

describe("diagnostics of the whole workspace", () => {
  it("come in parts, file by file, and only of files that have some", async () => {
    const folder = new ProjectFolder();
    folder.write("a/models.py", NATIONAL_ID);
    folder.write("b/models.py", PASSPORT);
    folder.write("clear.py", CLEAR);
    const client = await TestClient.start({ folders: [folder.uri] });
    const listener = new Listener(client);
    await listener.knows(folder.uriOf("a/models.py"), [FOUND]);
    await listener.knows(folder.uriOf("b/models.py"), [FOUND_PASSPORT]);
    expect(listener.diagnostics.has(folder.uriOf("clear.py"))).toBe(false);
    await listener.cancel();
  });

  it("follow what happens while the request is open: changed, new, deleted and renamed files, each once", async () => {
    const folder = new ProjectFolder();
    folder.write("a.py", NATIONAL_ID);
    folder.write("stays.py", NATIONAL_ID);
    const [a, b, stays] = [folder.uriOf("a.py"), folder.uriOf("b.py"), folder.uriOf("stays.py")];
    const client = await TestClient.start({ folders: [folder.uri] });
    const listener = new Listener(client);
    await listener.knows(a, [FOUND]);
    folder.write("a.py", PASSPORT);
    client.watched({ [a]: "changed" });
    await listener.knows(a, [FOUND_PASSPORT]);
    folder.rename("a.py", "b.py");
    client.watched({ [a]: "deleted", [b]: "created" });
    await listener.knows(a, []);
    await listener.knows(b, [FOUND_PASSPORT]);
    expect(listener.parts.flat().filter(({ uri }) => uri === stays)).toHaveLength(1);
    await listener.cancel();
  });

  it("say unchanged of what the client has, and everything of what it has from before", async () => {
    const folder = new ProjectFolder();
    folder.write("a.py", NATIONAL_ID);
    folder.write("b.py", NATIONAL_ID);
    folder.write("gone.py", NATIONAL_ID);
    const [a, b, gone] = [folder.uriOf("a.py"), folder.uriOf("b.py"), folder.uriOf("gone.py")];
    const client = await TestClient.start({ folders: [folder.uri] });
    const first = new Listener(client);
    for (const uri of [a, b, gone]) await first.knows(uri, [FOUND]);
    await first.cancel();
    folder.remove("gone.py");
    folder.write("b.py", PASSPORT);
    client.watched({ [gone]: "deleted", [b]: "changed" });
    const second = new Listener(client, first.previous);
    await second.knows(b, [FOUND_PASSPORT]);
    await second.knows(gone, []);
    const ofA = second.parts.flat().filter(({ uri }) => uri === a);
    expect(ofA).toEqual([{ kind: "unchanged", uri: a, version: null, resultId: first.resultIds.get(a) }]);
    await second.cancel();
  });

  it("answer a client that takes no parts when there is something to say, and not before", async () => {
    const folder = new ProjectFolder();
    folder.write("a.py", NATIONAL_ID);
    const uri = folder.uriOf("a.py");
    const client = await TestClient.start({ folders: [folder.uri] });
    await client.indexed();
    const first = new Listener(client, [], false);
    await first.answer;
    expect(first.diagnostics.get(uri)).toEqual([FOUND]);
    const second = new Listener(client, first.previous, false);
    let isAnswered = false;
    void second.answer.then(() => (isAnswered = true));
    // Longer than the server needs to see that there is nothing new.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isAnswered).toBe(false);
    folder.write("a.py", CLEAR);
    client.watched({ [uri]: "changed" });
    await second.answer;
    expect(second.diagnostics.get(uri)).toEqual([]);
    expect(second.resultIds.has(uri)).toBe(false);
  });

  it("leave open documents to those who ask for them, and tell of them again when they are closed", async () => {
    const folder = new ProjectFolder();
    folder.write("a.py", NATIONAL_ID);
    folder.write("b.py", NATIONAL_ID);
    const [a, b] = [folder.uriOf("a.py"), folder.uriOf("b.py")];
    const client = await TestClient.start({ folders: [folder.uri] });
    const listener = new Listener(client);
    await listener.knows(a, [FOUND]);
    await listener.knows(b, [FOUND]);
    client.open(a, NATIONAL_ID);
    client.change(a, PASSPORT);
    expect(await client.pulled(a)).toEqual([FOUND_PASSPORT]);
    folder.write("b.py", PASSPORT);
    client.watched({ [b]: "changed" });
    await listener.knows(b, [FOUND_PASSPORT]);
    expect(listener.parts.flat().filter(({ uri }) => uri === a)).toHaveLength(1);
    client.close(a);
    await client.until(
      () => listener.parts.flat().filter(({ uri }) => uri === a).length === 2,
      () => "the closed document to be told of",
    );
    expect(listener.diagnostics.get(a)).toEqual([FOUND]);
    await listener.cancel();
  });

  it("follow the policy, what it excludes and its own mistakes", async () => {
    const folder = new ProjectFolder();
    folder.write("a/models.py", NATIONAL_ID);
    const [a, policy] = [folder.uriOf("a/models.py"), folder.uriOf("fieldguard.yml")];
    const client = await TestClient.start({ folders: [folder.uri] });
    const listener = new Listener(client);
    const write = (text: string): void => {
      folder.write("fieldguard.yml", text);
      client.watched({ [policy]: "changed" });
    };
    await listener.knows(a, [FOUND]);
    write("rules: { storage/plaintext-field: error }\n");
    await listener.knows(a, [FOUND.replace("warning", "error")]);
    write("exclude: [a]\n");
    await listener.knows(a, []);
    write("rules: 5\n");
    await listener.knows(a, [FOUND]);
    await client.until(
      () => listener.diagnostics.get(policy)?.length === 1,
      () => "the mistake in the policy",
    );
    await listener.cancel();
  });

  it("come and go with folders, and are told once where one lies in another", async () => {
    const outer = new ProjectFolder();
    outer.write("models.py", NATIONAL_ID);
    outer.write("inner/models.py", NATIONAL_ID);
    outer.write("inner/fieldguard.yml", "rules: { storage/plaintext-field: error }\n");
    const [own, inner] = [outer.uriOf("models.py"), outer.uriOf("inner/models.py")];
    const client = await TestClient.start({ folders: [outer.uri, outer.uriOf("inner")] });
    const listener = new Listener(client);
    await listener.knows(own, [FOUND]);
    await listener.knows(inner, [FOUND.replace("warning", "error")]);
    expect(listener.parts.flat().filter(({ uri }) => uri === inner)).toHaveLength(1);
    client.changeFolders([], [outer.uri]);
    await listener.knows(own, []);
    expect(listener.diagnostics.get(inner)).toEqual([FOUND.replace("warning", "error")]);
    await listener.cancel();
  });

  it("go when the person does not want to see them", async () => {
    const folder = new ProjectFolder();
    folder.write("a.py", NATIONAL_ID);
    const client = await TestClient.start({ folders: [folder.uri] });
    const listener = new Listener(client);
    await listener.knows(folder.uriOf("a.py"), [FOUND]);
    client.settings = { languages: { django: false } };
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await listener.knows(folder.uriOf("a.py"), []);
    await listener.cancel();
  });

  it("do not keep an open document waiting", async () => {
    const folder = new ProjectFolder();
    for (let index = 0; index < 300; index++) folder.write(`a/m${index}.py`, NATIONAL_ID);
    folder.write("z.py", PASSPORT);
    const client = await TestClient.start({ folders: [folder.uri] });
    const listener = new Listener(client);
    client.open(folder.uriOf("z.py"), PASSPORT);
    expect(await client.pulled(folder.uriOf("z.py"))).toEqual([FOUND_PASSPORT]);
    expect(listener.diagnostics.size).toBeLessThan(300);
    await client.until(
      () => listener.diagnostics.size === 300,
      () => `300 files, has ${listener.diagnostics.size}`,
    );
    await listener.cancel();
  });

  it("are answered when the client leaves", async () => {
    const folder = new ProjectFolder();
    const client = await TestClient.start({ folders: [folder.uri] });
    const listener = new Listener(client);
    await client.indexed();
    await client.dispose();
    expect(await listener.answer).toEqual({ items: [] });
  });

  it("are not taken for those that a server before a restart gave", async () => {
    const folder = new ProjectFolder();
    folder.write("a.py", NATIONAL_ID);
    const uri = folder.uriOf("a.py");
    const first = new Listener(await TestClient.start({ folders: [folder.uri] }));
    await first.knows(uri, [FOUND]);
    await first.cancel();
    folder.write("a.py", PASSPORT);
    const second = new Listener(await TestClient.start({ folders: [folder.uri] }), first.previous);
    await second.knows(uri, [FOUND_PASSPORT]);
    await second.cancel();
  });

  it("take what no server of ours has said for what it is", async () => {
    const folder = new ProjectFolder();
    folder.write("a.py", NATIONAL_ID);
    const client = await TestClient.start({ folders: [folder.uri] });
    const uris = ["no uri", "untitled:Untitled-1", "file:///nowhere/models.py", folder.uriOf("a.py")];
    const listener = new Listener(
      client,
      uris.map((uri) => ({ uri, value: "another" })),
    );
    await listener.knows(folder.uriOf("a.py"), [FOUND]);
    await listener.knows("file:///nowhere/models.py", []);
    await listener.cancel();
  });
});
