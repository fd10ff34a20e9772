/**
 * The built language server (`argv[2]`) as an editor uses it. `keystrokes LINES`: small edits in a long file of models, from
 * the change until its diagnostics are there; prints the median milliseconds. `soak EDITS`: so many of them, and prints the
 * server's memory after a tenth and at the end, in bytes, with as little to live on as it needs. `open FOLDER`: opens and edits a
 * file without models in a folder that was read, and prints how often the server had to decide anything anew.
 */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type DocumentDiagnosticReport,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { isProjectFile } from "../../../server/src/engine/project/readProject.ts";
import { lineStartsOf, positionAt } from "../../../server/src/engine/text/lineIndex.ts";
import type { ClassificationResult, StatusResult } from "../../../server/src/protocol.ts";
import { median } from "../median.ts";
import { longModelsFile } from "../tree.ts";

const ROUNDS = 10;
/** Until everything has been compiled. */
const WARM_UP = 5;
const URI = "file:///nowhere/shop/models.py";

/** Without a limit, a growing heap says nothing: it is only emptied when it has to be. */
const SOAK_HEAP = "--max-old-space-size=64";

const [, , program, task, argument] = process.argv;
const LIMITS = ["--max-semi-space-size=4", ...(task === "soak" ? [SOAK_HEAP] : [])];
const server = spawn(process.execPath, [...LIMITS, program!, "--stdio"], {
  stdio: ["pipe", "pipe", "inherit"],
});
const connection = createMessageConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
);
connection.listen();
const folders = task === "open" ? [{ uri: pathToFileURL(argument!).href, name: "folder" }] : [];
await connection.sendRequest("initialize", {
  processId: process.pid,
  rootUri: null,
  workspaceFolders: folders,
  capabilities: { textDocument: { diagnostic: {} }, workspace: { workspaceFolders: true } },
});
await connection.sendNotification("initialized", {});
console.log(JSON.stringify(await run()));
await connection.sendRequest("shutdown");
await connection.sendNotification("exit");

async function run(): Promise<unknown> {
  if (task === "keystrokes") return { valid: await keystrokes("valid"), broken: await keystrokes("broken") };
  return task === "soak" ? soak(Number(argument)) : openUnrelated();
}

async function keystrokes(kind: "valid" | "broken"): Promise<number> {
  const text = longModelsFile(Number(argument));
  await open(URI, text);
  const times: number[] = [];
  let version = 1;
  for (const edit of editsOf(text, kind)) {
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const start = performance.now();
      await change(URI, ++version, edit.change);
      await diagnostics(URI);
      if (round >= WARM_UP) times.push(performance.now() - start);
      await change(URI, ++version, edit.back);
      await diagnostics(URI);
    }
  }
  await connection.sendNotification("textDocument/didClose", { textDocument: { uri: URI } });
  return median(times);
}

/** Each edit is typed and taken back, in code that is valid or broken by it. */
async function soak(edits: number): Promise<{ early: number; late: number }> {
  const text = longModelsFile(500);
  await open(URI, text);
  const kinds = [...editsOf(text, "valid"), ...editsOf(text, "broken")];
  let version = 1;
  let early = 0;
  for (let index = 0; index < edits / 2; index++) {
    const { change: forth, back } = kinds[index % kinds.length]!;
    for (const each of [forth, back]) {
      await change(URI, ++version, each);
      await diagnostics(URI);
    }
    if (index === edits / 20) early = await memory();
  }
  return { early, late: await memory() };
}

async function openUnrelated(): Promise<{ changes: number; milliseconds: number }> {
  const folder = argument!;
  for (;;) {
    const { state } = await connection.sendRequest<ClassificationResult>("fieldguard/classification", { since: null });
    if (state === "ready") break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const revision = async (): Promise<number> =>
    (await connection.sendRequest<StatusResult>("fieldguard/status")).folders[0]!.revision;
  const file = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => !isProjectFile(relative(folder, path).replaceAll(sep, "/")))
    .find((path) => !readFileSync(path, "utf8").includes("models"))!;
  const before = await revision();
  const start = performance.now();
  const uri = pathToFileURL(file).href;
  await open(uri, readFileSync(file, "utf8"));
  const top = { line: 0, character: 0 };
  await change(uri, 2, { range: { start: top, end: top }, text: "# a comment\n" });
  await diagnostics(uri);
  const milliseconds = performance.now() - start;
  return { changes: (await revision()) - before, milliseconds };
}

interface Edit {
  readonly change: TextDocumentContentChangeEvent;
  readonly back: TextDocumentContentChangeEvent;
}

/** Near the top, in the middle and near the end. */
function editsOf(text: string, kind: "valid" | "broken"): readonly Edit[] {
  const lines = lineStartsOf(text);
  const edit = (offset: number, deleted: number, inserted: string): Edit => {
    const start = positionAt(lines, offset);
    const insertedLines = lineStartsOf(inserted);
    const last = positionAt(insertedLines, inserted.length);
    const end = { line: start.line + last.line, character: last.character + (last.line === 0 ? start.character : 0) };
    return {
      change: { range: { start, end: positionAt(lines, offset + deleted) }, text: inserted },
      back: { range: { start, end }, text: text.slice(offset, offset + deleted) },
    };
  };
  return [0.05, 0.5, 0.95].flatMap((part) => {
    const at = text.indexOf("max_length=", text.length * part) + "max_length=".length;
    return kind === "valid"
      ? [edit(at, 0, "1"), edit(text.indexOf("\n", at), 0, "\n    iban = models.CharField(max_length=34)")]
      : [
          edit(text.indexOf(")\n", at), 1, ""),
          edit(text.indexOf("\n", at), 0, "\n    iban = models.CharField(max"),
          edit(text.indexOf('"', at), 1, ""),
        ];
  });
}

async function open(uri: string, text: string): Promise<void> {
  const textDocument = { uri, languageId: "python", version: 1, text };
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  await diagnostics(uri);
}

async function change(uri: string, version: number, event: TextDocumentContentChangeEvent): Promise<void> {
  const params = { textDocument: { uri, version }, contentChanges: [event] };
  await connection.sendNotification("textDocument/didChange", params);
}

async function diagnostics(uri: string): Promise<DocumentDiagnosticReport> {
  return connection.sendRequest<DocumentDiagnosticReport>("textDocument/diagnostic", { textDocument: { uri } });
}

async function memory(): Promise<number> {
  return (await connection.sendRequest<StatusResult>("fieldguard/status")).memory ?? 0;
}
