import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atEnd } from "./cleanup.ts";

/** A fresh folder that is removed when this process ends. */
export function temporaryFolder(purpose: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `fieldguard-${purpose}-`)));
  atEnd(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });
  return folder;
}

/** A copy that may be changed, under a folder of the given name: the title of the editor's window. */
export function temporaryCopy(source: string, name: string): string {
  const target = join(temporaryFolder("workspace"), name);
  cpSync(source, target, { recursive: true });
  return target;
}
