import { describe, expect, it } from "vitest";
import { SourceMemory } from "./sourceMemory.ts";

describe("SourceMemory", () => {
  it("keeps what is asked for and forgets the rest in time", () => {
    const memory = new SourceMemory<number>();
    memory.set("asked", 1);
    memory.set("not asked", 2);
    for (let index = 0; index < 10_000; index++) {
      memory.set(`other ${index}`, index);
      expect(memory.get("asked")).toBe(1);
    }
    expect(memory.get("not asked")).toBeUndefined();
    expect(memory.get("other 9999")).toBe(9999);
  });

  it("does not keep long sources", () => {
    const memory = new SourceMemory<number>();
    memory.set("x".repeat(10_000), 1);
    expect(memory.get("x".repeat(10_000))).toBeUndefined();
  });
});
