import { spawn } from "node:child_process";
import { describe, expect, it } from "vitest";
import { ErrorCodes, LSPErrorCodes } from "vscode-languageserver/node";
import { STATUS_REQUEST } from "../../server/src/protocol.ts";
import { PLAIN } from "./clientCapabilities.ts";
import { TestClient } from "./testClient.ts";

const error = (code: number): object => expect.objectContaining({ code }) as object;
const HOVER = { textDocument: { uri: "file:///x.py" }, position: { line: 0, character: 0 } };

describe("lifecycle", () => {
  it("refuses requests before initialize and drops notifications", async () => {
    const client = new TestClient();
    await expect(client.request("textDocument/hover", HOVER)).rejects.toEqual(error(ErrorCodes.ServerNotInitialized));
    await expect(client.request("no/suchMethod", {})).rejects.toEqual(error(ErrorCodes.ServerNotInitialized));
    await expect(client.request("shutdown")).rejects.toEqual(error(ErrorCodes.ServerNotInitialized));
    client.open("file:///x.py", "x = 1");
    client.notify("no/suchNotification", {});
    await client.initialize();
  });

  it("says who it is and what it can do", async () => {
    const client = await TestClient.start({ abilities: { pull: false } });
    expect(client.initializeResult).toMatchObject({
      serverInfo: { name: "fieldguard", version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string },
      capabilities: {
        positionEncoding: "utf-16",
        textDocumentSync: { openClose: true, change: 2 },
        hoverProvider: true,
      },
    });
    expect(client.initializeResult?.capabilities.diagnosticProvider).toBeUndefined();
  });

  it("offers diagnostics on demand to a client that asks for them", async () => {
    const client = await TestClient.start();
    expect(client.initializeResult?.capabilities.diagnosticProvider).toEqual({
      identifier: "fieldguard",
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
  });

  it("initialises once", async () => {
    const client = await TestClient.start();
    await expect(client.request("initialize", { processId: null, rootUri: null, capabilities: {} })).rejects.toEqual(
      error(ErrorCodes.InvalidRequest),
    );
  });

  it("answers only exit after shutdown, and leaves with code 0", async () => {
    const client = await TestClient.start();
    await client.request("shutdown");
    await expect(client.request("textDocument/hover", HOVER)).rejects.toEqual(error(ErrorCodes.InvalidRequest));
    await expect(client.request("shutdown")).rejects.toEqual(error(ErrorCodes.InvalidRequest));
    client.notify("exit", undefined);
    expect(await client.left()).toBe(0);
  });

  it("leaves with code 1 when nobody said shutdown", async () => {
    const client = await TestClient.start();
    client.notify("exit", undefined);
    expect(await client.left()).toBe(1);
  });

  it("leaves when its client has gone", async () => {
    const short = spawn(process.execPath, ["-e", "setTimeout(() => {}, 300)"]);
    const client = new TestClient();
    await client.request("initialize", { processId: short.pid, rootUri: null, capabilities: {} });
    expect(await client.left()).toBe(1);
  });

  it("leaves when the pipe closes", async () => {
    const client = await TestClient.start();
    await client.classification();
    client.process.stdin.end();
    expect(await client.left()).toBe(1);
  });

  it("says of methods that it does not know, that it does not", async () => {
    const client = await TestClient.start();
    await expect(client.request("textDocument/rename", {})).rejects.toEqual(error(ErrorCodes.MethodNotFound));
    await expect(client.request("$/unknown", {})).rejects.toEqual(error(ErrorCodes.MethodNotFound));
    client.notify("$/unknown", {});
  });

  it("answers a request with wrong parameters by an error, and goes on", async () => {
    const client = await TestClient.start();
    await expect(client.request("textDocument/hover", { textDocument: null })).rejects.toEqual(
      error(ErrorCodes.InternalError),
    );
    expect(client.takeErrors()).toEqual([expect.stringContaining("textDocument/hover: TypeError")]);
    expect(await client.hover("file:///x.py", { line: 0, character: 0 })).toBeNull();
  });

  it("answers a cancelled request", async () => {
    const client = await TestClient.start();
    const id = 4711;
    const answered = answerTo(client, id);
    // Written by hand, so that both messages arrive together.
    client.process.stdin.write(
      message({ id, method: "textDocument/hover", params: HOVER }) +
        message({ method: "$/cancelRequest", params: { id } }),
    );
    expect(await answered).toMatchObject({ id, error: { code: LSPErrorCodes.RequestCancelled } });
  });

  it.each([
    ["absent", undefined],
    ["null", null],
    ["an empty object", {}],
    ["an empty list", []],
  ])("answers a request that takes no parameters when they are %s", async (_, params) => {
    const client = await TestClient.start();
    const answered = answerTo(client, 4711);
    client.process.stdin.write(message({ id: 4711, method: STATUS_REQUEST, params }));
    expect(await answered).toMatchObject({ result: { openDocuments: 0 } });
  });

  it.each([
    ["no capabilities at all", {}],
    ["null in many places", { workspace: null, textDocument: { codeAction: null, hover: null }, window: null }],
    [
      "values of the future",
      { general: { positionEncodings: ["utf-64"] }, textDocument: { hover: { contentFormat: ["html"] } } },
    ],
  ])("serves a client with %s", async (_, capabilities) => {
    const client = await TestClient.start({ capabilities, folders: null });
    expect(client.initializeResult?.capabilities.positionEncoding).toBe("utf-16");
    client.open(
      "file:///tmp/alone.py",
      "from django.db import models\nclass A(models.Model):\n    ssn = models.CharField()\n",
    );
    await client.publishes("file:///tmp/alone.py", ["2:4-7 warning storage/plaintext-field"]);
    expect(client.serverRequests).toEqual([]);
  });

  it("asks a plain client for nothing", async () => {
    const client = await TestClient.start({ abilities: PLAIN, folders: ["file:///nowhere/at/all"] });
    await client.indexed();
    expect([...client.serverRequests, ...client.registrations]).toEqual([]);
  });
});

/** As it goes over the wire, for what the library would not send. */
function message(body: object): string {
  const text = JSON.stringify({ jsonrpc: "2.0", ...body });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

function answerTo(client: TestClient, id: number): Promise<unknown> {
  let received = "";
  return new Promise((resolve) => {
    client.process.stdout.on("data", (data: Buffer) => {
      received += data.toString();
      const texts = received.split(/Content-Length: \d+\r\n\r\n/);
      const found = texts.find((text) => text.includes(`"id":${id}`) && text.endsWith("}"));
      if (found !== undefined) resolve(JSON.parse(found));
    });
  });
}
