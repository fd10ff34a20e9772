import { URI } from "vscode-uri";
import type { Host } from "../../workspace/ports.ts";
import { openNodeCache } from "./cacheStore.ts";
import { activeEnvironment, environmentOf } from "./environments.ts";
import { nodeFileSystem } from "./fileSystem.ts";
import { loadDatabases } from "./loadDatabases.ts";
import { loadDetectors } from "./loadDetectors.ts";

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
  openEnvironment(folderUri, interpreter, { isTrusted }) {
    const { scheme, fsPath } = URI.parse(folderUri);
    const folder = scheme === "file" ? environmentOf(fsPath, interpreter, isTrusted) : null;
    return folder === null ? null : nodeFileSystem(folder);
  },
  openActiveEnvironment() {
    const folder = activeEnvironment(process.env);
    return folder === null ? null : nodeFileSystem(folder);
  },
  loadDetectors,
  loadDatabases,
  onMistake(listener) {
    process.on("uncaughtException", listener);
    process.on("unhandledRejection", listener);
  },
  memory: () => process.memoryUsage.rss(),
  platform: `Node.js ${process.version}, ${process.platform} ${process.arch}`,
};
