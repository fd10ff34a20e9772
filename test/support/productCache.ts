import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "fieldguard-cache-"));
process.on("exit", () => {
  rmSync(folder, { recursive: true, force: true });
});

/** For the built product, so that a test leaves nothing in the cache of whoever runs it. */
export const CACHE_ENVIRONMENT: Readonly<Record<string, string>> = {
  XDG_CACHE_HOME: folder,
  LOCALAPPDATA: folder,
  // macOS has no variable of its own for this.
  ...(process.platform === "darwin" ? { HOME: folder } : {}),
};
