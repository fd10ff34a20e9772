import { describe, expect, it, vi } from "vitest";
import { remembered, rememberedOf } from "./remembered.ts";

describe("remembered", () => {
  it("asks once for each text", () => {
    const find = vi.fn((text: string) => text.length);
    const length = remembered(find);
    expect([length("ab"), length("c"), length("ab")]).toEqual([2, 1, 2]);
    expect(find).toHaveBeenCalledTimes(2);
  });

  it("forgets rather than growing without end", () => {
    const find = vi.fn((text: string) => text);
    const same = remembered(find);
    for (let index = 0; index <= 16_384; index++) same(String(index));
    same("0");
    expect(find).toHaveBeenCalledTimes(16_386);
  });
});

describe("rememberedOf", () => {
  it("asks once for each object, also for those of which nothing is found", () => {
    const find = vi.fn(({ size }: { size: number }) => (size > 1 ? size : null));
    const sizeOf = rememberedOf(find);
    const [one, two] = [{ size: 1 }, { size: 2 }];
    expect([sizeOf(one), sizeOf(two), sizeOf(one), sizeOf({ size: 1 })]).toEqual([null, 2, null, null]);
    expect(find).toHaveBeenCalledTimes(3);
  });
});
