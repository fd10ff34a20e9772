import type { FileChange } from "../engine/fixes/model.ts";
import { applyEdits } from "../engine/text/textEdit.ts";
import type { Encoding } from "../workspace/decode.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { UsageError } from "./verb.ts";

/** A file before and after all fixes. */
export interface ChangedFile {
  readonly path: string;
  /** Null for a file that is new. */
  readonly before: { readonly text: string; readonly encoding: Encoding } | null;
  readonly after: string;
}

/**
 * Collects the changes of several plans. Each plan's result goes to the workspace as an open document, so that the next
 * plan is made on the texts that the earlier ones left, and nothing reaches the disk.
 */
export class ChangedFiles {
  readonly #workspace: Workspace;
  readonly #files = new Map<string, ChangedFile>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** In order of their paths; files that ended as they began are left out. */
  get files(): readonly ChangedFile[] {
    return [...this.#files.values()]
      .filter(({ before, after }) => before?.text !== after)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** @throws UsageError when a file is not as the plan expects it. */
  async apply(changes: readonly FileChange[]): Promise<void> {
    for (const path of new Set(changes.map((change) => change.path))) {
      const ofFile = changes.filter((change) => change.path === path);
      const edits = ofFile.flatMap((change) => (change.kind === "edit" ? change.edits : []));
      await this.#change(ofFile.find(({ kind }) => kind === "create") ?? { kind: "edit", path, edits });
    }
  }

  async #change(change: FileChange): Promise<void> {
    const { path } = change;
    const text = await this.#workspace.text(path);
    if (change.kind === "create" && text !== null) throw new UsageError(`${path} exists already; move it away first`);
    if (change.kind === "edit" && text === null) throw new UsageError(`${path} is gone or cannot be read; run again`);
    const after = change.kind === "create" ? change.text : applyEdits(text ?? "", change.edits);
    const before = this.#files.has(path) ? this.#files.get(path)!.before : await this.#original(path, text);
    this.#files.set(path, { path, before, after });
    await this.#workspace.openDocument(path, this.#files.size, after);
  }

  async #original(path: string, text: string | null): Promise<ChangedFile["before"]> {
    if (text === null) return null;
    const source = await this.#workspace.source(path);
    if (source?.text !== text) throw new UsageError(`${path} has just been changed by someone else; run again`);
    return { text, encoding: source.encoding };
  }
}
