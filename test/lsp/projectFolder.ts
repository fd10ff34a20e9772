import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import { parseFixture } from "../support/fixture.ts";

/** A real folder on disk that goes away with its test. */
export class ProjectFolder {
  readonly path: string;

  /** `source` in the fixture language. */
  constructor(source = "") {
    this.path = realpathSync(mkdtempSync(join(tmpdir(), "fieldguard-lsp-")));
    if (source !== "") for (const [path, text] of parseFixture(source).files) this.write(path, text);
    onTestFinished(() => {
      this.remove();
    });
  }

  get uri(): string {
    return pathToFileURL(this.path).href;
  }

  uriOf(path: string): string {
    return pathToFileURL(join(this.path, path)).href;
  }

  write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), content);
  }

  link(path: string, target: string): void {
    symlinkSync(target, join(this.path, path));
  }

  rename(from: string, to: string): void {
    renameSync(join(this.path, from), join(this.path, to));
  }

  /** A path in the folder, or the folder itself. */
  remove(path = ""): void {
    rmSync(join(this.path, path), { recursive: true, force: true });
  }
}
