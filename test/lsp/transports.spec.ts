import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  createClientPipeTransport,
  createClientSocketTransport,
  createMessageConnection,
  generateRandomPipeName,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

const dist = (file: string): string => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));
const SERVER = dist("server.cjs");

function started(child: ChildProcess): ChildProcess {
  onTestFinished(() => {
    child.kill();
  });
  return child;
}

/** Through the whole life of a server; gives its exit code. */
async function lifeOf(child: ChildProcess, [reader, writer]: [MessageReader, MessageWriter]): Promise<number | null> {
  const connection = createMessageConnection(reader, writer);
  connection.listen();
  const exit = once(child, "exit");
  const params = { processId: process.pid, rootUri: null, capabilities: {} };
  const result = await connection.sendRequest<InitializeResult>("initialize", params);
  expect(result.serverInfo?.name).toBe("fieldguard");
  await connection.sendNotification("initialized", {});
  await connection.sendRequest("shutdown");
  void connection.sendNotification("exit").catch(() => undefined);
  const [code] = (await exit) as [number | null];
  connection.dispose();
  return code;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

describe("the built server", () => {
  it("talks over Node's channel between processes", async () => {
    const child = started(fork(SERVER, ["--node-ipc"]));
    expect(await lifeOf(child, [new IPCMessageReader(child), new IPCMessageWriter(child)])).toBe(0);
  });

  it("talks over a socket", async () => {
    const port = await freePort();
    const transport = await createClientSocketTransport(port);
    const child = started(spawn(process.execPath, [SERVER, `--socket=${port}`]));
    expect(await lifeOf(child, await transport.onConnected())).toBe(0);
  });

  it("talks over a named pipe", async () => {
    const pipe = generateRandomPipeName();
    const transport = await createClientPipeTransport(pipe);
    const child = started(spawn(process.execPath, [SERVER, `--pipe=${pipe}`]));
    expect(await lifeOf(child, await transport.onConnected())).toBe(0);
  });

  it("is in the command line as well", async () => {
    const child = spawn(process.execPath, [dist("cli.js"), "lsp", "--stdio"]);
    started(child);
    expect(await lifeOf(child, [new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)])).toBe(0);
  });

  it("says what it needs when nobody tells it how to talk", async () => {
    const child = started(spawn(process.execPath, [SERVER]));
    let said = "";
    child.stderr?.on("data", (text: Buffer) => (said += text.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    expect(code).toBe(2);
    expect(said).toMatch(/^fieldguard: .*--stdio.*\n$/);
  });
});
