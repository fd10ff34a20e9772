/** A folder to its classified fields and findings, as editor and command line do it. Prints the milliseconds. */
import { nodeFileSystem } from "../../../server/src/host/node/fileSystem.ts";
import { nodeHost } from "../../../server/src/host/node/nodeHost.ts";
import { Workspace } from "../../../server/src/workspace/workspace.ts";

const start = performance.now();
const workspace = new Workspace({ fileSystem: nodeFileSystem(process.argv[2]!), clock: nodeHost.clock });
await workspace.index();
const milliseconds = performance.now() - start;
const fields = workspace.analyses().reduce((count, { file }) => count + file.fields.length, 0);
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ milliseconds, fields, files: workspace.files.read, peak: maxRSS * 1024 }));
