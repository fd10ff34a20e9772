import { URI } from "vscode-uri";
import type { Host } from "../../workspace/ports.ts";
import { openNodeCache } from "./cacheStore.ts";
import { nodeFileSystem } from "./fileSystem.ts";

export const nodeHost: Host = {
  clock: {
    now: () => performance.now(),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  },
  openFolder(uri) {
    const { scheme, fsPath } = URI.parse(uri);
    return scheme === "file" ? nodeFileSystem(fsPath) : null;
  },
  openCache(folderUri, content) {
    const { scheme, fsPath } = URI.parse(folderUri);
    return scheme === "file" ? openNodeCache(fsPath, content) : null;
  },
  onMistake(listener) {
    process.on("uncaughtException", listener);
    process.on("unhandledRejection", listener);
  },
  memory: () => process.memoryUsage.rss(),
  platform: `Node.js ${process.version}, ${process.platform} ${process.arch}`,
};
