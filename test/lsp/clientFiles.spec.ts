import { describe, expect, it } from "vitest";
import {
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadDirectoryParams,
  type ReadDirectoryResult,
  type ReadFileParams,
  type ReadFileResult,
  SCAN_REQUEST,
  STATUS_REQUEST,
  type StatusResult,
} from "../../server/src/protocol.ts";
import type { CodeAction } from "vscode-languageserver/node";
import { MemoryFileSystem } from "../support/memoryFileSystem.ts";
import { TestClient } from "./testClient.ts";

const FOLDER = "vscode-vfs://github/owner/shop";
const MODELS = "from django.db import models\nclass A(models.Model):\n    national_id = models.CharField()\n";
const FOUND = "2:4-15 warning storage/plaintext-field";

/** A client that reads the files of `FOLDER` for the server, which are on no disk. */
class VirtualClient {
  readonly client: TestClient;
  readonly files = new MemoryFileSystem();
  /** No folder is listed before. */
  ready: Promise<void> = Promise.resolve();
  /** What the server asked about, relative to the folder. */
  readonly asked: string[] = [];

  constructor(folders: readonly string[] = [FOLDER], readsFiles = true) {
    const initializationOptions = { fieldguard: { ui: {}, readsFiles } };
    this.client = new TestClient({ folders, initializationOptions, abilities: { pull: false } });
    const readDirectory = async ({ uri }: ReadDirectoryParams): Promise<ReadDirectoryResult> => {
      await this.ready;
      return this.files.readDirectory(this.#path(uri));
    };
    this.client.connection.onRequest<ReadDirectoryResult, unknown>(READ_DIRECTORY_REQUEST, readDirectory);
    const readFile = ({ uri, limit }: ReadFileParams): ReadFileResult => {
      const result = this.files.readFile(this.#path(uri), limit);
      return result.kind === "bytes" ? { ...result, bytes: Buffer.from(result.bytes).toString("latin1") } : result;
    };
    this.client.connection.onRequest<ReadFileResult, unknown>(READ_FILE_REQUEST, readFile);
  }

  #path(uri: string): string {
    expect(`${uri}/`).toContain(`${FOLDER}/`);
    const path = decodeURIComponent(uri.slice(FOLDER.length + 1));
    this.asked.push(path);
    return path;
  }
}

describe("a folder that only the client can read", () => {
  it("is read as any other: ignores, policy and encodings included", async () => {
    const { client, files, asked } = new VirtualClient();
    files.write("app/models.py", MODELS);
    files.write("ignored/models.py", MODELS);
    files.write("venv/models.py", MODELS);
    files.write("venv/pyvenv.cfg", "");
    files.write(".gitignore", "ignored/\n");
    files.write("old/models.py", MODELS);
    files.write("fieldguard.yml", "exclude: [old/**]\n");
    files.write("ü/models.py", Buffer.from(`# coding: latin-1\n# \xe9\n${MODELS}`, "latin1"));
    await client.initialize();
    expect([...(await client.indexed())].sort()).toEqual(["app/models.py A.national_id", "ü/models.py A.national_id"]);
    await client.publishes(`${FOLDER}/app/models.py`, [FOUND]);
    expect(asked.filter((path) => /^(ignored|venv|old)\/models/.test(path))).toEqual([]);
  });

  it("is read once for each file", async () => {
    const { client, files, asked } = new VirtualClient();
    for (let index = 0; index < 100; index++) files.write(`app${index}/models.py`, MODELS);
    await client.initialize();
    expect(await client.indexed()).toHaveLength(100);
    expect(asked.filter((path) => path.endsWith("models.py")).length).toBe(100);
  });

  it("has its documents, whose unsaved text wins, and takes notice of changes", async () => {
    const { client, files } = new VirtualClient();
    files.write("models.py", MODELS);
    await client.initialize();
    const uri = `${FOLDER}/models.py`;
    await client.publishes(uri, [FOUND]);
    client.open(uri, MODELS.replace("national_id", "age_group"));
    await client.publishes(uri, []);
    client.close(uri);
    await client.publishes(uri, [FOUND]);
    files.remove("models.py");
    client.watched({ [uri]: "deleted" });
    await client.publishes(uri, []);
  });

  it("gets the documents that were opened before it", async () => {
    const { client, files } = new VirtualClient([]);
    files.write("models.py", MODELS);
    await client.initialize();
    const uri = `${FOLDER}/models.py`;
    client.open(uri, MODELS);
    client.change(uri, MODELS.replace("national_id", "age_group"));
    expect(await client.hover(uri, { line: 2, character: 6 })).toBeNull();
    client.changeFolders([FOLDER], []);
    expect(await client.indexed()).toEqual([]);
    expect((await client.request<StatusResult>(STATUS_REQUEST)).openDocuments).toBe(1);
    client.close(uri);
    await client.publishes(uri, [FOUND]);
    client.open(uri, MODELS.replace("national_id", "age_group"));
    await client.publishes(uri, []);
    client.changeFolders([], [FOLDER]);
    expect((await client.request<StatusResult>(STATUS_REQUEST)).openDocuments).toBe(0);
    client.changeFolders([FOLDER], []);
    expect(await client.indexed()).toEqual([]);
  });

  it("need not be read to its end for a person to be offered fixes", async () => {
    const virtual = new VirtualClient();
    const { client, files } = virtual;
    let read = (): void => undefined;
    virtual.ready = new Promise((resolve) => (read = resolve));
    files.write("models.py", MODELS);
    await client.initialize();
    const uri = `${FOLDER}/models.py`;
    client.open(uri, MODELS);
    const [action] = await client.actions(uri, { line: 2, character: 6 });
    expect((await client.classification()).state).toBe("indexing");
    read();
    const resolved = await client.request<CodeAction>("codeAction/resolve", action);
    expect(resolved.edit).toBeDefined();
    expect((await client.classification()).state).toBe("ready");
  });

  it("is not named in the log, but for its last part", async () => {
    const { client } = new VirtualClient();
    await client.initialize();
    await client.until(
      () => client.logs.some(({ message }) => message.startsWith("shop: read 0 of 0 files")),
      () => "the log to tell what was read",
    );
    expect(JSON.stringify(client.logs)).not.toContain("github");
  });

  it("keeps what is known when it cannot be listed for a while, and says so", async () => {
    const { client, files } = new VirtualClient();
    files.write("models.py", MODELS);
    files.write("app/models.py", MODELS);
    await client.initialize();
    expect(await client.indexed()).toHaveLength(2);
    const skipped = async (): Promise<unknown> =>
      (await client.request<StatusResult>(STATUS_REQUEST)).folders.map((folder) => folder.skipped);
    for (const [folder, path] of [
      ["", "."],
      ["app", "app"],
    ] as const) {
      files.lock(folder);
      await client.request(SCAN_REQUEST);
      expect(await client.indexed()).toHaveLength(2);
      expect(await skipped()).toEqual([[{ path, reason: "the folder cannot be listed: EACCES" }]]);
      files.lock(folder, false);
    }
    await client.request(SCAN_REQUEST);
    expect(await skipped()).toEqual([[]]);
  });

  it("is left alone when the client does not offer to read it", async () => {
    const { client, files, asked } = new VirtualClient([FOLDER], false);
    files.write("models.py", MODELS);
    await client.initialize();
    const uri = `${FOLDER}/models.py`;
    client.open(uri, MODELS);
    expect(await client.hover(uri, { line: 2, character: 6 })).toBeNull();
    expect((await client.classification()).files).toEqual([]);
    expect(asked).toEqual([]);
  });

  it("has no part in documents of the same path and another scheme", async () => {
    const { client, files } = new VirtualClient();
    files.write("models.py", MODELS);
    await client.initialize();
    const uri = "git://github/owner/shop/models.py?HEAD";
    client.open(uri, MODELS);
    expect(await client.hover(uri, { line: 2, character: 6 })).toBeNull();
  });
});
