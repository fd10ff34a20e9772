/**
 * Where the sensitive fields of a folder (`argv[2]`) are used, once its schema pass has ended: all files are searched, and
 * those that name such a field are read; with the cache in a folder (`argv[3]`) where one is given. Prints the milliseconds, how many of them
 * lezer's parser takes for itself, and the peak of the memory of both in bytes.
 */
import { parser } from "@lezer/python";
import { openNodeCache } from "../../../server/src/host/node/cacheStore.ts";
import { nodeFileSystem } from "../../../server/src/host/node/fileSystem.ts";
import { nodeHost } from "../../../server/src/host/node/nodeHost.ts";
import { Workspace } from "../../../server/src/workspace/workspace.ts";

const [, , folder, cacheFolder] = process.argv;
const cacheStore = cacheFolder === undefined ? null : openNodeCache(folder!, "bench", cacheFolder);
const workspace = new Workspace({ fileSystem: nodeFileSystem(folder!), clock: nodeHost.clock, cacheStore });
await workspace.index();
let parsing = 0;
const parse = parser.parse.bind(parser);
parser.parse = (...given) => {
  const begun = performance.now();
  const tree = parse(...given);
  parsing += performance.now() - begun;
  return tree;
};
const start = performance.now();
await workspace.uses.refresh();
// The first field that is asked for has those of all linked.
const [file] = workspace.analyses();
const first = file?.file.fields[0];
if (file && first) workspace.uses.known(file.path, first.entity.name, first.field.name);
const milliseconds = performance.now() - start;
console.log(JSON.stringify({ milliseconds, parsing, peak: process.resourceUsage().maxRSS * 1024 }));
