/**
 * The least that a scan with a cache has to do, with our own parts of it: list a folder (`argv[2]`) and ask for the times of each of its Python
 * files. Nothing that was kept is read. Prints the milliseconds.
 */
import { languageOf } from "../../../server/src/engine/languages/registry.ts";
import { openNodeCache } from "../../../server/src/host/node/cacheStore.ts";
import { nodeFileSystem } from "../../../server/src/host/node/fileSystem.ts";
import { discover } from "../../../server/src/workspace/discovery.ts";
import { Exclusions } from "../../../server/src/workspace/exclusions.ts";

const start = performance.now();
const [, , folder, cacheFolder] = process.argv;
const store = openNodeCache(folder!, "bench", cacheFolder);
if (!store) throw new Error("the cache may not lie in the folder");
const fileSystem = nodeFileSystem(folder!);
let stamped = 0;
for await (const found of discover(fileSystem, new Exclusions(fileSystem, []))) {
  for (const { kind, path } of found) {
    if (kind === "file" && languageOf(path) && store.stampOf(path) !== null) stamped++;
  }
}
console.log(JSON.stringify({ milliseconds: performance.now() - start, stamped }));
