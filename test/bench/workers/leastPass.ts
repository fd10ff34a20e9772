/**
 * The least that any reader has to do in one process, with our own parts of it: list a folder (`argv[2]`), read its Python files, decode
 * them, and split those that may declare something into statements. No field is read, nothing is decided. Prints the milliseconds.
 */
import { languageOf } from "../../../server/src/engine/languages/registry.ts";
import { readLayout } from "../../../server/src/engine/languages/python/layout.ts";
import { nodeFileSystem } from "../../../server/src/host/node/fileSystem.ts";
import { decode } from "../../../server/src/workspace/decode.ts";
import { discover } from "../../../server/src/workspace/discovery.ts";
import { Exclusions } from "../../../server/src/workspace/exclusions.ts";
import { MAX_FILE_BYTES } from "../../../server/src/workspace/limits.ts";

const start = performance.now();
const fileSystem = nodeFileSystem(process.argv[2]!);
const room = new Uint8Array(256 * 1024);
let statements = 0;
for await (const found of discover(fileSystem, new Exclusions(fileSystem, []))) {
  for (const { kind, path } of found) {
    const language = languageOf(path);
    if (kind !== "file" || !language) continue;
    const file = fileSystem.readFile(path, MAX_FILE_BYTES, room);
    const decoded = !(file instanceof Promise) && file.kind === "bytes" ? decode(file.bytes) : null;
    if (decoded?.kind !== "text" || language.passedOver(decoded.text)?.length === 0) continue;
    statements += readLayout(decoded.text).statements.length;
  }
}
console.log(JSON.stringify({ milliseconds: performance.now() - start, statements }));
