/**
 * A folder (`argv[2]`) to its classified fields and findings, as editor and command line do it, with the cache in a folder
 * (`argv[3]`) where one is given. Prints the milliseconds.
 */
import { openNodeCache } from "../../../server/src/host/node/cacheStore.ts";
import { nodeFileSystem } from "../../../server/src/host/node/fileSystem.ts";
import { nodeHost } from "../../../server/src/host/node/nodeHost.ts";
import { Workspace } from "../../../server/src/workspace/workspace.ts";

const start = performance.now();
const [, , folder, cacheFolder] = process.argv;
const cacheStore = cacheFolder === undefined ? null : openNodeCache(folder!, "bench", cacheFolder);
const workspace = new Workspace({ fileSystem: nodeFileSystem(folder!), clock: nodeHost.clock, cacheStore });
await workspace.index();
const milliseconds = performance.now() - start;
const fields = workspace.analyses().reduce((count, { file }) => count + file.fields.length, 0);
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ milliseconds, fields, files: workspace.files.read, peak: maxRSS * 1024 }));
