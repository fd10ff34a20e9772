import { join, parse, resolve } from "node:path";
import { expect, it } from "vitest";
import { isBelow, isInside } from "./inside.ts";

it("goes by whole names of folders, the root included", () => {
  const folder = resolve("shop");
  expect([isInside(folder, folder), isBelow(folder, folder)]).toEqual([true, false]);
  expect([isInside(folder, join(folder, "a")), isBelow(folder, join(folder, "a"))]).toEqual([true, true]);
  expect([isInside(folder, `${folder}s`), isBelow(folder, `${folder}s`)]).toEqual([false, false]);
  const { root } = parse(folder);
  expect([isInside(root, folder), isBelow(root, folder), isBelow(root, root)]).toEqual([true, true, true]);
});
