/**
 * Where the sensitive fields of a folder (`argv[2]`) are used, once its schema pass has ended: all files are searched, and
 * those that name such a field are read. Prints the milliseconds.
 */
import { nodeFileSystem } from "../../../server/src/host/node/fileSystem.ts";
import { nodeHost } from "../../../server/src/host/node/nodeHost.ts";
import { Workspace } from "../../../server/src/workspace/workspace.ts";

const workspace = new Workspace({ fileSystem: nodeFileSystem(process.argv[2]!), clock: nodeHost.clock });
await workspace.index();
const start = performance.now();
await workspace.uses.refresh();
// The first field that is asked for has those of all linked.
const [file] = workspace.analyses();
const first = file?.file.fields[0];
if (file && first) workspace.uses.known(file.path, first.entity.name, first.field.name);
console.log(JSON.stringify({ milliseconds: performance.now() - start }));
