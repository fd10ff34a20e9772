import { expect, it } from "vitest";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import type { WorkspaceChange } from "./changes.ts";
import { BASELINE_PATH } from "./folderBaseline.ts";
import { Workspace } from "./workspace.ts";

const MODELS = `from django.db import models
class Customer(models.Model):
    national_id = models.CharField()
`;

it("is heeded from the moment that it is written, for documents that are open as well", async () => {
  const fileSystem = new MemoryFileSystem([["shop/models.py", MODELS]]);
  const workspace = new Workspace({ fileSystem, clock: { now: () => 0, pause: () => Promise.resolve() } });
  await workspace.index();
  await workspace.openDocument("shop/models.py", 1, `${MODELS}    passport_number = models.CharField()\n`);
  const told: WorkspaceChange[] = [];
  workspace.onDidChange((change) => told.push(change));
  const open = (): readonly string[] =>
    workspace
      .accepting(workspace.known("shop/models.py")!.findings)
      .flatMap(({ field, suppressed }) => (suppressed ? [] : [field]));
  expect(open()).toEqual(["national_id", "passport_number"]);

  fileSystem.write(BASELINE_PATH, "storage/plaintext-field@shop/models.py#Customer.national_id\n");
  await workspace.filesChanged([BASELINE_PATH]);
  expect(open()).toEqual(["passport_number"]);
  expect(told.map(({ kind, paths }) => [kind, [...paths]])).toEqual([["rules", ["shop/models.py"]]]);

  fileSystem.remove(BASELINE_PATH);
  await workspace.filesChanged([BASELINE_PATH]);
  expect(open()).toEqual(["national_id", "passport_number"]);
});

it("is told of where it cannot be read", async () => {
  const fileSystem = new MemoryFileSystem([["shop/models.py", MODELS]]);
  const workspace = new Workspace({ fileSystem, clock: { now: () => 0, pause: () => Promise.resolve() } });
  fileSystem.write(BASELINE_PATH, "storage/plaintext-field@shop/models.py#Customer.national_id\0\n");
  await workspace.index();
  const message = "accepts nothing: it is too large, or cannot be read as a text";
  expect(workspace.problems()).toEqual([{ path: BASELINE_PATH, line: 1, message }]);
  fileSystem.remove(BASELINE_PATH);
  await workspace.filesChanged([BASELINE_PATH]);
  expect(workspace.problems()).toEqual([]);
});
