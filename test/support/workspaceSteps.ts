import fc from "fast-check";
import type { Workspace } from "../../server/src/workspace/workspace.ts";
import type { MemoryFileSystem } from "./memoryFileSystem.ts";

/** One thing that an editor or the disk does to a workspace. */
export interface WorkspaceStep {
  readonly kind: (typeof KINDS)[number];
  readonly path: string;
  /** Of the document or file, where it gets one. */
  readonly text: string;
}

const KINDS = ["open", "change", "close", "write", "remove", "index"] as const;

export function workspaceSteps(path: fc.Arbitrary<string>, text: fc.Arbitrary<string>): fc.Arbitrary<WorkspaceStep[]> {
  return fc.array(fc.record({ kind: fc.constantFrom(...KINDS), path, text }), { maxLength: 20 });
}

/** Does all steps, calling back after each. Returns the texts of the documents that are open in the end, by path. */
export async function doSteps(
  workspace: Workspace,
  disk: MemoryFileSystem,
  steps: readonly WorkspaceStep[],
  afterEach: () => void = () => undefined,
): Promise<ReadonlyMap<string, string>> {
  const open = new Map<string, string>();
  for (const [index, step] of steps.entries()) {
    await doStep(workspace, disk, open, step, index + 1);
    afterEach();
  }
  return open;
}

async function doStep(
  workspace: Workspace,
  disk: MemoryFileSystem,
  open: Map<string, string>,
  { kind, path, text }: WorkspaceStep,
  version: number,
): Promise<void> {
  switch (kind) {
    case "open":
      open.set(path, text);
      return workspace.openDocument(path, version, text);
    case "change":
      if (!open.has(path)) return;
      open.set(path, text);
      return workspace.changeDocument(path, version, text);
    case "close":
      open.delete(path);
      return workspace.closeDocument(path);
    case "index":
      return workspace.index();
    case "write":
      disk.write(path, text);
      return workspace.filesChanged([path]);
    case "remove":
      disk.remove(path);
      return workspace.filesChanged([path]);
  }
}
