import { describe, expect, it } from "vitest";
import type { CodeLens } from "vscode-languageserver/node";
import {
  DESCRIPTION_REQUEST,
  type DescriptionParams,
  HIGHLIGHTS_REQUEST,
  type HighlightsResult,
} from "../../server/src/protocol.ts";
import { PLAIN } from "./clientCapabilities.ts";
import { ProjectFolder } from "./projectFolder.ts";
import { type ClientOptions, TestClient } from "./testClient.ts";

const TEXT = [
  "from django.db import models",
  "class Customer(models.Model):",
  "    national_id = models.CharField()",
  "    ssn = models.CharField()",
  "    email = models.EmailField()",
  "    color = models.CharField()",
  "class Paint(models.Model):",
  "    color = models.CharField()",
  "",
].join("\n");
const URI = "file:///tmp/models.py";

async function lenses(client: TestClient, uri = URI): Promise<readonly CodeLens[]> {
  return client.request("textDocument/codeLens", { textDocument: { uri } });
}

async function titles(options: ClientOptions): Promise<readonly (string | undefined)[]> {
  const client = await TestClient.start(options);
  client.open(URI, TEXT);
  return (await lenses(client)).map(({ command }) => command?.title);
}

const TITLE = "2 restricted · 1 confidential · 2 lack their treatment";

describe("code lens", () => {
  it("counts the sensitive fields above each entity that has some", async () => {
    const client = await TestClient.start();
    client.open(URI, TEXT);
    expect(await lenses(client)).toEqual([
      {
        range: { start: { line: 1, character: 6 }, end: { line: 1, character: 14 } },
        command: { title: TITLE, command: "" },
      },
    ]);
  });

  it("opens the entity in a client that can show it, unless it is outside of the workspace", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", TEXT);
    const uri = folder.uriOf("models.py");
    const client = await TestClient.start({ ui: { showEntity: true }, folders: [folder.uri] });
    client.open(uri, TEXT);
    expect((await lenses(client, uri))[0]?.command).toEqual({
      title: TITLE,
      command: "fieldguard.showEntity",
      arguments: [{ uri, entity: "Customer" }],
    });
    client.open(URI, TEXT);
    expect((await lenses(client))[0]?.command).toEqual({ title: TITLE, command: "" });
  });
});

describe("configuration", () => {
  it.each([
    ["null", null],
    ["nothing", undefined],
    ["another type", "yes"],
    ["an empty section", {}],
    ["null in it", { codeLens: null }],
    ["a wrong value", { codeLens: { enabled: "no" } }],
  ])("that is %s keeps the defaults", async (_, settings) => {
    expect(await titles({ settings })).toEqual([TITLE]);
  });

  it("switches the lenses off, and on again when it changes", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", TEXT);
    const uri = folder.uriOf("models.py");
    const client = await TestClient.start({ folders: [folder.uri], settings: { codeLens: { enabled: false } } });
    expect(await lenses(client, uri)).toEqual([]);
    expect(await lenses(client, uri)).toEqual([]);
    expect(client.configurationScopes).toEqual([folder.uri]);
    client.settings = { codeLens: { enabled: true } };
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.until(
      () => client.serverRequests.includes("workspace/codeLens/refresh"),
      () => "the lenses to be refreshed",
    );
    expect(await lenses(client, uri)).toHaveLength(1);
    expect(client.configurationScopes).toEqual([folder.uri, folder.uri]);
  });

  it("leaves the files of a language alone, and shows them again when it changes", async () => {
    const client = await TestClient.start({ settings: { languages: { django: false } } });
    client.open(URI, TEXT);
    const shown = async (): Promise<readonly number[]> => [
      (await client.pulled(URI)).length,
      (await lenses(client)).length,
      (await client.request<HighlightsResult>(HIGHLIGHTS_REQUEST, { textDocument: { uri: URI } })).highlights.length,
      (await client.hover(URI, { line: 2, character: 8 })) ? 1 : 0,
      (await client.actions(URI, { line: 2, character: 8 })).length > 0 ? 1 : 0,
    ];
    expect(await shown()).toEqual([0, 0, 0, 0, 0]);
    // The tree, where the fields are counted all the same, says what they are.
    const params: DescriptionParams = { textDocument: { uri: URI }, position: { line: 2, character: 8 } };
    expect(await client.request(DESCRIPTION_REQUEST, params)).toMatchObject({ range: { start: { line: 2 } } });
    client.settings = { languages: { django: true } };
    client.notify("workspace/didChangeConfiguration", { settings: null });
    await client.until(
      () => client.serverRequests.includes("workspace/diagnostic/refresh"),
      () => "the diagnostics to be refreshed",
    );
    expect(await shown()).toEqual([3, 1, 3, 1, 1]);
  });

  it("brings back what it took away, in files that are not open too", async () => {
    const folder = new ProjectFolder();
    folder.write("models.py", TEXT);
    const uri = folder.uriOf("models.py");
    const client = await TestClient.start({ folders: [folder.uri], abilities: { pull: false } });
    const count = async (expected: number): Promise<void> =>
      client.until(
        () => client.published.get(uri)?.diagnostics.length === expected,
        () => `${expected} diagnostics`,
      );
    await count(3);
    for (const [isShown, expected] of [
      [false, 0],
      [true, 3],
    ] as const) {
      client.settings = { languages: { django: isShown } };
      client.notify("workspace/didChangeConfiguration", { settings: null });
      await count(expected);
    }
  });

  it("comes with initialize, or with its change, to a server that cannot ask", async () => {
    const off = { codeLens: { enabled: false } };
    const client = await TestClient.start({
      abilities: PLAIN,
      initializationOptions: { fieldguard: { settings: off } },
    });
    client.open(URI, TEXT);
    expect(await lenses(client)).toEqual([]);
    client.notify("workspace/didChangeConfiguration", { settings: { fieldguard: { codeLens: { enabled: true } } } });
    expect(await lenses(client)).toHaveLength(1);
    client.notify("workspace/didChangeConfiguration", { settings: { fieldguard: off } });
    expect(await lenses(client)).toEqual([]);
  });

  it.each([null, 7, "x", { fieldguard: null }, { fieldguard: { ui: null, settings: null } }])(
    "survives initializationOptions of %j",
    async (initializationOptions) => {
      expect(await titles({ initializationOptions })).toEqual([TITLE]);
    },
  );

  it("registers for what the client tells only those who ask", async () => {
    const client = await TestClient.start();
    await client.until(
      () => client.registrations.length === 2,
      () => "two registrations",
    );
    expect([...client.registrations].sort()).toEqual([
      "workspace/didChangeConfiguration",
      "workspace/didChangeWatchedFiles",
    ]);
  });
});

describe("hover", () => {
  const NAME = { line: 2, character: 8 };

  it("says what a field holds, how it is treated, why we think so and what to do", async () => {
    const client = await TestClient.start();
    client.open(URI, TEXT);
    const hover = await client.hover(URI, NAME);
    expect(hover).toMatchObject({
      range: { start: { line: 2, character: 4 }, end: { line: 2, character: 15 } },
      contents: { kind: "markdown" },
    });
    const text = JSON.stringify(hover?.contents);
    for (const part of [
      "**Customer.national\\\\_id** holds",
      "**restricted**",
      "needs: encryption",
      "stored: **not encrypted**",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/\d+ % likely to be sensitive, because:\\n- /);
    expect(text).toContain("Encrypt it");
  });

  it("comes as plain text where formatting is not understood", async () => {
    const client = await TestClient.start({ abilities: { markdown: false } });
    client.open(URI, TEXT);
    const hover = await client.hover(URI, NAME);
    expect(hover).toMatchObject({ contents: { kind: "plaintext" } });
    expect(JSON.stringify(hover)).not.toContain("**");
  });

  it("says nothing elsewhere, nor of fields that hold nothing sensitive", async () => {
    const client = await TestClient.start();
    client.open(URI, TEXT);
    expect(await client.hover(URI, { line: 2, character: 25 })).toBeNull();
    expect(await client.hover(URI, { line: 5, character: 6 })).toBeNull();
    expect(await client.hover(URI, { line: 99, character: 999 })).toBeNull();
  });
});
