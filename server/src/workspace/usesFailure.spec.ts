import { expect, it, vi } from "vitest";
import { parseFixture } from "../../../test/support/fixture.ts";
import { MemoryCacheStore } from "../../../test/support/memoryCacheStore.ts";
import { MemoryFileSystem } from "../../../test/support/memoryFileSystem.ts";
import { SHOP } from "../../../test/support/uses.ts";
import type * as Flows from "../engine/languages/django/flow/readFlows.ts";
import { Workspace } from "./workspace.ts";

vi.mock("../engine/languages/django/flow/readFlows.ts", async (original) => {
  const { readFlows, ...others } = await original<typeof Flows>();
  return {
    ...others,
    readFlows: (source: Flows.FlowSource) => {
      if (source.module.text.includes("broken")) throw new RangeError("Maximum call stack size exceeded");
      return readFlows(source);
    },
  };
});

it("tells of a file whose flows cannot be read, keeps its uses, and reads it again the next time", async () => {
  const files = new MemoryFileSystem([
    ["shop/models.py", parseFixture(SHOP).files.get("shop/models.py")!],
    ["shop/views.py", 'from shop.models import Customer\nCustomer.objects.filter(email="broken")\n'],
  ]);
  const cacheStore = new MemoryCacheStore(files);
  const told = async (): Promise<readonly unknown[]> => {
    const errors: string[] = [];
    const workspace = new Workspace({
      fileSystem: files,
      clock: { now: () => 0, pause: () => Promise.resolve() },
      cacheStore,
      onInternalError: (path, error) => errors.push(`${path}: ${String(error)}`),
    });
    await workspace.index();
    await workspace.uses.refresh();
    const known = workspace.uses.known("shop/models.py", "Customer", "email");
    return [known?.uses.map(({ path, use }) => `${path} ${use.kind}`), errors];
  };
  const expected = [["shop/views.py lookup"], ["shop/views.py: RangeError: Maximum call stack size exceeded"]];
  expect(await told()).toEqual(expected);
  expect(await told()).toEqual(expected);
});
