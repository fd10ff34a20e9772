/**
 * Small edits in a long file of models until its findings are known, and the same edits with tree-sitter, which only
 * parses. Prints the median milliseconds of each.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Edit as TreeEdit, Language, Parser, type Point } from "web-tree-sitter";
import type { FileAnalysis } from "../../../server/src/workspace/analyse.ts";
import { nodeHost } from "../../../server/src/host/node/nodeHost.ts";
import { Workspace } from "../../../server/src/workspace/workspace.ts";
import { MemoryFileSystem } from "../../support/memoryFileSystem.ts";
import { median } from "../median.ts";
import { longModelsFile } from "../tree.ts";

const ROUNDS = 10;
/** Until everything has been compiled. */
const WARM_UP = 5;
const PATH = "shop/models.py";

interface Edit {
  readonly offset: number;
  readonly deleted: number;
  readonly inserted: string;
}

const text = longModelsFile(2000);
/** Fields near the top, in the middle and near the end. */
const places = [0.05, 0.5, 0.95].map((part) => text.indexOf("max_length=", text.length * part) + "max_length=".length);
const edits: Readonly<Record<string, readonly Edit[]>> = {
  valid: places.flatMap((offset) => [
    { offset, deleted: 0, inserted: "1" },
    { offset: text.indexOf("\n", offset), deleted: 0, inserted: "\n    iban = models.CharField(max_length=34)" },
  ]),
  broken: places.flatMap((offset) => [
    { offset: text.indexOf(")\n", offset), deleted: 1, inserted: "" },
    { offset: text.indexOf("\n", offset), deleted: 0, inserted: "\n    iban = models.CharField(max" },
    { offset: text.indexOf('"', offset), deleted: 1, inserted: "" },
  ]),
};

const packages = createRequire(import.meta.url);
await Parser.init();
const grammar = join(
  dirname(packages.resolve("@vscode/tree-sitter-wasm/package.json")),
  "wasm/tree-sitter-python.wasm",
);
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));

const result: Record<string, { ours: number; treeSitter: number }> = {};
for (const [name, kinds] of Object.entries(edits)) {
  const times: Awaited<ReturnType<typeof measured>>[] = [];
  for (const kind of kinds) times.push(await measured(kind));
  const ours = median(times.flatMap((time) => time.ours));
  result[name] = { ours, treeSitter: median(times.flatMap((time) => time.treeSitter)) };
}
console.log(JSON.stringify(result));

async function measured({
  offset,
  deleted,
  inserted,
}: Edit): Promise<Record<"ours" | "treeSitter", readonly number[]>> {
  const changed = text.slice(0, offset) + inserted + text.slice(offset + deleted);
  const edit = {
    startIndex: offset,
    oldEndIndex: offset + deleted,
    newEndIndex: offset + inserted.length,
    startPosition: pointAt(text, offset),
    oldEndPosition: pointAt(text, offset + deleted),
    newEndPosition: pointAt(changed, offset + inserted.length),
  };
  const workspace = new Workspace({ fileSystem: new MemoryFileSystem(), clock: nodeHost.clock });
  await workspace.index();
  const ours: number[] = [];
  const treeSitter: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    await workspace.openDocument(PATH, 2 * round, text);
    const before = await workspace.analysis(PATH);
    let start = performance.now();
    await workspace.changeDocument(PATH, 2 * round + 1, changed);
    differences(before, await workspace.analysis(PATH));
    if (round >= WARM_UP) ours.push(performance.now() - start);

    const tree = parser.parse(text)!;
    start = performance.now();
    tree.edit(new TreeEdit(edit));
    const newTree = parser.parse(changed, tree)!;
    if (round >= WARM_UP) treeSitter.push(performance.now() - start);
    tree.delete();
    newTree.delete();
  }
  return { ours, treeSitter };
}

/** The findings that an editor would have to hear of. */
function differences(before: FileAnalysis | null, after: FileAnalysis | null): number {
  const known = new Set(before?.findings.map(({ fingerprint, span }) => `${fingerprint} ${span.start}`));
  return (after?.findings ?? []).filter(({ fingerprint, span }) => !known.has(`${fingerprint} ${span.start}`)).length;
}

function pointAt(source: string, offset: number): Point {
  const before = source.slice(0, offset).split("\n");
  return { row: before.length - 1, column: before.at(-1)!.length };
}
